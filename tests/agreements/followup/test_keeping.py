"""How promises are kept over time is read from letters, ledger and check-ins, for any day."""

from datetime import date, timedelta
from typing import Any

import pytest

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.states import EndReason, LetterState, Party
from pakten.agreements.followup.actions import resting
from pakten.agreements.followup.chart import kept_over_time
from pakten.agreements.followup.models import Approval
from pakten.agreements.followup.queries.decay import cohorts, rows_of, since_of, worsened
from pakten.agreements.followup.queries.keeping import (
    Member,
    members_over_time,
    month_ends,
    over_time,
    quarter_ends,
    snapshot,
    states_on,
)
from pakten.agreements.followup.states import Keeping, RestReason
from tests.factories.followup import World
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import NOW, TODAY, days

K = Keeping


def old(world: World, months: int = 20) -> Member:
    """The member with one promise of ten, in force for so many months and past its day."""
    begun = days(-months * 31)
    Pledge.objects.filter(measure=world.jobs).update(
        quantity=10, starts_on=begun, due_on=days(-months * 31 + 100)
    )
    Letter.objects.update(active_from=begun, valid_from=begun)
    return only()


def only() -> Member:
    (member,) = members_over_time()
    return member


def test_a_member_on_plan_is_on_track(world: World) -> None:
    world.deed(world.jobs, quantity=5)
    assert states_on(members_over_time(), TODAY) == {world.house.pk: K.ACTIVE}


def test_a_promise_behind_plan_makes_late(world: World) -> None:
    world.deed(world.jobs, on=-100)
    assert only().keeping(TODAY) == K.LATE  # one of six done after two thirds of the time


@pytest.mark.parametrize(
    ("day", "state"), [(-150, K.LATE), (-200, K.SILENT), (-360, K.SILENT), (-400, K.DORMANT)]
)
def test_the_last_deed_decides_how_quiet(world: World, day: int, state: Keeping) -> None:
    old(world)
    world.deed(world.jobs, on=day)
    assert only().keeping(TODAY) == state


def test_a_deed_of_the_citys_is_no_sign_of_the_member(world: World) -> None:
    old(world)
    world.deed(world.support, on=-3)
    assert only().keeping(TODAY) == K.DORMANT


def test_a_deed_taken_back_is_no_sign(world: World) -> None:
    old(world)
    row = world.deed(world.jobs, on=-3)
    world.deed(world.jobs, on=-3, quantity=-1, reverses=row)
    assert only().keeping(TODAY) == K.DORMANT


def test_a_yes_to_the_sheet_is_a_sign(world: World) -> None:
    sheet = world.sheet()
    old(world)
    Approval.objects.create(
        pact=world.pact, check_in=sheet, party=Party.MEMBER, how="phone", name="Mona",
        recorded_by_id=world.by.account_id, recorded_at=NOW,
    )  # fmt: skip
    assert only().keeping(TODAY) == K.LATE


def test_a_rest_is_dormant_as_long_as_it_was_agreed(world: World) -> None:
    resting.rest_member(world.house, days(60), RestReason.NO_TIME, "Mona", by=world.by, at=NOW)
    member = only()
    assert [member.keeping(day) for day in (days(-1), TODAY, days(60), days(61))] == [
        K.SILENT, K.DORMANT, K.DORMANT, K.SILENT,
    ]  # fmt: skip


def test_a_rest_that_ran_its_course_keeps_its_last_day_when_the_next_begins(world: World) -> None:
    resting.rest_member(world.house, days(60), RestReason.NO_TIME, "Mona", by=world.by, at=NOW)
    later = NOW + timedelta(days=80)
    resting.rest_member(world.house, days(99), RestReason.NO_TIME, "Mona", by=world.by, at=later)
    rests = [only().rest(day) for day in (days(60), days(61), days(80))]
    assert rests == [days(60), None, days(99)]


def test_a_deed_for_one_form_of_a_promise_counts_for_all(world: World) -> None:
    world.deed(world.jobs, on=-30, quantity=5)
    first = world.pledge(world.jobs)
    Letter.objects.update(state=LetterState.ENDED, end_reason=EndReason.REPLACED, ended_on=days(-2))
    later = make_pledge(
        world.house, world.jobs, quantity=6, starts_on=days(-200), due_on=days(100), origin=first
    )
    make_letter(
        world.house, later, by=world.by, state=LetterState.ACTIVE, version=2, active_from=days(-1)
    )
    assert [only().keeping(day) for day in (days(-3), TODAY)] == [K.ACTIVE, K.ACTIVE]


def test_the_numbers_are_of_the_day_that_is_asked_for(world: World) -> None:
    world.deed(world.jobs, on=-100, quantity=6)
    Letter.objects.update(state=LetterState.ENDED, end_reason="ran_out", ended_on=days(-10))
    members = members_over_time()
    found = [snapshot(members, days(n)).total for n in (-201, -200, -10, -9)]
    assert found == [0, 1, 1, 0]


def test_month_and_quarter_ends_reach_from_the_first_letter_to_today() -> None:
    today, first = date(2026, 11, 20), date(2026, 8, 31)
    assert month_ends(first, today) == [
        date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), today,
    ]  # fmt: skip
    assert quarter_ends(first, today) == [date(2026, 9, 30), today]
    assert quarter_ends(today, today) == [today]


def test_reading_asks_as_much_for_many_members_as_for_one(
    world: World, django_assert_num_queries: Any
) -> None:
    for number in range(6):
        world.member(f"Member {number} AB")
    with django_assert_num_queries(7):
        members = members_over_time()
        over_time(members, month_ends(days(-200), TODAY), TODAY)
    with django_assert_num_queries(3):
        assert len(rows_of(members, TODAY)) == 7


def test_somebody_who_got_worse_is_found_with_whom_to_call(world: World) -> None:
    old(world)
    world.deed(world.jobs, on=-200)  # quiet for half a year just now
    members = members_over_time()
    for row in rows_of(worsened(members, TODAY), TODAY):
        assert (row.state, row.verb) == (K.SILENT, "Call Mona Rahimi")
    assert since_of(members[0], K.SILENT, TODAY) <= TODAY


def test_cohorts_count_those_who_have_left_as_not_active(world: World) -> None:
    world.deed(world.jobs, on=-150, quantity=6)
    Letter.objects.update(active_from=days(-190))
    assert cohorts(members_over_time(), TODAY)[0].shares[0] == 1.0
    Letter.objects.update(state=LetterState.ENDED, end_reason="ran_out", ended_on=days(-60))
    (cohort,) = cohorts(members_over_time(), TODAY)
    assert (cohort.members, cohort.shares) == (1, (0.0, None, None, None))


def test_the_chart_draws_every_member_from_zero(world: World) -> None:
    rows = over_time(members_over_time(), quarter_ends(days(-200), TODAY), TODAY)
    chart = kept_over_time(rows, width=900, height=330, names=True)
    assert chart is not None
    assert [bar.total for bar in chart.bars] == [row.total for row in rows if row.total]
    assert sum(n for _y, _state, _name, n in chart.names) == rows[-1].total
    lowest = max(piece.y + piece.height for bar in chart.bars for piece in bar.pieces)
    assert chart.base - lowest < 2


def test_there_is_no_chart_without_members(world: World) -> None:
    assert kept_over_time([snapshot([], TODAY)], width=900, height=330, names=True) is None
