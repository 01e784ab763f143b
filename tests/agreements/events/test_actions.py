"""Planning, inviting, answering, the waiting list, the door and the thanks."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.events.actions import events, guests
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.queries import invitation_by
from pakten.agreements.events.states import EVENTS, Answer, Attendance, EventState, Photo
from pakten.base.access import Denied, Role
from pakten.base.notices.models import Message
from pakten.parties.pacts.links import hash_of_token, new_token
from tests.agreements.events.conftest import Calendar
from tests.factories.events import BEGINS, event_terms, guest, make_guest
from tests.factories.world import NOW, make_staff


def mails() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("to", "subject"))


def token_in_last_mail() -> str:
    found = re.findall(r"/invitation/(\S+)/", Message.objects.latest("pk").body)
    return str(found[-1])


def answer(one: Invitation, said: Answer = Answer.YES, photo: Photo = Photo.NOT_ASKED) -> None:
    guests.answer_invitation(one, said, photo, at=NOW)
    one.refresh_from_db()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"ends_at": BEGINS}, ["ends"]),
        ({"ends_at": BEGINS + timedelta(days=30)}, ["ends"]),
        ({"place": " "}, ["place"]),
        ({"capacity": 0}, ["capacity"]),
    ],
)
def test_plan_event_refuses_bad_input(
    calendar: Calendar, changes: dict[str, Any], fields: list[str]
) -> None:
    with pytest.raises(ValidationError) as refused:
        events.plan_event(calendar.pact, event_terms(**changes), by=calendar.by, at=NOW)
    assert list(refused.value.message_dict) == fields


def test_plan_event_takes_a_meeting_that_is_only_on_a_link(calendar: Calendar) -> None:
    terms = event_terms(place="", online_url="https://meet.example/1")
    made = events.plan_event(calendar.pact, terms, by=calendar.by, at=NOW)
    assert (made.place, made.online_url, made.state) == ("", "https://meet.example/1", "planned")


@pytest.mark.parametrize("origin", EventState)
@pytest.mark.parametrize("target", EVENTS)
def test_event_moves_as_the_table_says(
    calendar: Calendar, origin: EventState, target: EventState
) -> None:
    past = NOW - timedelta(hours=3)
    Event.objects.update(state=origin, starts_at=past, ends_at=past + timedelta(hours=1))
    event, by = calendar.event, calendar.by
    moves: dict[EventState, Any] = {
        EventState.CANCELLED: lambda: events.cancel_event(event, "Storm", by=by, at=NOW),
        EventState.HELD: lambda: events.close_event(event, by=by, at=NOW),
        EventState.PLANNED: lambda: events.reopen_event(event, by=by, at=NOW),
    }
    if origin in EVENTS[target][0]:
        moves[target]()
    else:
        with pytest.raises(ValidationError):
            moves[target]()
    event.refresh_from_db()
    assert event.state == (target if origin in EVENTS[target][0] else origin)


def test_close_event_waits_until_it_has_begun(calendar: Calendar) -> None:
    with pytest.raises(ValidationError, match="has not begun"):
        events.close_event(calendar.event, by=calendar.by, at=NOW)


def test_send_invitations_writes_to_each_guest_once(calendar: Calendar) -> None:
    event, by = calendar.event, calendar.by
    guests.invite_guest(event, guest(), by=by, at=NOW)
    guests.invite_guest(event, guest("Elin Falk", email=""), by=by, at=NOW)
    assert guests.send_invitations(event, by=by, at=NOW) == 1
    assert [to for to, _subject in mails()] == ["omar@klarasjo.example"]
    with pytest.raises(ValidationError, match="has got the invitation"):
        guests.send_invitations(event, by=by, at=NOW)
    later = NOW + timedelta(days=1)
    assert guests.send_invitations(event, again=True, by=by, at=later) == 1


def test_send_invitations_stores_only_the_hash_of_the_link(calendar: Calendar) -> None:
    guests.invite_guest(calendar.event, guest(), by=calendar.by, at=NOW)
    guests.send_invitations(calendar.event, by=calendar.by, at=NOW)
    token, row = token_in_last_mail(), Invitation.objects.get()
    assert row.token_hash == hash_of_token(token)
    assert "omar" not in token.lower()
    assert invitation_by(token) == row
    assert invitation_by(new_token(calendar.pact.pk)) is None


def test_invite_guest_refuses_the_same_address_twice_in_words(calendar: Calendar) -> None:
    names = {c.name: str(c.violation_error_message) for c in Invitation._meta.constraints}
    assert names["invitation_email_once"].startswith("Somebody with this e-mail")
    with pytest.raises(ValidationError, match="name of the guest"):
        guests.invite_guest(calendar.event, guest(" "), by=calendar.by, at=NOW)


def test_answer_invitation_keeps_the_answer_and_the_consent(calendar: Calendar) -> None:
    one = make_guest(calendar.event)
    answer(one, Answer.YES, Photo.NO)
    assert (one.answer, one.photo, one.answered_at, one.photo_at) == ("yes", "no", NOW, NOW)
    answer(one, Answer.NO, Photo.NO)
    assert one.answer == "no"


def test_answer_invitation_puts_the_late_ones_in_line_and_seats_them(calendar: Calendar) -> None:
    Event.objects.update(capacity=1)
    first, second, third = (make_guest(calendar.event, name) for name in ("Ada", "Bo", "Cleo"))
    for one in (first, second, third):
        answer(one)
    assert [g.queued_at is None for g in (first, second, third)] == [True, False, False]
    answer(first, Answer.NO)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.queued_at, third.queued_at) == (None, NOW)
    assert mails() == [("bo@klarasjo.example", "Du har fått plats: Signing day (sv)")]


def test_remove_guest_gives_the_seat_to_the_next(calendar: Calendar) -> None:
    Event.objects.update(capacity=1)
    first, second = make_guest(calendar.event, "Ada"), make_guest(calendar.event, "Bo")
    answer(first)
    answer(second)
    guests.remove_guest(first, by=calendar.by, at=NOW)
    second.refresh_from_db()
    assert (Invitation.objects.count(), second.queued_at) == (1, None)


def test_answer_invitation_is_refused_when_it_is_cancelled(calendar: Calendar) -> None:
    one = make_guest(calendar.event)
    events.cancel_event(calendar.event, "Storm", by=calendar.by, at=NOW)
    with pytest.raises(ValidationError, match="too late"):
        answer(one)


def test_edit_event_tells_those_who_know_of_it_of_a_new_time(calendar: Calendar) -> None:
    event, by = calendar.event, calendar.by
    for name, fields in (
        ("Ada", {"sent_at": NOW}),
        ("Bo", {}),
        ("Cleo", {"sent_at": NOW, "answer": "no"}),
    ):
        make_guest(event, name, **fields)
    kept = events.edit_event(event, event_terms(capacity=9), by=by, at=NOW)
    assert (mails(), kept.sequence) == ([], 1)
    moved = event_terms(starts_at=BEGINS + timedelta(hours=1))
    assert events.edit_event(event, moved, by=by, at=NOW).sequence == 2
    assert [to for to, _subject in mails()] == ["ada@klarasjo.example"]


def test_cancel_event_needs_a_reason_and_tells_it(calendar: Calendar) -> None:
    make_guest(calendar.event, "Ada", sent_at=NOW)
    with pytest.raises(ValidationError):
        events.cancel_event(calendar.event, " ", by=calendar.by, at=NOW)
    events.cancel_event(calendar.event, "The hall burned", by=calendar.by, at=NOW)
    assert "The hall burned" in Message.objects.get().body


def test_record_attendance_can_be_taken_back(calendar: Calendar) -> None:
    one = make_guest(calendar.event)
    came = guests.record_attendance(one, Attendance.CAME, by=calendar.by, at=NOW)
    assert (came.attendance, came.attended_at) == ("came", NOW)
    back = guests.record_attendance(one, Attendance.UNKNOWN, by=calendar.by, at=NOW)
    assert (back.attendance, back.attended_at) == ("unknown", None)


def test_thank_guests_thanks_those_who_came_once(calendar: Calendar) -> None:
    make_guest(calendar.event, "Ada", attendance=Attendance.CAME)
    make_guest(calendar.event, "Bo")
    with pytest.raises(ValidationError, match="Close the event first"):
        guests.thank_guests(calendar.event, "Thanks", by=calendar.by, at=NOW)
    Event.objects.update(state=EventState.HELD)
    assert guests.thank_guests(calendar.event, "Thanks", by=calendar.by, at=NOW) == 1
    with pytest.raises(ValidationError, match="already thanked"):
        guests.thank_guests(calendar.event, "Thanks", by=calendar.by, at=NOW)
    assert [to for to, _subject in mails()] == ["ada@klarasjo.example"]


def test_actions_of_events_need_their_verb(calendar: Calendar) -> None:
    by, event = make_staff(calendar.pact, Role.BOARD), calendar.event
    one = make_guest(event)
    attempts: list[Any] = [
        lambda: events.plan_event(calendar.pact, event_terms(), by=by, at=NOW),
        lambda: events.edit_event(event, event_terms(), by=by, at=NOW),
        lambda: events.cancel_event(event, "x", by=by, at=NOW),
        lambda: events.close_event(event, by=by, at=NOW),
        lambda: events.reopen_event(event, by=by, at=NOW),
        lambda: guests.invite_guest(event, guest(), by=by, at=NOW),
        lambda: guests.remove_guest(one, by=by, at=NOW),
        lambda: guests.send_invitations(event, by=by, at=NOW),
        lambda: guests.record_attendance(one, Attendance.CAME, by=by, at=NOW),
        lambda: guests.thank_guests(event, "x", by=by, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(Denied):
            attempt()
