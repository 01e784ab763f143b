from django.urls import path

from pakten.parties.people import views

urlpatterns = [
    path("people/", views.see_people, name="see_people"),
    path("people/register/", views.register_participant, name="register_participant"),
    path("people/<int:pk>/edit/<slug:part>/", views.edit_participant, name="edit_participant"),
    path("people/<int:pk>/say-yes/<slug:purpose>/", views.record_consent, name="record_consent"),
    path(
        "people/<int:pk>/take-back/<slug:purpose>/",
        views.withdraw_consent,
        name="withdraw_consent",
    ),
    path("people/<int:pk>/access/", views.give_access, name="give_access"),
]
