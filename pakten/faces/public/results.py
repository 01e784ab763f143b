"""What came of it: the public results page, and the same member by member."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.agreements.assurance.queries import error_rate, published_corrections
from pakten.base.access.views import open_to_all
from pakten.base.ui.exports import Column, export
from pakten.base.ui.listing import Filter, Listing
from pakten.faces.public import queries
from pakten.oversight.equality.queries.journeys import funnel
from pakten.oversight.reports import findings, pictures
from pakten.oversight.reports import queries as reports
from pakten.oversight.reports.figures import Figures, Kept, Line
from pakten.oversight.reports.promises import KeptBy, kept_by
from pakten.oversight.surveys.queries.beside import approved_quotes
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.http import PactRequest

CORRECTIONS_SHOWN, QUOTES_SHOWN = 5, 2


@open_to_all
def results(request: PactRequest) -> HttpResponse:
    """Figures with goal, source and definition; promises kept; how sure it is; what is hidden."""
    today, smallest = timezone.localdate(), request.pact.smallest_group
    figures = reports.public_figures(today, smallest)
    kept = kept_by(today)
    context = {
        "today": today,
        "tab": "overview",
        "figures": figures,
        "month": findings.month_name(figures.month),
        "verdict": findings.verdict(figures, kept.all),
        "kept": kept,
        "by_activity": _kept_in_activities(kept, today),
        "measures": _in_activities(figures.lines),
        "smallest": smallest,
        "funnel": funnel(today.year - 1, smallest),
        "errors": error_rate(today),
        "corrections": published_corrections(CORRECTIONS_SHOWN),
        "quotes": approved_quotes(limit=QUOTES_SHOWN),
        **_lead(figures, smallest),
    }
    return render(request, "public/results.html", context)


def _lead(figures: Figures, smallest: int) -> dict[str, Any]:
    """The charts of the measure that comes first, and what they say of the goal."""
    if figures.lead is None:
        return {}
    found = reports.by_activity(figures.lead, smallest)
    return {
        "cumulative": pictures.cumulative(figures.lead),
        "activities": pictures.activities(figures.lead, found),
        "broken_on": found.broken_on,
        "goal_words": findings.goal_in_words(figures.lead),
    }


def _kept_in_activities(kept: KeptBy, today: date) -> list[tuple[str, Kept]]:
    """Promises by activity, in the order of the catalogue."""
    named = [(str(a.name), kept.activities.get(a.pk)) for a in queries.activities_in_force(today)]
    return [(name, found) for name, found in named if found]


def _in_activities(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """The measures under the activity they belong to, in the order they have."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(str(line.measure.activity.name), []).append(line)
    return list(found.items())


COLUMNS = (
    Column(_("Member"), "name"),
    Column(_("Kind of organisation"), "get_kind_display"),
    Column(_("Member since"), "member_since"),
    Column(_("Promises due"), "promises_due"),
    Column(_("Promises kept"), "promises_kept"),
)


@open_to_all
def results_by_member(request: PactRequest) -> HttpResponse:
    """Members that are shown, each with its kept promises: promises, never persons."""
    today = timezone.localdate()
    offered = [(each.code, each.name) for each in queries.activities_in_force(today)]
    listing = Listing(
        request.GET,
        queries.with_kept(queries.public_members(), today),
        search=("name",),
        filters=(
            Filter("activity", _("Activity"), offered, apply=queries.in_activity),
            Filter("kind", _("Kind of organisation"), Kind.choices),
        ),
        sorts={
            "name": ("sort_key",),
            "kept": ("promises_kept", "sort_key"),
            "due": ("promises_due", "sort_key"),
            "since": ("member_since", "sort_key"),
        },
        default_sort="name",
        per_page=50,
    )
    if listing.format:
        return export(listing, COLUMNS, filename="members-promises")
    cards = queries.member_cards(listing.rows, today)
    context = {"listing": listing, "cards": cards, "tab": "members", "today": today}
    return render(request, "public/results_by_member.html", context)
