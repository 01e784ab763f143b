"""Will the goal be reached? From shown figures only, by the seasons of the years before.

By hand: 418 to October. A year ago 336 of 400 came by October (84 %), the year before 276 of 331
(83.4 %). If the autumn is like one of those, the year ends at 418 / 0.84 = 498 or 418 / 0.834 = 501.
What is left to come (80 to 83) varies by chance too: 1.64 times its square root, 15, either way. So
it ends between 483 and 516, told as 480 to 520.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, sqrt

LEAST = 30  # fewer than this in a year say nothing of its seasons
_NINE_IN_TEN = 1.64


class Chance(StrEnum):
    """What the range says of the goal."""

    LIKELY = "likely"
    UNSURE = "unsure"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the year is likely to end. `share` is how much of last year had come by this month."""

    low: int
    high: int
    share: float
    years: int
    target: int | None

    @property
    def chance(self) -> Chance | None:
        """Whether the goal lies below, in or above the range."""
        if not self.target:
            return None
        if self.target <= self.low:
            return Chance.LIKELY
        return Chance.UNSURE if self.target <= self.high else Chance.UNLIKELY


def forecast(
    now: int | None, before: Sequence[tuple[int | None, int | None]], target: int | None
) -> Forecast | None:
    """`before`: of the years before, the latest first, (to the same month, in all)."""
    shares = [
        until / total for until, total in before if until and total and total >= LEAST
    ]  # the latest year must be among them, or there is no season to go by
    if not now or now < LEAST or not shares or before[0][0] is None:
        return None
    ends = [now / share for share in shares]
    low = min(end - _spread(end - now) for end in ends)
    high = max(end + _spread(end - now) for end in ends)
    step = 5 if high < 200 else 10
    return Forecast(
        max(now, step * floor(low / step)), step * ceil(high / step), shares[0], len(shares), target
    )


def _spread(left: float) -> float:
    """What is still to come varies by chance: nine times in ten by no more than this."""
    return _NINE_IN_TEN * sqrt(max(left, 0))
