"""The open pages and the doors in."""

from django.urls import URLPattern, path

from pakten.faces.public import doors, promises, results, views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("activities/", views.activities, name="activities"),
    path("activities/<slug:code>/", views.activity, name="activity"),
    path("members/", views.members, name="members"),
    path("members/<int:organisation_id>/", views.member, name="member"),
    path("results/", results.results, name="results"),
    path("results/members/", results.results_by_member, name="results_by_member"),
    path("results/promises/", promises.promises_kept, name="promises_kept"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("join/", doors.send_interest, name="send_interest"),
    path("join/thanks/", doors.interest_sent, name="interest_sent"),
    path("start/", doors.start, name="start"),
    path("start/<slug:door>/", doors.ask_callback, name="ask_callback"),
    path("start/<slug:door>/thanks/", doors.callback_asked, name="callback_asked"),
]
