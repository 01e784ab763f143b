"""How many are drawn, and which."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

SHARE, FEWEST, MOST = 5, 3, 50
REMIND_AFTER = timedelta(days=10)
LINK_LASTS = timedelta(days=60)


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
