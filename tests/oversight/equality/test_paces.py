"""The line of a goal, and where it leads."""

import random
from itertools import pairwise

import pytest

from pakten.oversight.equality.rules.chains import is_safe
from pakten.oversight.equality.rules.paces import Course, Month, at, safe_points
from pakten.oversight.equality.states import Certainty


def points(*months: tuple[int, int]) -> list[tuple[float, int]]:
    return safe_points(
        [Month(n, people, others) for n, (people, others) in enumerate(months, 1)], 5
    )


def test_safe_points_put_months_together_until_they_are_large_enough() -> None:
    assert points((9, 9), (3, 9), (4, 2)) == [(0.0, 0), (1.0, 9), (3.0, 16)]


def test_safe_points_let_what_is_left_over_join_the_last_step() -> None:
    assert points((9, 9), (8, 9), (1, 9)) == [(0.0, 0), (1.0, 9), (3.0, 18)]


def test_safe_points_give_no_line_of_too_few() -> None:
    assert points((1, 9), (2, 9)) == []


def test_safe_points_give_no_line_where_the_others_are_few() -> None:
    assert points((9, 1), (9, 2)) == []


def test_safe_points_never_tell_of_a_few() -> None:
    chance = random.Random(7)
    for _time in range(300):
        months = [
            Month(n, chance.choice((0, 1, 4, 5, 9)), chance.choice((0, 2, 5, 8)))
            for n in range(1, 13)
        ]
        line = safe_points(months, 5)
        for (start, before), (end, after) in pairwise(line):
            others = sum(m.others for m in months if start < m.number <= end)
            assert is_safe(after - before, 5)
            assert is_safe(others, 5)
        if line:
            assert line[-1] == (12.0, sum(m.people for m in months))


def test_at_goes_straight_between_points() -> None:
    line = [(0.0, 0), (2.0, 10), (4.0, 30)]
    assert [at(line, x) for x in (1, 2, 3, 5)] == [5, 10, 20, 30]


@pytest.mark.parametrize(
    ("course", "verdict", "misses"),
    [
        (Course(230, 20, 1.5, 220), Certainty.SURE, False),
        (Course(162, 24, 1.5, 220), Certainty.LIKELY, True),
        (Course(162, 90, 1.5, 220), Certainty.LIKELY, False),
        (Course(162, 60, 1.5, 220), Certainty.UNKNOWN, False),
    ],
)
def test_course_says_how_sure_it_is(course: Course, verdict: Certainty, misses: bool) -> None:
    assert (course.verdict, course.will_miss) == (verdict, misses)


def test_course_says_what_it_takes_each_month() -> None:
    course = Course(162, 24, 2.0, 220)
    assert (course.per_month, course.last_year_per_month) == (29, 12)
    assert Course(220, 24, 2.0, 220).per_month is None
    assert Course(162, 24, 0.0, 220).per_month is None
