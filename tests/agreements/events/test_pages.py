"""The pages of events, the guest's own page and the calendar file."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar as Parsed

from pakten.agreements.events.actions.events import edit_event
from pakten.agreements.events.calendar import calendar_file
from pakten.agreements.events.models import Event, Invitation
from pakten.base.access import Role
from pakten.parties.pacts.links import hash_of_token, new_token
from tests.agreements.events.conftest import Calendar
from tests.factories.browser import browser
from tests.factories.events import event_terms, make_event, make_guest
from tests.factories.world import NOW, make_pact, make_staff, text

STEPS = ["", "edit/", "cancel/", "close/", "reopen/", "send/", "thanks/", "door/", "guests/new/"]


@pytest.fixture
def client_(calendar: Calendar) -> Client:
    return browser(calendar.pact, calendar.by)


def linked(calendar: Calendar, **fields: object) -> tuple[Invitation, str]:
    token = new_token(calendar.pact.pk)
    guest = make_guest(calendar.event, token_hash=hash_of_token(token), **fields)
    return guest, f"/invitation/{token}/"


@pytest.mark.parametrize("step", STEPS)
def test_pages_of_an_event_open_and_write_nothing(
    calendar: Calendar, client_: Client, step: str
) -> None:
    make_guest(calendar.event)
    before = list(Event.objects.values())
    assert client_.get(f"/events/{calendar.event.pk}/{step}").status_code == 200
    assert list(Event.objects.values()) == before


@pytest.mark.parametrize("step", STEPS)
def test_pages_of_an_event_are_for_those_who_plan(calendar: Calendar, step: str) -> None:
    board = browser(calendar.pact, make_staff(calendar.pact, Role.BOARD))
    assert board.get(f"/events/{calendar.event.pk}/{step}").status_code == 403


def test_plan_event_page_keeps_what_was_typed(client_: Client) -> None:
    sent = {
        "kind": "board",
        "title": "Winter",
        "day": "2027-01-10",
        "begins": "14:00",
        "ends": "13:00",
    }
    answer = client_.post("/events/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Winter"' in page
    assert "It ends before it begins" in page
    made = client_.post("/events/new/", {**sent, "ends": "15:30", "place": "Room 4"})
    assert made.status_code == 302
    assert Event.objects.get(kind="board").place == "Room 4"


def test_see_events_asks_as_many_questions_for_many(calendar: Calendar, client_: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client_.get("/events/").status_code == 200
        return len(queries)

    make_event(calendar.pact, calendar.by)
    asked()
    few = asked()
    for _n in range(30):
        make_event(calendar.pact, calendar.by)
    assert asked() == few
    assert few <= 12


def test_see_events_exports(client_: Client) -> None:
    answer = client_.get("/events/?format=csv")
    assert answer.status_code == 200
    assert "City Hall" in answer.content.decode()


def test_answer_invitation_needs_no_account_and_get_writes_nothing(calendar: Calendar) -> None:
    guest, link = linked(calendar)
    visitor = browser(calendar.pact)
    page = visitor.get(link)
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    guest.refresh_from_db()
    assert guest.answer == "waiting"
    assert visitor.post(link, {"answer": ""}).status_code == 422
    assert visitor.post(link, {"answer": "yes"}).status_code == 302
    guest.refresh_from_db()
    assert guest.answer == "yes"
    assert "you have a seat" in visitor.get(link).content.decode()


def test_answer_invitation_asks_about_pictures_where_pictures_are_taken(calendar: Calendar) -> None:
    Event.objects.update(asks_photo=True)
    guest, link = linked(calendar)
    visitor = browser(calendar.pact)
    assert visitor.post(link, {"answer": "yes"}).status_code == 422
    assert visitor.post(link, {"answer": "yes", "photo": "no"}).status_code == 302
    guest.refresh_from_db()
    assert guest.photo == "no"


def test_answer_invitation_opens_in_the_pact_of_the_link(calendar: Calendar) -> None:
    _guest, link = linked(calendar)
    elsewhere = browser(make_pact(name=text("Another pact")))
    page = elsewhere.get(link)
    assert page.status_code == 200
    assert "Another pact" not in page.content.decode()


@pytest.mark.parametrize("token", ["x", "1.x", "zz.x", "ffffffffffffffff.abc", "-1.x"])
def test_answer_invitation_with_a_wrong_link_is_not_there(calendar: Calendar, token: str) -> None:
    assert browser(calendar.pact).get(f"/invitation/{token}/").status_code == 404


def test_record_attendance_page_checks_off_and_takes_back(
    calendar: Calendar, client_: Client
) -> None:
    guest = make_guest(calendar.event)
    door = f"/events/{calendar.event.pk}/door/"
    assert client_.post(door, {"guest": guest.pk}).status_code == 302
    guest.refresh_from_db()
    assert guest.is_here
    assert "Checked off" in client_.get(door).content.decode()
    assert client_.post(door, {"guest": guest.pk, "undo": "1"}).status_code == 302
    assert client_.post(door, {"guest": "999999"}).status_code == 404
    guest.refresh_from_db()
    assert not guest.is_here


def test_edit_guest_page_writes_what_was_said_on_the_phone(
    calendar: Calendar, client_: Client
) -> None:
    guest = make_guest(calendar.event)
    sent = {"name": "Omar Diaz", "answer": "yes", "photo": "no", "language": "sv"}
    page = f"/events/{calendar.event.pk}/guests/{guest.pk}/edit/"
    assert client_.get(page).status_code == 200
    assert client_.post(page, sent).status_code == 302
    guest.refresh_from_db()
    assert (guest.answer, guest.photo) == ("yes", "no")


def test_calendar_file_escapes_keeps_its_uid_and_counts_changes(calendar: Calendar) -> None:
    Event.objects.update(title={"en": "Day; one, two\nEND:VEVENT"})
    calendar.event.refresh_from_db()
    first = Parsed.from_ical(calendar_file(calendar.event)).walk("VEVENT")
    assert [str(entry["summary"]) for entry in first] == ["Day; one, two\nEND:VEVENT"]
    changed = edit_event(calendar.event, event_terms(), by=calendar.by, at=NOW)
    (second,) = Parsed.from_ical(calendar_file(changed)).walk("VEVENT")
    assert (second["uid"], second["sequence"]) == (first[0]["uid"], 1)
