"""Working days are Monday to Friday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakten.activities.opportunities.workdays import (
    add_working_days,
    is_working_day,
    working_days_until,
)

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, MONDAY),
        (FRIDAY, 5, date(2026, 11, 27)),
        (SATURDAY, 0, MONDAY),
        (SATURDAY, 1, date(2026, 11, 24)),
    ],
)
def test_add_working_days_leaps_over_weekends(day: date, number: int, expected: date) -> None:
    assert add_working_days(day, number) == expected


@given(DAYS, st.integers(0, 60))
def test_working_days_until_undoes_add_working_days(day: date, number: int) -> None:
    first = add_working_days(day, 0)
    assert working_days_until(first, add_working_days(first, number)) == number


@given(DAYS, st.integers(0, 100))
def test_working_days_until_counts_one_by_one(day: date, number: int) -> None:
    last = day + timedelta(days=number)
    counted = sum(is_working_day(day + timedelta(days=n)) for n in range(1, number + 1))
    assert working_days_until(day, last) == counted
    assert working_days_until(last, day) == -counted
