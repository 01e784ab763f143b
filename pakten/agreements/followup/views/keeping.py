"""How promises are kept over time: the office's page with names, and the question to the dormant."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.followup.actions import resting
from pakten.agreements.followup.chart import kept_over_time
from pakten.agreements.followup.models import Way
from pakten.agreements.followup.queries.decay import (
    GROUPS,
    changes,
    cohorts,
    in_group,
    in_state,
    rows_of,
    worsened,
)
from pakten.agreements.followup.queries.keeping import (
    Member,
    Snapshot,
    members_over_time,
    month_ends,
    over_time,
    quarter_ends,
)
from pakten.agreements.followup.queries.resting import ways_to_act_on
from pakten.agreements.followup.states import MANY, Keeping
from pakten.agreements.followup.views.buttons import press
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.exports import as_csv, as_xlsx, safe
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import PactRequest

WIDE, NARROW = 900, 344
PER_PAGE = 50
SHOWN = 8


@needs(Verb.SEE_KEEPING)
def see_keeping(request: PactRequest) -> HttpResponse:
    """Active, late, silent, dormant: over time, and who is on the way where."""
    today = timezone.localdate()
    group = request.GET.get("group", "")
    members = members_over_time(in_group(group))
    if request.GET.get("format") in ("csv", "xlsx"):
        return _export(members, request.GET["format"])
    first = min((each.first_on for each in members), default=today)
    quarters = over_time(members, quarter_ends(first, today), today)
    context = {
        "today": today,
        "group": group if group in GROUPS else "",
        "groups": _groups(),
        **_figures(quarters),
        **_people(request, members),
        "cohorts": cohorts(members, today),
        "to_act_on": list(ways_to_act_on()[:SHOWN]),
    }
    return render(request, "followup/see_keeping.html", context)


def _groups() -> list[tuple[str, str]]:
    return [
        ("", _("All")),
        ("companies", _("Companies")),
        ("associations", _("Associations")),
        ("public", _("Public sector")),
    ]


def _figures(quarters: list[Snapshot]) -> dict[str, Any]:
    """The numbers of today beside those of a quarter before, and the drawings."""
    now, before = quarters[-1], quarters[-2] if len(quarters) > 1 else None
    change = changes(now, before)
    return {
        "now": now,
        "states": [
            (state, now.numbers[state], change[state.value], MANY[state]) for state in Keeping
        ],
        "rows": list(reversed(quarters)),
        "wide": kept_over_time(quarters, width=WIDE, height=330, names=True),
        "narrow": kept_over_time(quarters, width=NARROW, height=280, names=False, most_bars=8),
    }


def _people(request: PactRequest, members: list[Member]) -> dict[str, Any]:
    """Who got worse this month, and everybody in the state that is asked for."""
    today = timezone.localdate()
    asked = request.GET.get("state", "")
    state = Keeping(asked) if asked in Keeping.values else None
    chosen = in_state(members, state, today) if state else worsened(members, today)
    page = Paginator(chosen, PER_PAGE if state else SHOWN).get_page(request.GET.get("page"))
    dormant = [each for each in in_state(members, Keeping.DORMANT, today) if not each.rest(today)]
    unanswered = set(Way.objects.filter(answer="").values_list("organisation", flat=True))
    return {
        "state": state,
        "state_words": MANY[state] if state else "",
        "page": page,
        "found": rows_of(list(page.object_list), today),
        "dormant": len(dormant),
        "to_ask": sum(each.organisation_id not in unanswered for each in dormant),
        "resting": sum(each.rest(today) is not None for each in members),
    }


def _export(members: list[Member], kind: str) -> HttpResponse:
    """Every month-end since the first letter: the numbers, and the share that is active."""
    today = timezone.localdate()
    first = min((each.first_on for each in members), default=today)
    rows = over_time(members, month_ends(first, today), today)
    headings = [
        _("Day"),
        *[str(MANY[state]).capitalize() for state in Keeping],
        _("All"),
        _("Share active"),
    ]
    table = [
        [row.on, *row.cells, row.total, round(row.share, 3) if row.share is not None else ""]
        for row in rows
    ]
    cells = [[safe(value) for value in row] for row in table]
    made = as_xlsx(headings, cells) if kind == "xlsx" else as_csv(headings, cells)
    response = HttpResponse(made, content_type=_TYPES[kind])
    name = f"{_('promises-kept')}-{today.isoformat()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(Verb.ASK_DORMANT)
def ask_dormant(request: PactRequest) -> HttpResponse:
    """Ask the dormant how they want to go on: one kind question each, not asked twice."""
    today = timezone.localdate()
    dormant = [
        m for m in in_state(members_over_time(), Keeping.DORMANT, today) if not m.rest(today)
    ]
    houses = Organisation.objects.select_related("pact").in_bulk(
        [each.organisation_id for each in dormant]
    )
    asked = [(houses[each.organisation_id], each.last_sign(today)) for each in dormant]
    press(
        request,
        lambda: resting.ask_dormant(request.pact, asked, by=request.actor, at=timezone.now()),
        lambda n: ngettext("%(n)d member is asked.", "%(n)d members are asked.", n) % {"n": n},
    )
    return redirect("see_keeping")
