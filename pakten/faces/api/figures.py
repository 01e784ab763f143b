"""Figures of the ledger for files, answers and drawings: all from the one door, `reports.shown`.

Nothing is counted or hidden here. A figure that the public pages hide is hidden here, since both ask
the same door for the same breakdown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.utils.translation import gettext as _

from pakten.agreements.results.models import Cell
from pakten.agreements.results.states import Dimension
from pakten.base.statistics.states import Breakdown
from pakten.faces.api.asking import Asked
from pakten.faces.api.problems import Refused
from pakten.oversight.reports.gathering import Rolled, Series, Split
from pakten.oversight.reports.shown import ShownFigures, labels_of, series, shown_figures

Number = int | float
# One way at a time, as on the public pages. Organisations are not named with figures.
SPLITS: tuple[Split, ...] = (
    Dimension.GENDER,
    Dimension.AGE,
    Dimension.TARGET_GROUP,
    Dimension.DISTRICT,
    Dimension.LANGUAGE,
    Dimension.PROGRAMME,
    Rolled.KIND,
    Dimension.EVIDENCE,
    Dimension.ADDITIONALITY,
)
PERIODS: tuple[Split, ...] = (Dimension.MONTH, Rolled.QUARTER)
TOTAL = Dimension.TOTAL.value
NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: of a measure, in a year or a month of it, for all or for a category of a split."""

    kin: str
    year: int
    period: str
    split: str
    category: str
    value: Number | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """Which measures, years and split somebody wants; checked."""

    kins: tuple[str, ...]
    years: tuple[int, ...]
    splits: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures, with the measures they are of and the words for their categories."""

    asking: Asking
    measures: Mapping[str, Series]
    figures: Sequence[Figure]
    labels: Mapping[str, Mapping[str, str]]

    def label(self, split: str, category: str) -> str:
        """A category in words."""
        return self.labels.get(split, {}).get(category, category)


def years_there_are(today: date) -> tuple[int, ...]:
    """From the first year with a deed to this, none left out. One query."""
    first = Cell.objects.aggregate(first=Min("year"))["first"] or today.year
    return tuple(range(min(first, today.year), today.year + 1))


def asking(asked: Asked, *, kin: str = "", year: str = "", split: str = "") -> Asking:
    """The question in an address. What is not there is a 404, what is not a question a 422."""
    years = _years(year, years_there_are(asked.today), asked)
    return Asking(kins=(kin,) if kin else (), years=years, splits=_splits(split))


def _years(year: str, years: tuple[int, ...], asked: Asked) -> tuple[int, ...]:
    if not year:
        return years
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        words = _("Write the year with four digits, such as {year}.")
        raise Refused(422, words.format(year=asked.today.year), "year")
    if int(year) not in years:
        raise Refused(404, _("There are no figures for {year}.").format(year=year), "year")
    return (int(year),)


def _splits(split: str) -> tuple[Split, ...]:
    offered = {each.value: each for each in (Dimension.TOTAL, *PERIODS, *SPLITS)}
    if not split:
        return (Dimension.TOTAL,)
    if split not in offered:
        words = _("Figures can be split by {all}.").format(all=", ".join(offered))
        raise Refused(422, words, "split")
    return (offered[split],)


def answer(asked: Asked, wanted: Asking) -> Answer:
    """The figures asked for. As many queries as the door makes, however many measures."""
    measures = series()
    unknown = [kin for kin in wanted.kins if kin not in measures]
    if unknown:
        raise Refused(404, _("There is no measure called {kin}.").format(kin=unknown[0]), "kin")
    kins = wanted.kins or tuple(measures)
    shown = shown_figures(
        wanted.years, wanted.splits, smallest=asked.pact.smallest_group, kins=kins
    )
    labels = {split.value: _labels(split) for split in wanted.splits}
    now = _now(asked.today)
    figures = [
        each
        for kin in kins
        for year in wanted.years
        for split in wanted.splits
        if is_told(measures[kin], split)
        for each in _figures(shown, kin, year, split, labels[split.value])
        if each.period <= now.get(each.split, each.period)  # else it is to come
    ]
    return Answer(wanted, {kin: measures[kin] for kin in kins}, figures, labels)


def is_told(each: Series, split: Split) -> bool:
    """Whether a measure is told by a split: the catalogue says which ones mean something."""
    meant = each.measure.breakdowns
    return split not in Breakdown.values or not meant or split in meant


def _now(today: date) -> dict[str, str]:
    """The period that today is in, by split."""
    quarter = f"{today.year}-Q{(today.month + 2) // 3}"
    return {Dimension.MONTH.value: f"{today:%Y-%m}", Rolled.QUARTER.value: quarter}


def _labels(split: Split) -> dict[str, str]:
    if split == Dimension.TOTAL or split in PERIODS:
        return {TOTAL: _("Total")}
    known = {code: label for code, label in labels_of(split).items() if code}
    return {**known, NOT_STATED: _("Not stated")}


def _figures(
    shown: ShownFigures, kin: str, year: int, split: Split, labels: Mapping[str, str]
) -> Iterator[Figure]:
    if split == Dimension.TOTAL:
        total = shown.total(kin, year)
        yield Figure(kin, year, str(year), TOTAL, TOTAL, _rounded(total), total is None)
        return
    cells = shown.get(kin, year, split).cells
    for code in _in_order(cells, labels):
        value = cells[code]
        period = code if split in PERIODS else str(year)
        category = TOTAL if split in PERIODS else code or NOT_STATED
        yield Figure(kin, year, period, split.value, category, _rounded(value), value is None)


def _in_order(cells: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    order = {code: place for place, code in enumerate(labels)}
    return sorted(cells, key=lambda code: (order.get(code, len(order)), code))


def _rounded(value: Number | None) -> Number | None:
    """Shares with one decimal, as on the pages."""
    return round(value, 1) if isinstance(value, float) else value
