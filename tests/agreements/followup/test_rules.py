"""The rules in plain values: dates, standings, causes, suggestions, thresholds."""

from datetime import date
from typing import Any

import pytest

from pakten.agreements.followup.rules import (
    Answer,
    answer_faults,
    campaign_faults,
    cause_faults,
    keeping,
    pace,
    rest_faults,
    standing_of,
    suggested,
    threshold,
)
from pakten.agreements.followup.states import SIDES, Cause, Keeping, Side, Standing
from tests.factories.followup import terms
from tests.factories.world import days

TODAY = date(2026, 11, 20)
S = Standing


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"due_on": days(-10)}, {"due_on"}),
        ({"review_on": days(10)}, {"review_on"}),
        ({"opens_on": days(-300)}, {"opens_on"}),
        ({"period_to": days(-300)}, {"period_to"}),
        ({"year": 26}, {"year"}),
    ],
)
def test_campaign_dates_come_in_order(changes: dict[str, Any], fields: set[str]) -> None:
    assert set(campaign_faults(terms(**changes))) == fields


@pytest.mark.parametrize(
    ("done", "expected", "due", "standing"),
    [
        (4, 3.0, TODAY, S.KEPT),
        (4, 3.0, date(2026, 1, 1), S.KEPT),
        (3, 3.0, date(2026, 11, 19), S.LATE),
        (3, 4.0, TODAY, S.ON_PLAN),  # a whole unit, but not more than a quarter
        (2, 3.2, TODAY, S.BEHIND),
        (0, 0.9, TODAY, S.ON_PLAN),  # less than a whole unit
    ],
)
def test_a_promise_is_judged_by_its_day_and_an_even_pace(
    done: int, expected: float, due: date, standing: Standing
) -> None:
    assert standing_of(4, done, expected, due, TODAY, tolerance=0.25) == standing


@pytest.mark.parametrize(
    ("standings", "sign", "rests", "state"),
    [
        ([], date(2024, 1, 1), False, Keeping.ACTIVE),
        ([S.KEPT, S.ON_PLAN], date(2024, 1, 1), False, Keeping.ACTIVE),
        ([S.KEPT, S.BEHIND], date(2026, 5, 21), False, Keeping.LATE),
        ([S.LATE], date(2026, 5, 20), False, Keeping.SILENT),
        ([S.LATE], date(2025, 11, 20), False, Keeping.DORMANT),
        ([S.KEPT], TODAY, True, Keeping.DORMANT),
    ],
)
def test_a_member_is_judged_by_its_promises_and_its_last_sign(
    standings: list[Standing], sign: date, rests: bool, state: Keeping
) -> None:
    assert keeping(standings, sign, TODAY, rests=rests) == state


def test_every_cause_says_whose_side_it_can_be() -> None:
    assert set(Cause) - set(SIDES) == {Cause.OTHER}


@pytest.mark.parametrize(
    ("cause", "side", "needed", "fields"),
    [
        ("", "", False, set()),
        ("", "", True, {"cause", "side"}),
        ("no_time", "", False, {"side"}),
        ("", "member", False, {"cause"}),
        ("city_late", "member", True, {"side"}),
        ("city_late", "city", True, set()),
        ("other", "around", True, set()),
    ],
)
def test_a_cause_stands_with_whose_it_is(
    cause: str, side: str, needed: bool, fields: set[str]
) -> None:
    assert set(cause_faults(cause, side, needed=needed)) == fields


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        (Answer(), set()),
        (Answer(told="more"), {"more"}),
        (Answer(next="change"), {"quantity", "due_on"}),
        (Answer(next="change", new_quantity=2, new_due_on=TODAY), {"quantity", "due_on"}),
        (Answer(next="change", new_quantity=3, new_due_on=date(2027, 1, 1)), set()),
    ],
)
def test_a_changed_promise_has_a_number_and_a_day_to_come(answer: Answer, fields: set[str]) -> None:
    assert set(answer_faults(answer, 3, TODAY)) == fields


@pytest.mark.parametrize(
    ("promised", "done", "number"),
    [(24, 24, 24), (24, 12, 12), (24, 60, 30), (24, 0, 1), (2, 1, 1)],
)
def test_the_suggested_number_follows_the_outcome(promised: int, done: int, number: int) -> None:
    """At least one, never more than a quarter above the promised pace."""
    assert suggested(promised, done, 24, 24, 24) == number
    assert Side.CITY in SIDES[Cause.CITY_LATE]


def test_the_suggested_number_scales_to_the_months_of_the_new_letter() -> None:
    assert suggested(12, 6, 6, 12, 24) == 24  # half way, on pace: as many a month for two years


@pytest.mark.parametrize(
    ("left", "due"),
    [(120, None), (90, 90), (60, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_only_the_latest_threshold_is_due(left: int, due: int | None) -> None:
    assert threshold(left, [90, 30, 7]) == due


def test_a_rest_is_for_a_year_at_the_most() -> None:
    assert rest_faults(date(2027, 11, 20), TODAY) == {}
    assert set(rest_faults(date(2027, 11, 21), TODAY)) == {"until"}
    assert set(rest_faults(TODAY, TODAY)) == {"until"}


def test_the_pace_is_even_and_stays_within_the_promise() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    found = [pace(10, first, last, day) for day in (date(2025, 1, 1), last, date(2028, 1, 1))]
    assert found == [0, 10, 10]
