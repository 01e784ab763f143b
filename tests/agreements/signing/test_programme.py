"""The programme of an occasion: order, pace, who is at the table, what was not signed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.states import Party
from pakten.agreements.events.actions.guests import record_attendance
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.states import Attendance, EventState
from pakten.agreements.signing.actions import programme
from pakten.agreements.signing.actions.signing import sign_letter
from pakten.agreements.signing.models import ProgrammeItem
from pakten.agreements.signing.queries.programme import day_of, letters_to_add
from pakten.agreements.signing.queries.waiting import lacking, occasions_coming
from pakten.agreements.signing.states import NotSigned
from pakten.base.access import Denied, Role
from tests.agreements.signing.conftest import Table
from tests.factories.events import make_event
from tests.factories.letters import make_letter
from tests.factories.world import NOW, days, inside, make_organisation, make_staff


class Hall(Table):
    """The letter of the table, another that is ready, and a draft, at one occasion."""

    def __init__(self) -> None:
        super().__init__()
        with inside(self.pact, self.by):
            self.event = make_event(self.pact, self.by)
            self.other = self.more("Bergslunda Bygg", "ready")
            self.hoped = self.more("Nya Vägar", "draft")
            letters = [self.letter, self.other, self.hoped]
            programme.add_letters(self.event, letters, by=self.by, at=NOW)

    def more(self, name: str, state: str) -> Letter:
        letter = make_letter(make_organisation(self.pact, name=name), by=self.by, state=state)
        Signatory.objects.create(
            pact=self.pact, letter=letter, party="member", name=f"Head of {name}"
        )
        return letter

    def item(self, letter: Letter) -> ProgrammeItem:
        rows = ProgrammeItem.objects.select_related("programme__event")
        return rows.get(letter=letter)

    def order(self) -> list[str]:
        turns = day_of(self.event, NOW).turns
        return [turn.letter.organisation.name.split()[0] for turn in turns]

    def begin(self) -> None:
        Event.objects.update(
            starts_at=NOW - timedelta(minutes=20), ends_at=NOW + timedelta(hours=1)
        )
        self.event.refresh_from_db()


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    made = Hall()
    with inside(made.pact, made.by):
        yield made


def test_add_letters_puts_those_who_sign_on_the_guest_list_once(hall: Hall) -> None:
    names = list(Invitation.objects.order_by("name").values_list("name", flat=True))
    assert names == [
        "Head of Bergslunda Bygg", "Head of Nya Vägar", "Karin Holm", "Mona Rahimi", "Omar Diaz",
    ]  # fmt: skip
    assert Invitation.objects.get(name="Omar Diaz").organisation == hall.house
    assert list(letters_to_add(hall.by, hall.event)) == []


def test_move_letter_changes_the_order_and_the_times(hall: Hall) -> None:
    assert hall.order() == ["Klarasjö", "Bergslunda", "Nya"]
    programme.move_letter(hall.item(hall.hoped), -1, by=hall.by, at=NOW)
    assert hall.order() == ["Klarasjö", "Nya", "Bergslunda"]
    programme.place_letter(hall.item(hall.other), 1, by=hall.by, at=NOW)
    assert hall.order() == ["Bergslunda", "Klarasjö", "Nya"]
    programme.set_pace(hall.event, 5, 12, by=hall.by, at=NOW)
    first, second, _third = day_of(hall.event, NOW).turns
    assert (first.planned_at - hall.event.starts_at, second.planned_at - first.planned_at) == (
        timedelta(minutes=5), timedelta(minutes=12),
    )  # fmt: skip


@pytest.mark.parametrize("pace", [(0, 0), (241, 8), (10, 121)])
def test_set_pace_refuses_what_cannot_be(hall: Hall, pace: tuple[int, int]) -> None:
    with pytest.raises(ValidationError):
        programme.set_pace(hall.event, *pace, by=hall.by, at=NOW)


def test_remove_letter_closes_the_gap(hall: Hall) -> None:
    programme.remove_letter(hall.item(hall.other), by=hall.by, at=NOW)
    assert hall.order() == ["Klarasjö", "Nya"]
    assert list(ProgrammeItem.objects.values_list("position", flat=True)) == [1, 2]


def test_call_letter_brings_it_to_the_table_and_pass_letter_takes_it_away(hall: Hall) -> None:
    assert day_of(hall.event, NOW).current is None
    hall.begin()
    current = day_of(hall.event, NOW).current
    assert current is not None
    assert current.letter == hall.letter
    programme.call_letter(hall.item(hall.other), by=hall.by, at=NOW)
    called = day_of(hall.event, NOW).current
    assert called is not None
    assert called.letter == hall.other
    programme.pass_letter(hall.item(hall.other), by=hall.by, at=NOW)
    assert hall.order() == ["Klarasjö", "Nya", "Bergslunda"]


def test_day_tells_who_is_missing_in_the_room_and_how_late_it_is(hall: Hall) -> None:
    hall.begin()
    mona = Invitation.objects.get(name="Mona Rahimi")
    record_attendance(mona, Attendance.CAME, by=hall.by, at=NOW)
    hall.sign(hall.letter, Party.CITY)
    day = day_of(hall.event, NOW)
    assert [one.signatory.name for _turn, one in day.missing][:1] == ["Omar Diaz"]
    assert (day.delay(NOW), day.present) == (timedelta(minutes=10), 1)
    assert day.ends(NOW) == NOW + timedelta(minutes=16)


def test_note_not_signed_keeps_why_and_when_instead(hall: Hall) -> None:
    item = hall.item(hall.other)
    noted = programme.note_not_signed(item, NotSigned.ABSENT, days(9), by=hall.by, at=NOW)
    assert (noted.reason, noted.next_on) == ("absent", days(9))
    with pytest.raises(ValidationError) as refused:
        programme.note_not_signed(item, NotSigned.TIME, days(-1), by=hall.by, at=NOW)
    assert list(refused.value.message_dict) == ["next_on"]


def test_note_not_signed_is_not_said_of_a_signed_letter(hall: Hall) -> None:
    for one in hall.letter.signatories.all():
        sign_letter(hall.letter, one, hall.signature(hall.letter), by=hall.by, at=NOW)
    with pytest.raises(ValidationError, match="signed by all"):
        programme.note_not_signed(hall.item(hall.letter), NotSigned.TIME, None, by=hall.by, at=NOW)
    assert day_of(hall.event, NOW).signed == 1


def test_add_letters_refuses_one_that_is_there_or_signed(hall: Hall) -> None:
    hall.other.state = "active"
    with pytest.raises(ValidationError, match="signed already"):
        programme.add_letters(hall.event, [hall.other], by=hall.by, at=NOW)


def test_programme_is_the_coordinators(hall: Hall) -> None:
    by = make_staff(hall.pact, Role.BOARD)
    item = hall.item(hall.letter)
    attempts: list[Any] = [
        lambda: programme.add_letters(hall.event, [], by=by, at=NOW),
        lambda: programme.move_letter(item, 1, by=by, at=NOW),
        lambda: programme.remove_letter(item, by=by, at=NOW),
        lambda: programme.call_letter(item, by=by, at=NOW),
        lambda: programme.set_pace(hall.event, 5, 5, by=by, at=NOW),
        lambda: programme.note_not_signed(item, NotSigned.TIME, None, by=by, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(Denied):
            attempt()


def test_programme_of_a_cancelled_day_is_closed(hall: Hall) -> None:
    Event.objects.update(state=EventState.CANCELLED)
    with pytest.raises(ValidationError):
        programme.move_letter(hall.item(hall.letter), 1, by=hall.by, at=NOW)


def test_occasions_coming_say_what_they_lack(hall: Hall) -> None:
    ((day, said),) = occasions_coming(hall.by, timezone.now())
    assert day.event == hall.event
    assert said == lacking(day) == ["1 letter is still a draft", "3 invitations are not sent"]
    assert occasions_coming(make_staff(hall.pact, Role.BOARD), timezone.now()) == []
