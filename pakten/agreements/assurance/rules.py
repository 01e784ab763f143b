"""How many are drawn, which, and how sure the error rate is."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt

SHARE, FEWEST, MOST = 5, 3, 50
REMIND_AFTER = timedelta(days=10)
LINK_LASTS = timedelta(days=60)
Z = 1.96  # 95 of 100 such intervals hold the true share


@dataclass(frozen=True, slots=True)
class Draw:
    """How a month is drawn: a share in per cent, within bounds."""

    share: int = SHARE
    fewest: int = FEWEST
    most: int = MOST

    def size(self, population: int) -> int:
        """How many of so many.

        By hand: 5 % of 400 is 20; of 20 it is 1, raised to the fewest, 3; of 2 it is 2; of 40 000
        it is 2 000, lowered to the most, 50.
        """
        wanted = min(max(ceil(population * self.share / 100), self.fewest), self.most)
        return min(wanted, population)


def drawn(ids: Iterable[int], size: int, seed: str) -> list[int]:
    """Which are drawn. The same ids and seed give the same, so that anybody can draw again."""
    return sorted(random.Random(seed).sample(sorted(ids), size))  # noqa: S311  not a secret


def month_before(today: date) -> date:
    """The first day of the month before."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return (month + timedelta(days=32)).replace(day=1)


def wilson(wrong: int, checked: int) -> tuple[float, float]:
    """Between what the true share of wrong deeds is likely to lie (Wilson's interval, 95 %).

    By hand: 0 of 10 gives 0 to 0.278; 5 of 10 gives 0.237 to 0.763. With none checked it is 0 to 1.
    """
    if not checked:
        return 0.0, 1.0
    share, square = wrong / checked, Z * Z
    middle = share + square / (2 * checked)
    reach = Z * sqrt(share * (1 - share) / checked + square / (4 * checked * checked))
    whole = 1 + square / checked
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
