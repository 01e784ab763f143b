"""The coordinator's desk: what waits, the pact against its goals, my members, what has happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.results.queries import Progress
from pakten.faces.desk.happenings import latest
from pakten.faces.desk.register import with_ends
from pakten.faces.desk.standing import Standing, standings
from pakten.faces.desk.waiting import waiting
from pakten.faces.desk.waiting.letters import progress_in_force
from pakten.faces.desk.waiting.rows import groups_of
from pakten.oversight.reports.figures import Headline
from pakten.oversight.reports.queries import public_figures
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.http import PactRequest

MY_MEMBERS = 6
MY_MOST = 200
EVENTS = 6


@dataclass(frozen=True, slots=True)
class Goal:
    """A measure of the pact beside its goal this year."""

    headline: Headline
    women: int | None
    men: int | None

    @property
    def tone(self) -> str:
        return "ok" if self.headline.on_plan is not False else "warning"

    @property
    def gap(self) -> str:
        """How far before or behind the plan, in words."""
        if self.headline.count is None or self.headline.plan is None:
            return ""
        gap = round(self.headline.count - self.headline.plan)
        if gap == 0:
            return _("On plan")
        said = _("%(n)d before plan") if gap > 0 else _("%(n)d behind plan")
        return said % {"n": abs(gap)}


def coordinator_home(request: PactRequest) -> HttpResponse:
    """What waits, with the most urgent first; the whole office by `?view=office`."""
    today, me = timezone.localdate(), request.user.pk
    progress = progress_in_force(request.actor, today)
    everything = waiting(request, today, progress)
    mine = [row for row in everything if row.responsible in (None, me)]
    office = request.GET.get("view") == "office"
    rows = everything if office else mine
    context = {
        "today": today,
        "office": office,
        "mine": not office,
        "number": len(rows),
        "mine_number": len(mine),
        "office_number": len(everything),
        "groups": groups_of(rows),
        "goals": _goals(request),
        "kept": _kept(progress),
        "members": _my_members(request),
        "events": latest(request.actor, number=EVENTS),
    }
    return render(request, "desk/coordinator_home.html", context)


def _goals(request: PactRequest) -> list[Goal]:
    figures = public_figures(timezone.localdate(), request.pact.smallest_group)
    return [
        Goal(each, each.by_gender.cells.get("woman"), each.by_gender.cells.get("man"))
        for each in figures.headlines
        if each.target
    ]


def _kept(progress: Sequence[Progress]) -> dict[str, Any]:
    on_plan = sum(not each.is_behind for each in progress)
    total = len(progress)
    return {"on_plan": on_plan, "total": total, "share": on_plan / total if total else None}


def _my_members(request: PactRequest) -> list[Standing]:
    """My own active members, those furthest behind first."""
    mine = Organisation.objects.filter(responsible=request.user, stage=Stage.ACTIVE)
    today, warn = timezone.localdate(), request.pact.warn_days
    rows = standings(list(with_ends(mine)[:MY_MOST]), [], today, warn)
    ordered = sorted(rows, key=lambda each: (each.in_time - each.total, -(each.quiet_days or 999)))
    return ordered[:MY_MEMBERS]
