"""The figures of the whole pact in one year. They come through the one door, `reports.shown`."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Choices, Count
from django.utils import translation

from pakten.agreements.assurance.queries import error_rate
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import Party
from pakten.agreements.followup.models import CheckInLine
from pakten.agreements.followup.states import Cause
from pakten.agreements.results.states import Dimension
from pakten.oversight.annual.freezing.prints import FORM
from pakten.oversight.annual.freezing.promises import YearPromise, fates_of, promises_of, summed
from pakten.oversight.equality.queries.journeys import funnel
from pakten.oversight.reports.gathering import Rolled, Series
from pakten.oversight.reports.shown import ShownFigures, labels_of, series, shown_figures
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact, Target
from pakten.parties.pacts.queries.measures import targets_of

YEARS = 3
MONTHS = range(1, 13)
SPLITS = (
    Dimension.GENDER, Dimension.AGE, Dimension.TARGET_GROUP, Dimension.DISTRICT, Dimension.EVIDENCE,
)  # fmt: skip
CAUSES_TOLD = 3
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def freeze_pact(pact: Pact, year: int, *, at: datetime, today: date) -> dict[str, Any]:
    """Everything a report on the year says, as data. `today` ends a year that runs."""
    last = min(date(year, 12, 31), today)
    promises = promises_of(year, today)
    return {
        "form": FORM,
        "kind": "pact",
        "year": year,
        "so_far": last.isoformat() if last < date(year, 12, 31) else None,
        "locked_at": at.isoformat(timespec="seconds"),
        "pact": _pact(pact),
        "smallest": pact.smallest_group,
        "members": _members(year, last),
        "measures": _measures(year, pact.smallest_group),
        "labels": {split.value: _labels(split) for split in SPLITS},
        "promises": _promises(promises, pact.smallest_group),
        "sides": {party.value: fates_of(promises, party) for party in Party},
        "causes": _causes(year),
        "error_rate": _error_rate(last),
        "funnel": _funnel(year, pact.smallest_group),
    }


def _pact(pact: Pact) -> dict[str, Any]:
    return {"name": dict(pact.name), "city": pact.city, "example": pact.is_example}


def _members(year: int, last: date) -> dict[str, int]:
    """Organisations, not persons: told as they are."""
    held = (
        Letter.objects.filter(active_from__lte=last)
        .exclude(ended_on__lt=last)
        .order_by().values("organisation").distinct()
    )  # fmt: skip
    joined = Organisation.objects.filter(member_since__year=year, member_since__lte=last)
    return {"in_force": held.count(), "new": joined.count()}


def _measures(year: int, smallest: int) -> list[dict[str, Any]]:
    years = range(year - YEARS + 1, year + 1)
    shown = shown_figures(
        years, (Dimension.TOTAL, Dimension.MONTH, Rolled.QUARTER, *SPLITS), smallest=smallest
    )
    every = series()
    targets = targets_of(every, [year])
    rows = [
        _measure(each, shown, years, [t for t in targets if t.kin == each.kin])
        for each in every.values()
    ]
    told = [row for row in rows if any(v for v in row["totals"].values()) or row["target"]]
    return sorted(told, key=lambda row: row["order"])


def _measure(
    one: Series, shown: ShownFigures, years: Iterable[int], targets: Iterable[Target]
) -> dict[str, Any]:
    measure = one.measure
    splits = {split.value: dict(shown.get(one.kin, max(years), split).cells) for split in SPLITS}
    return {
        "kin": one.kin,
        "order": [measure.activity.position, measure.position, measure.pk],
        "name": dict(measure.name),
        "unit": dict(measure.unit),
        "activity": {"code": measure.activity.code, "name": dict(measure.activity.name)},
        "per_person": measure.per_person,
        "share": measure.is_share,
        "headline": measure.is_headline,
        "by_city": measure.by_city,
        "versions": [_version(each) for each in one.versions],
        "target": next((_plain(t.quantity) for t in targets if t.is_total and not t.quarter), None),
        "targets": [_target(t) for t in targets if not t.is_total and not t.quarter],
        "totals": {str(y): _plain(shown.total(one.kin, y)) for y in years},
        "months": {str(y): _months(shown, one.kin, y) for y in years},
        "until": {str(y): [_plain(shown.until(one.kin, y, m)) for m in MONTHS] for y in years},
        "splits": {
            name: {key: _plain(n) for key, n in cells.items()} for name, cells in splits.items()
        },
    }  # fmt: skip


def _version(measure: Any) -> dict[str, Any]:
    return {
        "code": measure.code,
        "definition": dict(measure.definition),
        "from": measure.valid_from.isoformat() if measure.valid_from else None,
        "to": measure.valid_to.isoformat() if measure.valid_to else None,
    }


def _target(target: Target) -> dict[str, Any]:
    group = {"target_group": str(target.target_group_id or ""), "district": str(target.district_id or "")}  # fmt: skip
    return {"gender": target.gender, **group, "quantity": _plain(target.quantity)}


def _months(shown: ShownFigures, kin: str, year: int) -> list[float | None]:
    cells = shown.get(kin, year, Dimension.MONTH).cells
    return [_plain(cells.get(f"{year}-{month:02}", 0)) for month in MONTHS]


def _plain(figure: Any) -> int | float | None:
    """A number that JSON keeps as it is."""
    if figure is None:
        return None
    number = float(figure)
    return int(number) if number == int(number) else round(number, 4)


def _labels(split: Dimension) -> dict[str, dict[str, str]]:
    """What each code of a split is called, in every language."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for code, label in labels_of(split).items():
                found.setdefault(code, {})[language] = str(label)
    return found


def _promises(promises: list[YearPromise], smallest: int) -> list[dict[str, Any]]:
    """Promised and done by party and measure; persons under the smallest group stay hidden."""
    persons = {each.kin for each in promises if each.per_person}
    return [
        {
            "party": party,
            "kin": kin,
            "promised": tally.promised,
            "done": tally.shown_done(smallest) if kin in persons else tally.done,
        }
        for (party, kin), tally in sorted(summed(promises).items())
    ]


def _error_rate(last: date) -> dict[str, int]:
    """How many deeds the other side was asked about in the year, and how many were wrong."""
    rate = error_rate(last)
    return {"checked": rate.checked, "wrong": rate.wrong}


def _causes(year: int) -> list[dict[str, Any]]:
    """Why promises were not kept, as both sides said in the year's check-in, the most common first."""
    lines = CheckInLine.objects.filter(check_in__campaign__year=year).exclude(cause="").order_by()
    rows = lines.values_list("cause").annotate(number=Count("pk"))
    most = sorted(rows, key=lambda row: (-row[1], row[0]))[:CAUSES_TOLD]
    return [{"cause": code, "label": _in_every(Cause(code)), "number": n} for code, n in most]


def _funnel(year: int, smallest: int) -> list[dict[str, Any]]:
    """From proposed to still at work, as far as it may be told."""
    told = funnel(year, smallest)
    return [
        {
            "stage": each.stage.value, "label": _in_every(each.stage), "count": each.count,
            "per_100": each.per_100, "women": each.women, "men": each.men,
        }
        for each in ([] if told.is_empty else told.stages)
    ]  # fmt: skip


def _in_every(code: Choices) -> dict[str, str]:
    """What a coded value is called, in every language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(code.label)
    return found
