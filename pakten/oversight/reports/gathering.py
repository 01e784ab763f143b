"""What the ledger and the letters hold, before anything is hidden. Only `shown` reads from here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import LetterLine
from pakten.agreements.results.models import Cell
from pakten.agreements.results.states import Dimension
from pakten.base.statistics.states import Gender
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.formulas import Formula, parse
from pakten.parties.pacts.models import Measure
from pakten.parties.pacts.states import Counting


class Rolled(models.TextChoices):
    """Breakdowns that are put together from others: no cell of the ledger has them."""

    QUARTER = "quarter", _("Quarter")
    KIND = "kind", _("Kind of organisation")
    ACTIVITY = "activity", _("Activity")
    VERSION = "version", _("Version of the definition")


Split = Dimension | Rolled
_FROM: Mapping[Split, Dimension] = {
    Rolled.QUARTER: Dimension.MONTH,
    Rolled.VERSION: Dimension.MONTH,
    Rolled.KIND: Dimension.ORGANISATION,
    Rolled.ACTIVITY: Dimension.TOTAL,
}


@dataclass(frozen=True)
class Series:
    """A measure through all its versions. `measure` is the version in force, or the last."""

    kin: str
    measure: Measure
    versions: tuple[Measure, ...]

    @property
    def per_person(self) -> bool:
        """Whether it counts persons, so that small figures are hidden."""
        return any(version.per_person for version in self.versions)

    @property
    def counting(self) -> str:
        return self.measure.counting

    @cached_property
    def formula(self) -> Formula | None:
        """The formula of the version in force, where the measure is worked out from others."""
        return parse(self.measure.formula) if self.counting == Counting.FORMULA else None


def series_of(measures: Iterable[Measure], today: date) -> dict[str, Series]:
    """The measures by kin, in the order of the catalogue."""
    kins: dict[str, list[Measure]] = {}
    for measure in measures:
        kins.setdefault(measure.kin, []).append(measure)
    return {kin: Series(kin, _now(rows, today), _in_time(rows)) for kin, rows in kins.items()}


def _in_time(rows: list[Measure]) -> tuple[Measure, ...]:
    return tuple(sorted(rows, key=lambda m: (m.valid_from or date.min, m.pk)))


def _now(rows: list[Measure], today: date) -> Measure:
    begun = [m for m in _in_time(rows) if m.valid_from is None or m.valid_from <= today]
    living = [m for m in begun if m.valid_to is None or m.valid_to >= today]
    return (living or begun or rows)[-1]


@dataclass
class Count:
    """One measure in one year: its sums by split, and by version and month."""

    total: int = 0
    splits: dict[Split, Counter[str]] = field(default_factory=dict)
    versions: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, split: Split, value: str, quantity: int) -> None:
        """Count in one split."""
        self.splits.setdefault(split, Counter())[value] += quantity

    def of(self, split: Split) -> Counter[str]:
        return self.splits.get(split, Counter())


Counts = dict[tuple[str, int], Count]


def needed(splits: Iterable[Split]) -> set[Dimension]:
    """The dimensions of the ledger that some splits are put together from."""
    return {Dimension.TOTAL} | {_FROM.get(s) or Dimension(s) for s in splits}


def count_deeds(
    chosen: Mapping[str, Series], years: Iterable[int], dimensions: Iterable[Dimension]
) -> Counts:
    """The sums of the ledger's cells by measure and year. One query."""
    kins = {version.pk: each.kin for each in chosen.values() for version in each.versions}
    rows = Cell.objects.filter(
        measure__in=list(kins), year__in=list(years), dimension__in=list(dimensions)
    )
    counts: Counts = {}
    for measure, year, dimension, value, quantity in rows.values_list(
        "measure_id", "year", "dimension", "value", "quantity"
    ):
        count = counts.setdefault((kins[measure], year), Count())
        if dimension == Dimension.TOTAL:
            count.total += quantity
            continue
        unstated = Gender.UNSTATED.value if dimension == Dimension.GENDER else ""
        count.add(Dimension(dimension), value or unstated, quantity)
        if dimension == Dimension.MONTH:
            count.versions.setdefault(str(measure), Counter())[value] += quantity
    return counts


def count_letters(chosen: Iterable[Series], years: Iterable[int]) -> Counts:
    """Members by the day a letter with the measure's activity came into force. One query.

    A new version of a letter counts only if it is the first with that activity, and a member counts
    once in a year. A promise of the city to sign letters does not make a letter one of them.
    """
    wanted, counts = list(years), Counts()
    signed = _signed()
    for series in chosen:
        activity, met = series.measure.activity_id, set[tuple[int, int]]()
        for letter in sorted(signed.values(), key=lambda each: each.day):
            once = (letter.day.year, letter.organisation)
            if activity not in letter.activities or once in met or _had(signed, letter, activity):
                continue
            met.add(once)
            if letter.day.year in wanted:
                count = counts.setdefault((series.kin, letter.day.year), Count())
                count.total += 1
                count.add(Dimension.MONTH, f"{letter.day:%Y-%m}", 1)
                count.add(Dimension.ORGANISATION, str(letter.organisation), 1)
    return counts


@dataclass
class _Signed:
    """A letter that has come into force, and the activities it promises something in."""

    day: date
    organisation: int
    replaces: int | None
    activities: set[int] = field(default_factory=set)


def _signed() -> dict[int, _Signed]:
    lines = LetterLine.objects.filter(letter__active_from__isnull=False)
    lines = lines.exclude(pledge__measure__counting=Counting.LETTERS).order_by()
    found: dict[int, _Signed] = {}
    names = ("active_from", "organisation_id", "replaces_id")
    for pk, activity, *fields in lines.values_list(
        "letter", "pledge__measure__activity", *(f"letter__{name}" for name in names)
    ).distinct():
        found.setdefault(pk, _Signed(*fields)).activities.add(activity)
    return found


def _had(signed: Mapping[int, _Signed], letter: _Signed, activity: int) -> bool:
    """Whether a version before had the activity already."""
    before = signed.get(letter.replaces or 0)
    while before and activity not in before.activities:
        before = signed.get(before.replaces or 0)
    return before is not None


def kinds_of_organisations() -> dict[str, str]:
    """The kind of every organisation, by its id as the cells write it. One query."""
    return {str(pk): kind for pk, kind in Organisation.objects.values_list("pk", "kind")}
