"""The ledger page's filters, and which figure its rows are behind."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Sum, Value
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries.drill import UNKNOWN
from pakten.agreements.results.states import Additionality, Evidence
from pakten.base.access import Verb
from pakten.base.statistics.states import AgeBand, Gender, SwedishStage
from pakten.base.ui.forms import number_in
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import CooperationForm, District, Measure, TargetGroup

Choices = Iterable[tuple[Any, Any]]
PERIOD = re.compile(r"(20\d\d)(?:Q([1-4])|-(0[1-9]|1[0-2]))?")


def filters_of(request: PactRequest, measures: Iterable[Measure]) -> tuple[Filter, ...]:
    """What the rows can be narrowed by: everything a figure can be split by, and the promise."""
    asked = request.GET.get("period", "")
    # the last version of a kin names it
    kins = {each.kin: each for each in measures if each.formula == ""}
    filters = [
        Filter("kin", _("What"), kins.items(), lookup="measure__kin"),
        Filter("period", _("When"), periods(timezone.localdate(), asked).items(), where=within),
        Filter("evidence", _("How sure"), Evidence.choices),
        *_of_persons(),
        Filter("additionality", _("Anyway?"), Additionality.choices, more=True),
    ]
    if request.actor.where(Verb.SEE_OUTCOMES, "pact"):
        some = Outcome.objects.filter(organisation=OuterRef("pk"))
        members = Organisation.objects.filter(Exists(some)).values_list("pk", "name")
        filters.insert(2, Filter("member", _("Member"), members, lookup="organisation"))
        filters.append(
            Filter(
                "kind", _("Kind of member"), Kind.choices, lookup="organisation__kind", more=True
            )
        )
    return (*filters, *_of_pledge(request))


def _of_persons() -> tuple[Filter, ...]:
    rows = _catalogue()
    return (
        _known("gender", _("Women and men"), Gender.choices, "gender", ""),
        _known("age", _("Age"), AgeBand.choices, "age_band", ""),
        _known("group", _("Target group"), rows["group"], "target_group", None),
        _known("district", _("District"), rows["district"], "district", None),
        _known("language", _("Swedish"), SwedishStage.choices, "language_stage", ""),
        _known("programme", _("Form of cooperation"), rows["programme"], "form", None),
    )


def _catalogue() -> dict[str, list[tuple[int, Any]]]:
    """Target groups, districts and forms of cooperation, in one query."""
    models = {"group": TargetGroup, "district": District, "programme": CooperationForm}
    first, *more = (
        model.objects.order_by().values_list(Value(name), "position", "pk", "name")  # type: ignore[attr-defined]
        for name, model in models.items()
    )
    found: dict[str, list[tuple[int, Any]]] = {name: [] for name in models}
    for name, _place, pk, label in sorted(first.union(*more, all=True), key=lambda row: row[1:3]):
        found[name].append((pk, label))
    return found


def _known(name: str, label: str, choices: Choices, column: str, empty: str | None) -> Filter:
    """A filter with a choice for what is not known: `empty` is how the column says so."""
    nothing = Q(**{f"{column}__isnull": True}) if empty is None else Q(**{column: empty})

    def where(value: str) -> Q:
        return nothing if value == UNKNOWN else Q(**{column: value})

    return Filter(name, label, [*choices, (UNKNOWN, _("Not known"))], where=where, more=True)


def _of_pledge(request: PactRequest) -> list[Filter]:
    asked = request.GET.get("pledge", "")
    if not asked.isdecimal():
        return []
    pledges = Pledge.objects.visible_to(request.actor).filter(pk=number_in(asked))
    choices = [(p.pk, f"{p.organisation}: {p.measure} ({p.quantity})")
               for p in pledges.select_related("measure", "organisation")]  # fmt: skip
    if not choices:  # every row instead would pass for the promise's own
        raise Http404
    return [Filter("pledge", _("Promise"), choices)]


def periods(today: date, asked: str = "") -> dict[str, str]:
    """This year and the three before, the last eight quarters, and what is asked for besides."""
    found = {str(year): str(year) for year in range(today.year, today.year - 4, -1)}
    now = today.year * 4 + (today.month - 1) // 3
    for number in range(now, now - 8, -1):
        year, quarter = divmod(number, 4)
        found[f"{year}Q{quarter + 1}"] = _quarter(year, quarter + 1)
    parts = PERIOD.fullmatch(asked)
    if parts and asked not in found:
        found[asked] = _quarter(int(parts[1]), int(parts[2])) if parts[2] else asked
    return found


def _quarter(year: int, quarter: int) -> str:
    return _("{year}, quarter {quarter}").format(year=year, quarter=quarter)


def within(period: str) -> Q:
    """Deeds of a year, a quarter ("2026Q3") or a month ("2026-08")."""
    parts = PERIOD.fullmatch(period)
    if parts is None:
        return Q(pk__in=[])
    year, quarter, month = parts[1], parts[2], parts[3]
    first = date(int(year), int(month or 3 * int(quarter or 1) - 2), 1)
    days = 31 if month else 95 if quarter else 370
    return Q(occurred_on__gte=first, occurred_on__lt=(first + timedelta(days)).replace(day=1))


@dataclass(frozen=True, slots=True)
class Figure:
    """What the rows amount to: recorded minus taken back. `about` is empty for deeds of all kinds."""

    about: str
    narrowed: str
    unit: str
    recorded: int
    taken_back: int
    rows: int

    @property
    def total(self) -> int:
        return self.recorded - self.taken_back


def figure_of(listing: Listing[Outcome], measures: Iterable[Measure]) -> Figure:
    """One query: how many rows, and their sums."""
    sums = listing.queryset.order_by().aggregate(
        recorded=Sum("quantity", filter=Q(quantity__gt=0), default=0),
        taken_back=Sum(-F("quantity"), filter=Q(quantity__lt=0), default=0),
        rows=Sum(1, default=0),
    )
    listing.know_total(sums["rows"])
    chosen = {each.name: str(each.chosen) for each in listing.filters if each.value}
    kin = next((each.value for each in listing.filters if each.name == "kin"), "")
    unit = next((str(each.unit) for each in measures if each.kin == kin), "")
    about = chosen.pop("kin", "")
    return Figure(about, ", ".join([*chosen.values(), listing.q] if listing.q else chosen.values()),
                  unit, **sums)  # fmt: skip


def asked_in_words(filters: Iterable[Filter]) -> Callable[[str], str]:
    """What a kept query string asked for, as the filter row would say it: ("kin=hires") -> "Hires"."""
    labels = {each.name: {str(v): str(label) for v, label in each.choices} for each in filters}

    def words(asked: str) -> str:
        data = QueryDict(asked)
        told = [_of_value(name, data.get(name, ""), labels.get(name, {})) for name in data]
        return ", ".join(word for word in told if word)

    return words


def _of_value(name: str, value: str, labels: dict[str, str]) -> str:
    if name == "period" and PERIOD.fullmatch(value):
        return periods(timezone.localdate(), value)[value]
    said = {"q": f"”{value}”", "pledge": _("One promise"), "format": _("fetched as a file")}
    return said.get(name, labels.get(value, "")) if value else ""


def without_format(asked: str) -> str:
    """The same question for the page instead of the file."""
    data = QueryDict(asked, mutable=True)
    data.pop("format", None)
    return data.urlencode()
