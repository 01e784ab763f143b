"""What a public figure is, in plain dataclasses; `queries` fills them and templates show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.base.statistics.states import Gender
from pakten.base.statistics.suppression import Shown
from pakten.oversight.reports.charts import Share, Spark
from pakten.oversight.reports.charts.scale import number
from pakten.oversight.reports.forecast import Forecast
from pakten.parties.pacts.models import Activity, Measure

Number = int | float
_GROUPS = {
    Gender.WOMAN.value: gettext_lazy("Women"),
    Gender.MAN.value: gettext_lazy("Men"),
    Gender.UNSTATED.value: gettext_lazy("Not stated"),
}


def together(labels: Iterable[str]) -> str:
    """The names of parts that are told as one: "Women and not stated"."""
    first, *rest = labels
    return get_text_list([first, *(label.lower() for label in rest)], _("and"))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a count in words."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the measures the pact is judged by, this year so far.

    `count` is None where it is hidden. `until` and `before` are January to the last whole month of
    this year and of the year before (a share has no months: there they are the two years).
    `sources` are parts of the count by strength of evidence.
    """

    measure: Measure
    target: int | None
    count: Number | None
    until: Number | None
    before: Number | None
    by_gender: Shown[str]
    sources: Sequence[Share]
    plan: float | None
    spark: Spark | None = None
    smallest: int = 5

    @property
    def is_share(self) -> bool:
        return self.measure.is_share

    @property
    def suffix(self) -> str:
        """What follows the figure: shares are per cent."""
        return "\u00a0%" if self.is_share else ""

    @property
    def words(self) -> str:
        """The figure as people read it; a hidden one says that it is small or hidden."""
        if self.count is not None:
            return number(self.count) + self.suffix
        return _("hidden") if self.measure.formula else f"<\u00a0{self.smallest}"

    @property
    def before_words(self) -> str:
        return "" if self.before is None else number(self.before) + self.suffix

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
    def more(self) -> Number | None:
        """How many more than in the same months last year (negative: fewer)."""
        if self.until is None or self.before is None:
            return None
        return round(self.until - self.before, 1)

    @property
    def fewer(self) -> Number | None:
        return None if self.more is None else -self.more

    @property
    def plan_rounded(self) -> int | None:
        return None if self.plan is None else round(self.plan)

    @property
    def genders(self) -> list[Part]:
        """Women, men, not stated. Hidden ones are told as one group; nothing where all are."""
        shown = self.by_gender
        rest = shown.hidden_together
        cells = [(str(label), shown.cells[k]) for k, label in _GROUPS.items() if k in shown.cells]
        parts = [Part(label, n) for label, n in cells if n is not None]
        if rest is None or not parts:
            return parts
        return [*parts, Part(together(label for label, n in cells if n is None), rest)]

    @property
    def source_words(self) -> list[Share]:
        """How much rests on what evidence, the strongest first, as shares from 0 to 1."""
        whole = sum(part.value for part in self.sources)
        return [Share(p.label, p.value / whole, p.tone) for p in self.sources if whole]


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year so far, summed: {month: figure}; None where a month is hidden."""

    year: int
    until: Mapping[int, int | None]
    total: Number | None


@dataclass(frozen=True, slots=True)
class Lead:
    """The first headline that counts people: this year beside the two before, month by month."""

    headline: Headline
    years: tuple[Year, ...]
    month: int
    forecast: Forecast | None

    @property
    def year(self) -> int:
        return self.years[-1].year


@dataclass(frozen=True, slots=True)
class ByActivity:
    """The lead measure by activity and year. `broken_on`: the year a new definition began."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, Mapping[int, int | None]], ...]
    broken_on: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """Any measure, this year and last: the table of the results page."""

    measure: Measure
    now: Number | None
    last_year: Number | None

    @property
    def now_words(self) -> str:
        return _in_words(self.measure, self.now)

    @property
    def last_year_words(self) -> str:
        return _in_words(self.measure, self.last_year)


def _in_words(measure: Measure, figure: Number | None) -> str:
    if figure is None:
        return _("hidden")
    return number(figure) + ("\u00a0%" if measure.is_share else "")


@dataclass(frozen=True, slots=True)
class Kept:
    """Promises whose last day has come in the last 24 months. Promises are not persons.

    `late` ones were kept after their day, of `partly` something was done.
    """

    due: int
    kept: int
    late: int = 0
    partly: int = 0

    @property
    def share(self) -> float | None:
        return self.kept / self.due if self.due else None

    @property
    def in_time(self) -> int:
        return self.kept - self.late

    @property
    def in_time_share(self) -> float | None:
        return self.in_time / self.due if self.due else None

    @property
    def not_kept(self) -> int:
        return self.due - self.kept - self.partly

    @property
    def in_words(self) -> str:
        """How many were kept in time, late, in part and not; what is none is not said."""
        told = (
            (self.in_time, _("{n} in time")),
            (self.late, _("{n} late")),
            (self.partly, _("{n} in part")),
            (self.not_kept, _("{n} not")),
        )
        return ", ".join(words.format(n=number(n)) for n, words in told if n)

    def plus(self, other: "Kept") -> "Kept":
        """Both together."""
        return Kept(
            self.due + other.due,
            self.kept + other.kept,
            self.late + other.late,
            self.partly + other.partly,
        )


@dataclass(frozen=True, slots=True)
class Members:
    """Organisations with a letter in force."""

    in_force: int
    new_this_year: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the public pages show of the ledger, of one moment. `month`: the last whole one."""

    today: date
    month: int
    headlines: tuple[Headline, ...]
    lead: Lead | None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityMembers:
    """An activity in force and how many members take part in it."""

    activity: Activity
    members: int
