"""Addresses of letters."""

from django.urls import path

from pakten.agreements.commitments import signing_views, views

_PLEDGE = "letters/<int:pk>/pledges/<int:pledge_pk>"

urlpatterns = [
    path("letters/", views.see_letters, name="see_letters"),
    path("letters/<int:pk>/", views.see_letter, name="see_letter"),
    path("letters/<int:pk>/letter.pdf", views.print_letter, name="print_letter"),
    path("organisations/<int:pk>/letters/new/", views.draft_letter, name="draft_letter"),
    path("letters/<int:pk>/edit/", views.edit_letter, name="edit_letter"),
    path("letters/<int:pk>/pledges/new/", views.add_pledge, name="add_pledge"),
    path(f"{_PLEDGE}/edit/", views.edit_pledge, name="edit_pledge"),
    path(f"{_PLEDGE}/remove/", views.remove_pledge, name="remove_pledge"),
    path("letters/<int:pk>/ready/", signing_views.ready_letter, name="ready_letter"),
    path("letters/<int:pk>/reopen/", signing_views.reopen_letter, name="reopen_letter"),
    path("letters/<int:pk>/sign/<slug:party>/", signing_views.sign_letter, name="sign_letter"),
    path("letters/<int:pk>/end/", signing_views.end_letter, name="end_letter"),
    path("letters/<int:pk>/discard/", signing_views.discard_letter, name="discard_letter"),
]
