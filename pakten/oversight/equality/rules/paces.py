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
    """People of the goal and all others, counted up to the end of a month.

    `parts`: the same of each part, where some are counted in another measure too.
    """

    number: int
    people: int
    others: int
    parts: tuple[int, ...] = ()

    def and_then(self, later: "Month") -> "Month":
        """Both as one step."""
        parts = tuple(
            a + b for a, b in zip(self.parts or (0,) * len(later.parts), later.parts, strict=True)
        )
        both = self.people + later.people, self.others + later.others
        return Month(later.number, *both, parts=parts)

    def tells_of_few(self, smallest: int) -> bool:
        """Whether somebody could be found in it."""
        return not all(is_safe(n, smallest) for n in (self.people, self.others, *self.parts))


def safe_points(months: Sequence[Month], smallest: int) -> list[tuple[float, int]]:
    """How many so far, at the ends of months, where no step between two points tells of a few.

    Months are put together until both those of the goal and the others are none or enough; what
    is left over at the end joins the last step. Starts with (0, 0).
    """
    steps = [Month(0, 0, 0)]
    for month in months:
        if steps[-1].number and not steps[-1].tells_of_few(smallest):
            steps.append(month)
        else:
            steps[-1] = steps[-1].and_then(month)
    while len(steps) > 1 and steps[-1].tells_of_few(smallest):
        steps[-2:] = [steps[-2].and_then(steps[-1])]
    if steps[-1].tells_of_few(smallest):
        return []
    so_far, points = 0, [(0.0, 0)]
    for step in steps:
        so_far += step.people
        points += [(float(step.number), so_far)] if step.number else []
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
