"""What a public figure is, in plain dataclasses; `queries` fills them and templates show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from pakten.agreements.results.states import Evidence
from pakten.base.statistics.states import Gender
from pakten.base.statistics.suppression import Shown
from pakten.parties.pacts.models import Activity, Measure

_GROUPS = {
    Gender.WOMAN.value: _("Women"),
    Gender.MAN.value: _("Men"),
    Gender.UNSTATED.value: _("Not stated"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a count in words."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a count in words, 0 to 1."""

    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the measures the pact is judged by, this year so far.

    `count` is None when it is from 1 to the smallest group less one. `before` is last year up to
    the same day. `sources` are shares of the count per strength of evidence, 0 to 1.
    """

    measure: Measure
    target: int | None
    count: int | None
    before: int | None
    by_gender: Shown[str]
    sources: Mapping[str, float]
    plan: float | None

    @property
    def reached(self) -> float | None:
        """The share of the year's target that is done."""
        return self.count / self.target if self.count is not None and self.target else None

    @property
    def on_plan(self) -> bool | None:
        """Whether the year is where an even pace says it should be; None without target or count."""
        if self.plan is None or self.count is None:
            return None
        return self.count >= self.plan

    @property
    def more(self) -> int | None:
        """How many more than at the same time last year (negative: fewer)."""
        return None if self.count is None or self.before is None else self.count - self.before

    @property
    def fewer(self) -> int | None:
        return None if self.more is None else -self.more

    @property
    def plan_rounded(self) -> int | None:
        return None if self.plan is None else round(self.plan)

    @property
    def genders(self) -> list[Part]:
        """Women, men, not stated. Hidden ones are told as one group; nothing where all are."""
        shown = self.by_gender
        rest = shown.hidden_together
        parts = [Part(str(_GROUPS[k]), n) for k, n in shown.cells.items() if n is not None]
        if rest is None or not parts:
            return parts
        together = " + ".join(str(_GROUPS[k]) for k, n in shown.cells.items() if n is None)
        return [*parts, Part(together, rest)]

    @property
    def source_words(self) -> list[Share]:
        """How much rests on what evidence, the strongest first."""
        strongest = (Evidence.REGISTER, Evidence.CONFIRMED, Evidence.SELF_REPORTED)
        return [
            Share(str(e.label).lower(), self.sources[e]) for e in strongest if e in self.sources
        ]


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the chart: people per measure. `shown.total` is the whole bar."""

    year: int
    shown: Shown[int]
    is_running: bool


@dataclass(frozen=True, slots=True)
class YearByYear:
    """People who began something through the pact, by headline measure."""

    measures: tuple[Measure, ...]
    years: tuple[Year, ...]
    same_time_last_year: int | None

    @property
    def now(self) -> int | None:
        """This year so far, all measures together."""
        return self.years[-1].shown.total if self.years else None

    @property
    def more(self) -> int | None:
        if self.now is None or self.same_time_last_year is None:
            return None
        return self.now - self.same_time_last_year

    @property
    def fewer(self) -> int | None:
        """The same difference told the other way."""
        return None if self.more is None else -self.more


@dataclass(frozen=True, slots=True)
class Line:
    """Any measure, this year and last: the table of the results page."""

    measure: Measure
    now: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Promises whose last day has come in the last 24 months. Promises are not persons."""

    due: int
    kept: int

    @property
    def share(self) -> float | None:
        return self.kept / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class Members:
    """Organisations with a letter in force."""

    in_force: int
    new_this_year: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the public pages show of the ledger, of one moment."""

    today: date
    headlines: tuple[Headline, ...]
    years: YearByYear
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ActivityMembers:
    """An activity in force and how many members take part in it."""

    activity: Activity
    members: int
