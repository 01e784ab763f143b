"""How uncertain a share, a difference of two shares and a coming count are. Pure arithmetic.

Shares are from 0 to 1. Every interval holds the true value in 95 samples of 100.
"""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054  # the 97.5th percentile of the standard normal distribution


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`."""

    low: float
    high: float

    def excludes(self, value: float) -> bool:
        """Whether the value lies outside."""
        return value < self.low or value > self.high


def wilson(hits: int, of: int) -> Interval:
    """The score interval of a share (E. B. Wilson 1927; without continuity correction).

    By hand: 0 of 20 gives 0 to 0.1611, which the textbook formula would call 0 to 0.
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"{hits} of {of} is not a share")
    share, square = hits / of, Z95 * Z95
    middle = 2 * hits + square
    half = Z95 * sqrt(square + 4 * hits * (1 - share))
    low, high = (middle - half) / (2 * (of + square)), (middle + half) / (2 * (of + square))
    # Rounding must not leave the ends a hair inside 0 and 1.
    return Interval(0.0 if hits == 0 else low, 1.0 if hits == of else high)


def newcombe(hits: int, of: int, other_hits: int, other_of: int) -> Interval:
    """The difference of two independent shares, first minus second (R. G. Newcombe 1998, method 10).

    The hybrid score interval: it joins the Wilson intervals of the two, so it keeps its promise
    with small groups and shares near 0 and 1. By hand: 56 of 70 less 48 of 80 is 0.2, from 0.0524
    to 0.3339.
    """
    first, second = wilson(hits, of), wilson(other_hits, other_of)
    one, two = hits / of, other_hits / other_of
    return Interval(
        one - two - sqrt((one - first.low) ** 2 + (second.high - two) ** 2),
        one - two + sqrt((first.high - one) ** 2 + (two - second.low) ** 2),
    )


def coming_count(count: float) -> Interval:
    """Where the next count lands when the pace is that of a period as long, which gave `count`.

    The prediction interval of one Poisson count from another (W. Nelson 1970), in its normal
    form: the spread of the old count and that of the new one add up. Never below zero.
    """
    spread = Z95 * sqrt(2 * count)
    return Interval(max(count - spread, 0.0), count + spread)
