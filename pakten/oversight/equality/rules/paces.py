"""A goal over the months: how far, where it is heading, what it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pakten.base.statistics.intervals import Interval, coming_count
from pakten.oversight.equality.rules.chains import is_safe
from pakten.oversight.equality.states import Certainty

# (how many months of the year have gone, how many so far)
Points = Sequence[tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Month:
    """People of the goal and all people, counted in one month."""

    number: int
    people: int
    others: int


def safe_points(months: Sequence[Month], smallest: int) -> list[tuple[float, int]]:
    """How many so far, at the ends of months, where no step between two points tells of a few.

    Months are put together until both those of the goal and the others are none or enough; what
    is left over at the end joins the last step. Starts with (0, 0).
    """
    ends, people, others = [0], [0], [0]
    for month in months:
        if is_safe(people[-1], smallest) and is_safe(others[-1], smallest) and ends[-1]:
            ends, people, others = [*ends, 0], [*people, 0], [*others, 0]
        ends[-1], people[-1] = month.number, people[-1] + month.people
        others[-1] += month.others
    while len(ends) > 1 and not (is_safe(people[-1], smallest) and is_safe(others[-1], smallest)):
        ends[-2:], people[-2:] = [ends[-1]], [sum(people[-2:])]
        others[-2:] = [sum(others[-2:])]
    if not (is_safe(people[-1], smallest) and is_safe(others[-1], smallest)):
        return []
    so_far, points = 0, [(0.0, 0)]
    for end, step in zip(ends, people, strict=True):
        so_far += step
        points += [(float(end), so_far)] if end else []
    return points


def at(points: Points, x: float) -> float:
    """Where the line of the points is at x, straight between them."""
    before = (0.0, 0)
    for point in points:
        if point[0] >= x:
            width = point[0] - before[0]
            return before[1] + (point[1] - before[1]) * ((x - before[0]) / width if width else 0)
        before = point
    return float(before[1])


@dataclass(frozen=True, slots=True)
class Course:
    """Where the year ends if the rest of it goes like last year's rest."""

    so_far: int
    left: float
    months_left: float
    target: int

    @property
    def end(self) -> Interval:
        coming = coming_count(self.left)
        return Interval(self.so_far + coming.low, self.so_far + coming.high)

    @property
    def is_reached(self) -> bool:
        return self.so_far >= self.target

    @property
    def verdict(self) -> Certainty:
        """Sure when the goal is reached; likely when the whole range lies on one side of it."""
        if self.is_reached:
            return Certainty.SURE
        misses, hits = self.end.high < self.target, self.end.low >= self.target
        return Certainty.LIKELY if misses or hits else Certainty.UNKNOWN

    @property
    def will_miss(self) -> bool:
        return not self.is_reached and self.end.high < self.target

    @property
    def per_month(self) -> int | None:
        """How many a month it takes from now on; None when nothing is left of the year or goal."""
        if self.is_reached or self.months_left <= 0:
            return None
        left = (self.target - self.so_far) / max(self.months_left, 1.0)
        return -int(-left // 1)

    @property
    def last_year_per_month(self) -> int | None:
        return round(self.left / max(self.months_left, 1.0)) if self.months_left > 0 else None
