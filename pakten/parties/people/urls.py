from django.urls import path

from pakten.parties.people import views, ways_in
from pakten.parties.people.telling import showing_views
from pakten.parties.people.telling import views as telling

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
    path("people/<int:pk>/tell/<slug:question>/", telling.tell_profile, name="tell_profile"),
    path("people/<int:pk>/saved/", telling.profile_saved, name="profile_saved"),
    path("people/<int:pk>/shown/", showing_views.choose_shown, name="choose_shown"),
    path("people/<int:pk>/picture/", showing_views.edit_picture, name="edit_picture"),
    path("people/<int:pk>/picture.jpg", showing_views.see_picture, name="see_picture"),
    path("people/<int:pk>/link/", ways_in.send_profile_link, name="send_profile_link"),
    path("begin/", ways_in.begin_profile, name="begin_profile"),
    path("begin/sent/", ways_in.begin_sent, name="begin_sent"),
    path("begin/<str:profile_token>/", ways_in.open_profile, name="open_profile"),
    path("people/<int:pk>/access/", views.give_access, name="give_access"),
]
