"""Shares of women and men, how uncertain they are, and what their difference says."""

from dataclasses import dataclass

from pakten.base.statistics.intervals import Interval, newcombe, wilson
from pakten.oversight.equality.rules.chains import is_safe
from pakten.oversight.equality.states import Gap

FEWEST = 30  # no rate is told of fewer people


@dataclass(frozen=True, slots=True)
class Told:
    """How many of a group: known yes, known no, and those nobody has heard from."""

    yes: int
    no: int
    unheard: int = 0

    @property
    def of(self) -> int:
        return self.yes + self.no + self.unheard

    @property
    def share(self) -> float:
        """At least this share: whoever was not heard from is not counted as a yes."""
        return self.yes / self.of

    @property
    def is_floor(self) -> bool:
        return self.unheard > 0

    @property
    def interval(self) -> Interval:
        return wilson(self.yes, self.of)

    @property
    def per_100(self) -> int:
        return round(100 * self.share)


def may_be_told(women: Told, men: Told, smallest: int) -> bool:
    """Enough people for rates, and nobody to be worked out: neither the yes nor the rest are few."""
    if min(women.of, men.of) < FEWEST:
        return False
    cells = (women.yes, women.of - women.yes, men.yes, men.of - men.yes)
    return all(is_safe(cell, smallest) for cell in cells)


def gap_of(women: Told, men: Told) -> tuple[Gap, Interval]:
    """What the difference says, and the interval of women's share less men's.

    Sure only when the 95 % interval leaves out zero among all asked *and* among those heard from,
    on the same side: otherwise those not heard from could be the whole difference.
    """
    among_all = newcombe(women.yes, women.of, men.yes, men.of)
    heard = (women.yes + women.no, men.yes + men.no)
    if min(heard) < FEWEST:
        return Gap.UNKNOWN, among_all
    among_heard = newcombe(women.yes, heard[0], men.yes, heard[1])
    if among_all.high < 0 and among_heard.high < 0:
        return Gap.WOMEN_LESS, among_all
    if among_all.low > 0 and among_heard.low > 0:
        return Gap.MEN_LESS, among_all
    return Gap.CHANCE, among_all


def rate_gap(women: int, of_women: int, men: int, of_men: int) -> Gap:
    """Whether women and men of a population are reached alike (Newcombe 1998, method 10)."""
    if min(of_women, of_men) < FEWEST or women > of_women or men > of_men:
        return Gap.UNKNOWN
    between = newcombe(women, of_women, men, of_men)
    if not between.excludes(0):
        return Gap.CHANCE
    return Gap.WOMEN_LESS if between.high < 0 else Gap.MEN_LESS
