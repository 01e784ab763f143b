"""Addresses of the register's own pages. /organisations/ and a member's page are faces."""

from django.urls import path

from pakten.parties.organisations import views

urlpatterns = [
    path("organisations/new/", views.register_organisation, name="register_organisation"),
    path("organisations/<int:pk>/edit/", views.edit_organisation, name="edit_organisation"),
    path(
        "organisations/<int:pk>/publish/", views.publish_organisation, name="publish_organisation"
    ),
    path(
        "organisations/<int:pk>/withdraw/",
        views.withdraw_organisation,
        name="withdraw_organisation",
    ),
    path("organisations/<int:pk>/contacts/new/", views.add_contact, name="add_contact"),
    path("contacts/<int:pk>/edit/", views.edit_contact, name="edit_contact"),
    path("contacts/<int:pk>/remove/", views.remove_contact, name="remove_contact"),
    path("interest/<int:pk>/", views.see_interest, name="see_interest"),
    path("interest/<int:pk>/answer/", views.answer_interest, name="answer_interest"),
]
