"""What came of the efforts of a year: who works or studies some months later, women and men."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pakten.base.statistics.states import Gender
from pakten.oversight.equality.rules.shares import FEWEST, Told, gap_of, may_be_told
from pakten.oversight.equality.states import FAMILIES, SURE_GAPS, Effort, Gap


@dataclass(frozen=True, slots=True)
class Case:
    """One person of an effort: at work or studying then, not, or nobody knows."""

    effort: str
    gender: str
    standing: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One effort of one year. Without `women` and `men` there are too few to tell of."""

    effort: Effort
    year: int
    months: int
    women: Told | None = None
    men: Told | None = None

    @property
    def label(self) -> str:
        return str(self.effort.label)

    @property
    def gap(self) -> Gap:
        if self.women is None or self.men is None:
            return Gap.UNKNOWN
        return gap_of(self.women, self.men)[0]

    @property
    def is_sure(self) -> bool:
        return self.gap in SURE_GAPS

    @property
    def verdict(self) -> str:
        """The difference in two or three words."""
        if self.is_sure:
            return _("Sure difference")
        return _("May be chance") if self.gap == Gap.CHANCE else _("We do not know")

    @property
    def explained(self) -> str:
        """What the difference can be, in a sentence."""
        if self.women is None or self.men is None:
            return _(
                "Too few to count on. We show figures when at least {n} women and {n} men are counted."
            ).format(n=FEWEST)
        between = gap_of(self.women, self.men)[1]
        low, high = sorted((abs(round(100 * between.low)), abs(round(100 * between.high))))
        if self.gap == Gap.WOMEN_LESS:
            return _("The women's figure is {low}–{high} lower.").format(low=low, high=high)
        if self.gap == Gap.MEN_LESS:
            return _("The men's figure is {low}–{high} lower.").format(low=low, high=high)
        if self.gap == Gap.UNKNOWN:
            return _("Too few have been heard from.")
        return _("We see no sure difference.")


def tell_outcomes(
    cases: Iterable[Case], years: Mapping[Effort, int], months: int, smallest: int
) -> list[Outcome]:
    """Each effort by itself where every effort of its family can be told, else the family as one.

    Never both: the family less one of its parts would be the other.
    """
    found: dict[str, dict[str, Counter[bool | None]]] = {}
    for case in cases:
        found.setdefault(case.effort, {}).setdefault(case.gender, Counter())[case.standing] += 1
    told: list[Outcome] = []
    for family, parts in FAMILIES:
        year = years[parts[0]]
        rows = [_row(part, year, months, [found.get(part, {})], smallest) for part in parts]
        if any(row.women is None for row in rows):
            both = [found.get(part, {}) for part in parts]
            rows = [_row(family, year, months, both, smallest)]
        told += rows
    return told


def _row(
    effort: Effort,
    year: int,
    months: int,
    found: list[dict[str, Counter[bool | None]]],
    smallest: int,
) -> Outcome:
    women, men = (
        _told(sum((each.get(gender, Counter()) for each in found), Counter()))
        for gender in (Gender.WOMAN.value, Gender.MAN.value)
    )
    if not may_be_told(women, men, smallest):
        return Outcome(effort, year, months)
    return Outcome(effort, year, months, women, men)


def _told(counts: Counter[bool | None]) -> Told:
    return Told(counts[True], counts[False], counts[None])
