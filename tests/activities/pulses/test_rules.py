"""Weeks, reminders and silence: plain arithmetic."""

from datetime import date

import pytest

from pakten.activities.opportunities.endings import CAUSES, holds_on
from pakten.activities.opportunities.states import Side
from pakten.activities.pulses.rules import friday_of, mail_is_due, monday_of, silent_in_a_row


def test_a_week_goes_from_monday_to_friday() -> None:
    assert monday_of(date(2026, 11, 20)) == date(2026, 11, 16)
    assert friday_of(date(2026, 11, 16)) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("answered", "silent"),
    [([], 0), ([True, False, False, False], 3), ([False, False, True], 0), ([False] * 4, 4)],
)
def test_silence_is_counted_from_the_latest_week(answered: list[bool], silent: int) -> None:
    assert silent_in_a_row(answered) == silent


@pytest.mark.parametrize(
    ("asked", "since", "due"),
    [(0, 0, True), (1, 6, False), (1, 7, True), (2, 7, True), (3, 99, False)],
)
def test_a_follow_up_is_written_once_and_reminded_twice(asked: int, since: int, due: bool) -> None:
    assert mail_is_due(asked, since) is due


@pytest.mark.parametrize(
    ("answer", "now", "holds"),
    [("well", "", True), ("left", "", False), ("", "", None), ("", "job_elsewhere", True),
     ("", "seeking", False), ("", "not_said", None)],
)  # fmt: skip
def test_an_answer_says_at_work_or_not_or_nothing(
    answer: str, now: str, holds: bool | None
) -> None:
    assert holds_on(answer, now) is holds


def test_every_side_has_causes_and_three_can_fail_to_come() -> None:
    assert set(CAUSES) == set(Side)
    assert [side for side in CAUSES if "no_show" in CAUSES[side]] == [
        Side.PERSON, Side.EMPLOYER, Side.CITY,
    ]  # fmt: skip
