"""What a chart says, in plain dataclasses, and the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from pakten.oversight.reports.charts.scale import number

Figure = int | float | None


class Table(NamedTuple):
    """The same figures in words: one head and its rows, the first cell naming the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A series. `label` is written at its end ("2026: 418"), `name` heads its column.

    Tones: now, before, older, women, men, plan. None is a gap; the line is never joined over it.
    """

    label: str
    points: Sequence[tuple[float, Figure]]
    tone: str = "now"
    dashed: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the horizontal axis with a word: where two ways of counting meet."""

    x0: float
    x1: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Fan:
    """A range that widens: what is likely, not what is known. Points are (x, low, high)."""

    points: Sequence[tuple[float, float, float]]
    label: str = ""
    tone: str = "now"


@dataclass(frozen=True, slots=True)
class LineChart:
    """Series over time. `title` is the finding, `unit` what is counted, `source` where from.

    `ticks` name every x that has a point (crowded ones are left out by themselves); `most` sets the
    top of the axis where several charts share a scale; `suffix` follows the figures ("\\u00a0%").
    """

    title: str
    unit: str
    source: str
    ticks: Sequence[tuple[float, str]]
    lines: Sequence[Line]
    target: Figure = None
    target_label: str = ""
    bands: Sequence[Band] = ()
    x_range: tuple[float, float] | None = None
    fan: Fan | None = None
    most: Figure = None
    suffix: str = ""
    missing: str = "–"

    @property
    def table(self) -> Table:
        names, found = dict(self.ticks), [dict(line.points) for line in self.lines]
        at = sorted({x for points in found for x in points})
        head = ("", *(line.name or line.label for line in self.lines))
        return Table(head, tuple(self._row(names.get(x, number(x)), x, found) for x in at))

    def _row(self, name: str, x: float, found: list[dict[float, Figure]]) -> tuple[str, ...]:
        figures = [points.get(x) for points in found]
        return (
            name,
            *(self.missing if f is None else number(f) + self.suffix for f in figures),
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; `pale` where its time is not over. A hidden figure is None and `note` says why."""

    label: str
    value: Figure
    note: str = ""
    pale: bool = False
    tone: str = "now"

    def words(self, suffix: str) -> str:
        """The figure as written: hidden ones by their note, never as a zero."""
        if self.value is None:
            return self.note or _("hidden")
        return number(self.value) + suffix


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from zero. `break_after` is the label of the last bar counted in the old way.

    They stand where the labels are short (years), and lie with the label above otherwise.
    """

    title: str
    unit: str
    source: str
    bars: Sequence[Bar]
    break_after: str | None = None
    lying: bool | None = None
    most: Figure = None
    suffix: str = ""
    column: str = ""

    @property
    def table(self) -> Table:
        noted = any(bar.note and bar.value is not None for bar in self.bars)
        head = ("", self.column or self.unit, *([_("Note")] if noted else []))
        return Table(head, tuple(self._row(bar, noted) for bar in self.bars))

    def _row(self, bar: Bar, noted: bool) -> tuple[str, ...]:
        note = [bar.note if bar.value is not None else ""] if noted else []
        return (bar.label, bar.words(self.suffix), *note)


@dataclass(frozen=True, slots=True)
class Panels:
    """Small bar charts on one scale, each with its `title` above: side by side, or stacked."""

    title: str
    unit: str
    source: str
    charts: Sequence[BarChart]

    @property
    def table(self) -> Table:
        labels = list(dict.fromkeys(bar.label for chart in self.charts for bar in chart.bars))
        found = [
            {bar.label: bar.words(chart.suffix) for bar in chart.bars} for chart in self.charts
        ]
        head = ("", *(chart.title for chart in self.charts))
        return Table(head, tuple((x, *(bars.get(x, "–") for bars in found)) for x in labels))


@dataclass(frozen=True, slots=True)
class DotRow:
    """Women and men on one scale, with intervals where there are any; `verdict` in words."""

    label: str
    women: Figure
    men: Figure
    women_range: tuple[float, float] | None = None
    men_range: tuple[float, float] | None = None
    verdict: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DotChart:
    """Rows of women (dot) and men (diamond) that differ in hue, lightness and shape."""

    title: str
    unit: str
    source: str
    rows: Sequence[DotRow]
    goal: Figure = None
    most: Figure = None
    suffix: str = ""
    missing: str = ""

    def words(self, figure: Figure, range_: tuple[float, float] | None = None) -> str:
        """A figure with its interval; what is not shown is said, never drawn as zero."""
        if figure is None:
            return self.missing or _("hidden")
        between = f" ({number(range_[0])}–{number(range_[1])}{self.suffix})" if range_ else ""
        return number(figure) + self.suffix + between

    @property
    def table(self) -> Table:
        said = any(row.verdict or row.note for row in self.rows)
        head = ("", _("Women"), _("Men"), *([_("What it says")] if said else []))
        return Table(head, tuple(self._row(row, said) for row in self.rows))

    def _row(self, row: DotRow, said: bool) -> tuple[str, ...]:
        women, men = self.words(row.women, row.women_range), self.words(row.men, row.men_range)
        words = ". ".join(part for part in (row.verdict, row.note) if part)
        return (row.label, women, men, *([words] if said else []))


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole. Tones: s1 (best) to s4 (worst), now, before, women, men."""

    label: str
    value: float
    tone: str = "s1"


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One bar of a hundred per cent, its parts named below it."""

    title: str
    unit: str
    source: str
    shares: Sequence[Share]

    @property
    def table(self) -> Table:
        whole = sum(part.value for part in self.shares) or 1
        rows = ((p.label, number(p.value), _percent(p.value / whole)) for p in self.shares)
        return Table(("", self.unit, _("Share")), tuple(rows))


def _percent(share: float) -> str:
    return f"{round(100 * share)}\u00a0%"


@dataclass(frozen=True, slots=True)
class Spark:
    """A small trend without text: the words stand beside it. `goal` is a dotted line."""

    title: str
    values: Sequence[Figure]
    goal: Figure = None
    unit: str = ""
    source: str = ""

    @property
    def table(self) -> Table:
        rows = ((str(i), "–" if v is None else number(v)) for i, v in enumerate(self.values, 1))
        return Table(("", self.unit), tuple(rows))


Chart = LineChart | BarChart | Panels | DotChart | ShareBar | Spark
