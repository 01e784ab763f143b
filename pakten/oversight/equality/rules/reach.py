"""Who gets what of those who could: women and men per 1 000 of the target group."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from pakten.base.statistics.states import Gender
from pakten.base.statistics.suppression import Shown
from pakten.oversight.equality.rules.shares import FEWEST, rate_gap
from pakten.oversight.equality.states import SURE_GAPS, Gap
from pakten.parties.pacts.models import Measure

W, M, U = Gender.WOMAN.value, Gender.MAN.value, Gender.UNSTATED.value


@dataclass(frozen=True, slots=True)
class Counted:
    """A shown count. `more` of them may be people who stated neither: hidden together with it."""

    count: int
    more: int = 0


def counted(shown: Shown[str], code: str) -> Counted | None:
    """The figure of women or men. Hidden only together with "not stated", it is told with those."""
    told = shown.cells.get(code, 0)
    if told is not None:
        return Counted(told)
    hidden = {key for key, n in shown.cells.items() if n is None}
    together = shown.hidden_together
    if hidden == {code, U} and together is not None:
        return Counted(together, shown.smallest - 1)
    return None


@dataclass(frozen=True, slots=True)
class Reached:
    """One measure in one year: women and men, and how many of each could have been reached."""

    measure: Measure
    women: Counted | None
    men: Counted | None
    of_women: int
    of_men: int

    @property
    def label(self) -> str:
        return str(self.measure.name)

    @property
    def has_rates(self) -> bool:
        return min(self.of_women, self.of_men) >= FEWEST

    @property
    def women_rate(self) -> float | None:
        return _rate(self.women, self.of_women) if self.has_rates else None

    @property
    def men_rate(self) -> float | None:
        return _rate(self.men, self.of_men) if self.has_rates else None

    @property
    def gap(self) -> Gap:
        """What the rates say, whatever those are who stated neither."""
        if self.women is None or self.men is None:
            return Gap.UNKNOWN
        said = {
            rate_gap(women, self.of_women, men, self.of_men)
            for women in _ends(self.women)
            for men in _ends(self.men)
        }
        if len(said) == 1:
            return said.pop()
        return Gap.UNKNOWN if Gap.UNKNOWN in said else Gap.CHANCE

    @property
    def is_sure(self) -> bool:
        return self.gap in SURE_GAPS

    @property
    def share_of_women(self) -> int | None:
        """Women of 100 reached."""
        if self.women is None or self.men is None or not self.women.count + self.men.count:
            return None
        return round(100 * self.women.count / (self.women.count + self.men.count))

    @property
    def missing(self) -> int:
        """How many more of those reached less there would be at the others' rate."""
        if self.women is None or self.men is None or not self.has_rates:
            return 0
        women, men = self.women.count / self.of_women, self.men.count / self.of_men
        if self.gap == Gap.WOMEN_LESS:
            return round((men - women) * self.of_women)
        return round((women - men) * self.of_men) if self.gap == Gap.MEN_LESS else 0

    @property
    def words(self) -> str:
        """The two rates as a sentence."""
        if self.women_rate is None or self.men_rate is None:
            return ""
        told = _("{women} of 1 000 women in the target group and {men} of 1 000 men.").format(
            women=_number(self.women_rate), men=_number(self.men_rate)
        )
        return told.replace("1 000", "1\N{NO-BREAK SPACE}000")


def _rate(told: Counted | None, of: int) -> float | None:
    if told is None:
        return None
    rate = 1000 * told.count / of
    return round(rate, 1) if rate < 10 else float(round(rate))


def _ends(told: Counted) -> tuple[int, ...]:
    return (told.count, max(told.count - told.more, 0)) if told.more else (told.count,)


def _number(rate: float) -> str:
    return str(number_format(rate, decimal_pos=0 if rate == int(rate) else 1))


def share_of_target(women: int, men: int) -> int:
    """Women of 100 in the target group."""
    return round(100 * women / (women + men)) if women + men else 0


def reach_of(
    measures: Mapping[str, Measure], genders: Mapping[str, Shown[str]], women: int, men: int
) -> list[Reached]:
    """Every measure with women and men, the most common first; what nobody got is left out."""
    rows = [
        Reached(measure, counted(genders[kin], W), counted(genders[kin], M), women, men)
        for kin, measure in measures.items()
        if genders[kin].total != 0
    ]
    return sorted(rows, key=lambda row: -max(row.women_rate or 0, row.men_rate or 0))
