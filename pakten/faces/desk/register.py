"""The register of members: saved views, filters, and how each stands."""

import re
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter, LetterLine
from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.exports import Column, export
from pakten.base.ui.listing import Filter, Listing
from pakten.faces.desk.standing import LIVING, QUIET_DAYS, standings
from pakten.parties.organisations.models import Interest, Organisation
from pakten.parties.organisations.queries import coordinators
from pakten.parties.organisations.states import InterestState, Kind, Stage
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity, District

EXPIRING = "expiring"
Rows = QuerySet[Organisation]


def with_ends(rows: Rows) -> Rows:
    """The organisations with `ends`, the last day of the letter in force."""
    current = Letter.objects.filter(organisation=OuterRef("pk"), state=LetterState.ACTIVE)
    return rows.annotate(ends=Subquery(current.values("valid_to")[:1]))


def _views(me: int, today: date, warn_days: int) -> dict[str, tuple[str, Q]]:
    quiet = Q(contacted_on__isnull=True) | Q(contacted_on__lte=today - timedelta(days=QUIET_DAYS))
    return {
        "": (_("All"), Q()),
        "mine": (_("Mine"), Q(responsible=me)),
        "quiet": (_("Needs contact"), quiet & ~Q(stage=Stage.ENDED)),
        "associations": (_("Associations"), Q(kind=Kind.ASSOCIATION)),
        EXPIRING: (_("Running out"), Q(ends__lte=today + timedelta(days=warn_days))),
    }


def _counts(rows: Rows, views: dict[str, tuple[str, Q]]) -> dict[str, int]:
    named = {f"view_{key}": Count("pk", filter=q) for key, (_label, q) in views.items() if key}
    active = Count("pk", filter=Q(stage=Stage.ACTIVE))
    found = rows.aggregate(view_=Count("pk"), active=active, **named)
    return {key.removeprefix("view_"): n for key, n in found.items()}


def _filters(request: PactRequest, activities: list[Activity], soon: date) -> tuple[Filter, ...]:
    def by_stage(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(ends__lte=soon) if value == EXPIRING else rows.filter(stage=value)

    def by_activity(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        lines = LetterLine.objects.filter(
            letter__organisation=OuterRef("pk"),
            letter__state__in=LIVING,
            pledge__measure__activity=int(value),
        )
        return rows.filter(Exists(lines))

    districts = District.objects.filter(pact=request.pact, successor__isnull=True)
    people = coordinators(request.pact.pk)
    stages = [choice for choice in Stage.choices if choice[0] != Stage.INTEREST]
    return (
        Filter("stage", _("Stage"), [*stages, (EXPIRING, _("Running out"))], apply=by_stage),
        Filter("activity", _("Activity"), [(a.pk, a.name) for a in activities], apply=by_activity),
        Filter("district", _("District"), [(d.pk, d.name) for d in districts]),
        Filter("responsible", _("Responsible"), [(p.pk, p.name) for p in people]),
    )


def _query(request: PactRequest) -> QueryDict:
    """The query with a number as people write it, 559999-1234, turned into its digits."""
    query = request.GET.copy()
    if "q" in query:
        query["q"] = re.sub(r"(?<=\d)-(?=\d)", "", str(query["q"]))
    return query


@needs(Verb.SEE_REGISTER)
def see_register(request: PactRequest) -> HttpResponse:
    """Every organisation in the pact, and how it stands."""
    today, warn = timezone.localdate(), request.pact.warn_days
    everything = with_ends(Organisation.objects.visible_to(request.actor))
    views = _views(request.user.pk, today, warn)
    view = request.GET.get("view", "")
    view = view if view in views else ""
    activities = list(Activity.objects.on(today).filter(pact=request.pact))
    listing = Listing(
        _query(request),
        everything.filter(views[view][1]).select_related("responsible", "district"),
        search=("name", "number"),
        filters=_filters(request, activities, today + timedelta(days=warn)),
        sorts=_SORTS,
        default_sort="name",
        per_page=50,
    )
    if listing.format:
        rows = standings(list(listing.queryset), activities, today, warn)
        return _export(listing, rows)
    counts = _counts(everything, views)
    context = {
        "listing": listing,
        "rows": standings(listing.rows, activities, today, warn),
        "counts": {**counts, "all": counts[""]},
        "can_register": request.actor.holds(Verb.REGISTER_ORGANISATION),
        "view": view,
        "tabs": [(k, label, counts[k], k == view) for k, (label, _q) in views.items()],
        "interests": _interests_like(request, listing) if listing.total == 0 else [],
        "chosen": [each.chosen for each in listing.filters if each.value],
    }
    return render(request, "desk/see_register.html", context)


_SORTS: dict[str, tuple[Any, ...]] = {
    "name": ("sort_key",),
    "contact": ("contacted_on", "sort_key"),
    "ends": ("ends", "sort_key"),
}


def _interests_like(request: PactRequest, listing: Listing[Organisation]) -> list[Interest]:
    """Interest forms with the searched name, for whoever answers them and looks for the sender."""
    if not listing.q or not request.actor.holds(Verb.SEE_INTEREST):
        return []
    rows = Interest.objects.filter(state=InterestState.NEW, organisation_name__icontains=listing.q)
    return list(rows[:3])


def _export(listing: Listing[Organisation], rows: Any) -> HttpResponse:
    """Every row that matches, as standings: what a row of the page shows."""
    listing.queryset = rows
    return export(listing, _columns(), filename=_("members"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Member"), "organisation.name"),
        Column(_("Organisation number"), "organisation.number_text"),
        Column(_("Kind"), "organisation.get_kind_display"),
        Column(_("Employees"), "organisation.employees"),
        Column(_("District"), "organisation.district"),
        Column(_("Stage"), "stage_label"),
        Column(_("Activities"), lambda row: ", ".join(s["label"] for s in row.slots if s["on"])),
        Column(_("Pledges in time"), "in_time"),
        Column(_("Pledges"), "total"),
        Column(_("Letter ends"), "ends"),
        Column(_("Latest contact"), "organisation.contacted_on"),
        Column(_("Responsible"), "organisation.responsible"),
    )
