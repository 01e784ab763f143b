"""Reminders go once for each threshold and once a week for a sheet, also after days without a run."""

from datetime import timedelta

import pytest

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.followup.actions import reminding, resting
from pakten.agreements.followup.actions.agreeing import agree_check_in
from pakten.agreements.followup.models import CheckIn, Reminder
from pakten.agreements.followup.states import RestReason
from pakten.base.access import Denied
from pakten.base.notices.models import Notice
from tests.factories.followup import World
from tests.factories.letters import make_letter
from tests.factories.world import NOW, days


def run(world: World, *after: int) -> list[int]:
    """How many letters were told of by runs so many days from now."""
    return [reminding.remind_pact(world.pact, at=NOW + timedelta(days=n)) for n in after]


@pytest.fixture
def ending(world: World) -> World:
    Letter.objects.update(valid_to=days(100))
    return world


def test_remind_of_ends_goes_once_for_each_threshold(ending: World) -> None:
    assert run(ending, 0, 9, 10, 10, 11, 69, 70, 71, 92, 93, 94, 100) == [
        0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0,
    ]  # fmt: skip
    assert list(Reminder.objects.order_by("-days").values_list("days", flat=True)) == [90, 30, 7]


def test_remind_of_ends_after_days_without_a_run_goes_once(ending: World) -> None:
    assert run(ending, 13) == [1]  # three days late
    assert run(ending, 95) == [1]  # 30 was never sent: only 7 is
    assert set(Reminder.objects.values_list("days", flat=True)) == {90, 7}


def test_remind_of_ends_tells_member_and_office_with_where_to_go(ending: World) -> None:
    run(ending, 10)
    paths = {notice.about.rsplit(":", 1)[-1]: notice.path for notice in Notice.objects.all()}
    assert paths == {
        "90": f"/letters/{ending.letter.pk}/", "office": f"/letters/{ending.letter.pk}/renew/",
    }  # fmt: skip


def test_remind_of_ends_leads_to_the_draft_once_there_is_one(ending: World) -> None:
    draft = make_letter(ending.house, by=ending.by, state=LetterState.DRAFT, version=2)
    run(ending, 10)
    assert {notice.path for notice in Notice.objects.all()} == {f"/letters/{draft.pk}/"}


def test_remind_of_ends_leaves_a_resting_member_alone(ending: World) -> None:
    resting.rest_member(ending.house, days(50), RestReason.NO_TIME, "Mona", by=ending.by, at=NOW)
    assert run(ending, 10) == [0]


def test_remind_of_ends_is_silent_about_a_letter_past_its_day(ending: World) -> None:
    assert run(ending, 101) == [0]


def remind(world: World, sheet: CheckIn, after: int) -> int:
    at = NOW + timedelta(days=after)
    return reminding.remind_check_ins(sheet.campaign, by=world.by, at=at)


def test_remind_check_ins_goes_after_the_day_and_once_a_week(world: World) -> None:
    sheet = world.sent()
    assert [remind(world, sheet, n) for n in (10, 11, 12, 17, 18, 19)] == [0, 1, 0, 0, 1, 0]


def test_remind_check_ins_leaves_those_alone_who_have_said_yes(world: World) -> None:
    sheet = world.filled()
    agree_check_in(sheet, by=world.as_member, at=NOW)
    assert remind(world, sheet, 11) == 0


def test_remind_check_ins_is_for_the_office(world: World) -> None:
    with pytest.raises(Denied):
        reminding.remind_check_ins(world.sent().campaign, by=world.as_member, at=NOW)
