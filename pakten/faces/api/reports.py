"""The annual reports that are published, and what else is new: for the service and for subscribers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.results.queries import published_corrections
from pakten.faces.api.asking import Asked
from pakten.faces.api.tables import Row
from pakten.oversight.annual.models import AnnualReport
from pakten.parties.pacts.models import Measure

MONTHS_TOLD = 12


@dataclass(frozen=True, slots=True)
class News:
    """Something new: a name that never changes, words, a page, and when."""

    key: str
    title: str
    summary: str
    page: str
    at: datetime


def report_rows(asked: Asked) -> list[Row]:
    """The newest edition of every published year, the latest year first. One query."""
    found: dict[int, Row] = {}
    for each in AnnualReport.objects.published():
        found.setdefault(
            each.year,
            {
                "year": each.year,
                "edition": each.locked.edition,
                "title": _("Annual report {year}").format(year=each.year),
                "published_at": each.published_at,
                "page": asked.address("annual_report", each.year),
            },
        )
    return list(found.values())


def news(asked: Asked) -> list[News]:
    """Reports, corrections, changed definitions and finished months, the newest first. Three queries."""
    every = [*_reports(asked), *_corrections(asked), *_definitions(asked), *_months(asked)]
    return sorted(every, key=lambda each: (each.at, each.key), reverse=True)


def _reports(asked: Asked) -> Iterator[News]:
    for row in report_rows(asked):
        if row["published_at"]:
            yield News(
                f"report-{row['year']}-{row['edition']}", row["title"],
                _("The report is published."), row["page"], row["published_at"],
            )  # fmt: skip


def _corrections(asked: Asked) -> Iterator[News]:
    """The corrections of a day as one piece of news: which figures, and why."""
    days: dict[date, list[str]] = {}
    for each in published_corrections():
        days.setdefault(each.day, []).append(f"{each.measure}, {each.year}: {each.why}")
    for day, lines in days.items():
        yield News(
            f"corrections-{day}",
            _("Corrected {day}").format(day=day),
            ". ".join(dict.fromkeys(lines)),
            asked.address("results"),
            _begun(day),
        )


def _definitions(asked: Asked) -> Iterator[News]:
    """Versions that took the place of another."""
    changed = Measure.objects.filter(
        valid_from__isnull=False, valid_from__lte=asked.today, code__regex=r"-v\d+$"
    )
    for each in changed:
        if each.valid_from:
            title = _("{measure}: the definition changed on {day}.")
            yield News(
                f"definition-{each.code}",
                title.format(measure=each.name, day=each.valid_from),
                str(each.definition),
                asked.address("open_data"),
                _begun(each.valid_from),
            )


def _months(asked: Asked) -> Iterator[News]:
    """The months that are over, each on the day after."""
    first = asked.today.replace(day=1)
    for _number in range(MONTHS_TOLD):
        month = (first - timedelta(days=1)).replace(day=1)
        yield News(
            f"month-{month:%Y-%m}",
            _("Figures up to and including {month}").format(month=f"{month:%Y-%m}"),
            _("The month is over. What is recorded later still counts in it."),
            asked.address("results"),
            _begun(first),
        )
        first = month


def _begun(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
