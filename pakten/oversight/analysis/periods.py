"""Years, quarters and months on one axis, and where a definition breaks them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from pakten.oversight.analysis.question import Question, Step
from pakten.oversight.reports.gathering import Series

_LENGTH = {Step.YEAR: 12, Step.QUARTER: 3, Step.MONTH: 1}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its key as the figures have it, and its place on the axis."""

    key: str
    label: str
    first: date
    last: date

    @property
    def x(self) -> float:
        return self.first.year + (self.first.month - 1) / 12


def periods(question: Question) -> Iterator[Period]:
    """Every period that is asked for, in order."""
    length = _LENGTH[question.step]
    for year in question.years:
        for month in range(1, 13, length):
            first = date(year, month, 1)
            after = date(year + 1, 1, 1) if month + length > 12 else date(year, month + length, 1)
            yield _period(question.step, first, after - timedelta(days=1))


def _period(step: Step, first: date, last: date) -> Period:
    year, number = first.year, (first.month + 2) // 3
    match step:
        case Step.YEAR:
            return Period(str(year), str(year), first, last)
        case Step.QUARTER:
            words = _("Q%(n)d %(year)d") % {"n": number, "year": year}
            return Period(f"{year}-Q{number}", words, first, last)
    return Period(f"{year}-{first.month:02}", f"{year}-{first.month:02}", first, last)


@dataclass(frozen=True, slots=True)
class Break:
    """A day when a new definition took over. Until `both_until` the old one counted as well."""

    number: int
    on: date
    both_until: date

    def cuts(self, period: Period) -> bool:
        """Whether the period holds deeds of both definitions."""
        begins_inside = period.first < self.on <= period.last
        return begins_inside or (period.first <= self.both_until and self.on <= period.last)


def breaks(series: Series) -> list[Break]:
    """The breaks of a measure, in order of time."""
    found = []
    for number, (older, newer) in enumerate(
        zip(series.versions, series.versions[1:], strict=False), 2
    ):
        if newer.valid_from is None:
            continue
        day_before = newer.valid_from - timedelta(days=1)
        found.append(Break(number, newer.valid_from, max(older.valid_to or day_before, day_before)))
    return found


def version_in(series: Series, period: Period) -> int | None:
    """The number of the definition that counted a whole period; None where two did."""
    cuts = breaks(series)
    if any(each.cuts(period) for each in cuts):
        return None
    return 1 + sum(each.on <= period.first for each in cuts)
