"""Addresses of events."""

from django.urls import URLPattern, path

from pakten.agreements.events.views import answers, events, guests

_GUEST = "events/<int:pk>/guests/<int:guest_pk>"

urlpatterns: list[URLPattern] = [
    path("events/", events.see_events, name="see_events"),
    path("events/new/", events.plan_event, name="plan_event"),
    path("events/<int:pk>/", events.see_event, name="see_event"),
    path("events/<int:pk>/event.ics", events.download_event, name="download_event"),
    path("events/<int:pk>/edit/", events.edit_event, name="edit_event"),
    path("events/<int:pk>/cancel/", events.cancel_event, name="cancel_event"),
    path("events/<int:pk>/close/", events.close_event, name="close_event"),
    path("events/<int:pk>/reopen/", events.reopen_event, name="reopen_event"),
    path("events/<int:pk>/send/", events.send_invitations, name="send_invitations"),
    path("events/<int:pk>/thanks/", events.thank_guests, name="thank_guests"),
    path("events/<int:pk>/door/", guests.record_attendance, name="record_attendance"),
    path("events/<int:pk>/guests/new/", guests.invite_guest, name="invite_guest"),
    path(f"{_GUEST}/edit/", guests.edit_guest, name="edit_guest"),
    path(f"{_GUEST}/remove/", guests.remove_guest, name="remove_guest"),
    path("invitation/<str:guest_token>/", answers.answer_invitation, name="answer_invitation"),
    path(
        "invitation/<str:guest_token>/event.ics",
        answers.download_invitation,
        name="download_invitation",
    ),
]
