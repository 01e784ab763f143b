"""Reading measures: the list, one measure through its versions, and what is aimed for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.base.statistics.states import Breakdown
from pakten.base.ui.exports import Column
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.formulas import Formula, parse
from pakten.parties.pacts.models import Activity, Measure, Pact, Target
from pakten.parties.pacts.rules import QUANTITY
from pakten.parties.pacts.states import RECORDED_BY_ITSELF, Counting, Deed

_TOTAL = {"quarter": None, "gender": "", "target_group": None, "district": None}
_COMPARED = {
    "name": gettext_lazy("the name"),
    "unit": gettext_lazy("what is counted"),
    "definition": gettext_lazy("when it counts"),
    "deed": gettext_lazy("the deed"),
    "formula": gettext_lazy("the formula"),
    "per_person": gettext_lazy("whether it counts persons"),
    "inside": gettext_lazy("what it is counted inside"),
    "pledge_sentence": gettext_lazy("the promise as a sentence"),
}


def targets_of(kins: Iterable[str], years: Iterable[int]) -> list[Target]:
    """Every aim of some measures in some years, totals first. One query."""
    rows = Target.objects.filter(kin__in=list(kins), year__in=list(years))
    return list(rows.select_related("target_group", "district"))


def yearly_totals(pact: Pact) -> dict[tuple[str, int], int]:
    """What is aimed for in all, by kin and year. One query."""
    rows = Target.objects.filter(pact=pact, **_TOTAL)
    return {(row.kin, row.year): row.quantity for row in rows}


def aims_of(measure: Measure) -> list[Target]:
    """Every aim of a measure through all its versions. One query."""
    rows = Target.objects.filter(pact=measure.pact_id, kin=measure.kin)
    return list(rows.select_related("target_group", "district", "decided_by"))


def codes(pact: Pact) -> dict[str, str]:
    """The names of the measures by the code a formula uses, the latest words. One query."""
    rows = Measure.objects.filter(pact=pact).order_by("activity__position", "position", "pk")
    return {row.kin: str(row.name) for row in rows}


def of_persons(pact: Pact) -> dict[str, str]:
    """The measures that count persons deed by deed, by code. One query."""
    rows = Measure.objects.filter(pact=pact, counting=Counting.DEEDS, per_person=True)
    rows = rows.order_by("activity__position", "position", "pk")
    return {row.kin: str(row.name) for row in rows}


def counted_in_words(measure: Measure, names: Mapping[str, object]) -> str:
    """How a measure is counted, as a sentence."""
    if measure.counting == Counting.LETTERS:
        return _("Letters of intent in force are counted, each once.")
    if measure.counting == Counting.FORMULA:
        said = parse(measure.formula).words(names)
        if measure.is_share:
            return _("Worked out, in percent: %(formula)s") % {"formula": said}
        return _("Worked out: %(formula)s") % {"formula": said}
    deed = Deed(measure.deed)
    if deed in RECORDED_BY_ITSELF:
        return _("Each “%(deed)s” is counted once, by itself where it happens.") % {
            "deed": deed.label
        }
    return _("Each “%(deed)s” is counted once, when it is told.") % {"deed": deed.label}


def listed(query: Mapping[str, Any], pact: Pact, today: date) -> Listing[Measure]:
    """The measures, each as it stands today or else as it last stood or first will."""
    activities = Activity.objects.filter(pact=pact)
    return Listing(
        query,
        _one_of_each(pact, today),
        search=("name__sv", "name__en", "code", "definition__sv"),
        filters=(
            Filter("activity", _("Activity"), [(a.pk, a) for a in activities]),
            Filter("counting", _("How counted"), Counting.choices),
            Filter("state", _("State"), _STATES, where=lambda value: _in_state(value, today)),
        ),
        sorts={
            "order": ("activity__position", "position"),
            "name": ("name__sv",),
            "aim": ("aim",),
            "owner": ("owner__name",),
        },
        default_sort="order",
    )


_STATES = (
    ("now", gettext_lazy("In force")),
    ("coming", gettext_lazy("To come")),
    ("retired", gettext_lazy("Retired")),
    ("headline", gettext_lazy("The pact is judged by")),
)


def _in_state(value: str, today: date) -> Q:
    begun = Q(valid_from=None) | Q(valid_from__lte=today)
    return {
        "now": begun & (Q(valid_to=None) | Q(valid_to__gte=today)),
        "coming": Q(valid_from__gt=today),
        "retired": Q(valid_to__lt=today),
        "headline": Q(is_headline=True),
    }[value]


def _one_of_each(pact: Pact, today: date) -> QuerySet[Measure]:
    in_force = Measure.objects.on(today).filter(pact=pact, kin=OuterRef("kin"))
    aims = Target.objects.filter(pact=pact, kin=OuterRef("kin"), year=today.year, **_TOTAL).values(
        "quantity"
    )
    return (
        Measure.objects.filter(pact=pact)
        .exclude(valid_to__lt=today, successor__isnull=False)
        .exclude(Q(valid_from__gt=today) & Exists(in_force))
        .annotate(aim=Subquery(aims[:1]))
        .select_related("activity", "owner", "successor")
    )


COLUMNS = (
    Column(gettext_lazy("Code"), "kin"),
    Column(gettext_lazy("Measure"), "name"),
    Column(gettext_lazy("Activity"), "activity.name"),
    Column(gettext_lazy("What is counted"), "unit"),
    Column(gettext_lazy("When it counts"), "definition"),
    Column(gettext_lazy("How counted"), lambda row: counted_in_words(row, {})),
    Column(gettext_lazy("Counts persons"), "per_person"),
    Column(gettext_lazy("Counted inside"), "inside"),
    Column(gettext_lazy("Before the pact"), "baseline"),
    Column(gettext_lazy("Aim this year"), "aim"),
    Column(gettext_lazy("Minded by"), "owner.name"),
    Column(gettext_lazy("From"), "valid_from"),
    Column(gettext_lazy("Last day"), "valid_to"),
)


@dataclass(frozen=True, slots=True)
class Version:
    """A definition with the time it holds, and what was changed to make it."""

    row: Measure
    changed: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What the page of a measure says besides its columns."""

    words: str
    promise: str
    parts: list[tuple[str, str, int]]
    outer: Measure | None
    inner: list[Measure]
    asked_by: list[Measure]
    breakdowns: list[str]
    versions: list[Version]
    last: Measure


def measure_page(measure: Measure, today: date) -> MeasurePage:
    """A measure through its versions, with those it is worked out from and those that ask for it."""
    rows = list(Measure.objects.filter(pact=measure.pact_id).order_by("valid_from", "pk"))
    latest = {row.kin: row for row in rows}
    names = {kin: row.name for kin, row in latest.items()}
    line = [row for row in rows if row.kin == measure.kin]
    line.sort(key=lambda row: (row.valid_from or date.min, row.pk))
    formula = parse(measure.formula) if measure.formula else None
    return MeasurePage(
        words=counted_in_words(measure, names),
        promise=str(measure.pledge_sentence).replace(QUANTITY, "…"),
        parts=_parts(formula, latest),
        outer=latest.get(latest[measure.kin].inside),
        inner=[row for row in latest.values() if row.inside == measure.kin],
        asked_by=[
            row for row in latest.values()
            if row.formula and measure.kin in parse(row.formula).names
        ],
        breakdowns=[str(b.label) for b in Breakdown if b.value in measure.breakdowns],
        versions=_versions(line, today),
        last=line[-1],
    )  # fmt: skip


def _parts(formula: Formula | None, latest: Mapping[str, Measure]) -> list[tuple[str, str, int]]:
    """Code, name and id of what a formula asks for."""
    asked = sorted(formula.names) if formula else []
    return [(kin, str(latest[kin].name), latest[kin].pk) for kin in asked if kin in latest]


def _versions(line: list[Measure], today: date) -> list[Version]:
    """The latest first."""
    before = [None, *line[:-1]]
    made = [
        Version(row, _changed(old, row), _is_in_force(row, today))
        for old, row in zip(before, line, strict=True)
    ]
    return made[::-1]


def _changed(old: Measure | None, new: Measure) -> str:
    if old is None:
        return ""
    return ", ".join(
        str(label) for name, label in _COMPARED.items() if getattr(old, name) != getattr(new, name)
    )


def _is_in_force(row: Measure, today: date) -> bool:
    begun = row.valid_from is None or row.valid_from <= today
    return begun and (row.valid_to is None or row.valid_to >= today)
