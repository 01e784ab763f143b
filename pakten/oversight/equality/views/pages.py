"""The two faces of the page: what everybody may read, and the same with more for the office."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pakten.base.access import Verb, may
from pakten.base.access.views import needs, open_to_all
from pakten.oversight.equality import drawings
from pakten.oversight.equality.models import Eligible
from pakten.oversight.equality.queries import funnel
from pakten.oversight.equality.queries.page import Equality, equality
from pakten.oversight.equality.rules.outcomes import Outcome
from pakten.oversight.equality.rules.reach import Reached
from pakten.oversight.equality.rules.shares import FEWEST
from pakten.oversight.equality.rules.statements import statements_of, verdict_of
from pakten.oversight.equality.states import AFTER_MONTHS
from pakten.parties.pacts.http import PactRequest

YEARS = 4
USUAL = 6


@open_to_all
def see_equality(request: PactRequest) -> HttpResponse:
    """Does the pact reach women and men alike? Verdict first."""
    return render(request, "equality/see_equality.html", _context(request))


@needs(Verb.ANALYSE_EQUALITY)
def analyse_equality(request: PactRequest) -> HttpResponse:
    """The same, with the way from a proposal to work, the groups, and what we write ourselves."""
    context = _context(request)
    page = context["page"]
    # The running year's proposals have hardly had time to lead anywhere.
    context["funnel"] = funnel(page.year - page.is_running, request.pact.smallest_group)
    context["groups"] = Eligible.objects.select_related("target_group", "district")
    context["may_write"] = may(request.actor, Verb.EDIT_EQUALITY_STEP, request.pact)
    context["may_ask"] = may(request.actor, Verb.SEE_AFTERWARDS, request.pact)
    return render(request, "equality/analyse_equality.html", context)


def _context(request: PactRequest) -> dict[str, Any]:
    today = timezone.localdate()
    years = list(range(today.year, today.year - YEARS, -1))
    year = _chosen(request, "year", years, today.year)
    months = _chosen(request, "months", list(AFTER_MONTHS), USUAL)
    page = equality(year, today, request.pact.smallest_group, months)
    before = page.before.get(page.jobs.measure.kin) if page.jobs else None
    return {
        "page": page,
        "verdict": verdict_of(page.jobs, before, page.goals, _beside_jobs(page)),
        "statements": statements_of(page.reach, page.outcomes, page.goals),
        "reach_chart": drawings.reach_chart(page),
        "outcome_chart": drawings.outcome_chart(page),
        "goal": page.goals[0] if page.goals else None,
        "goal_chart": drawings.goal_chart(page.goals[0]) if page.goals else None,
        "other_goals": page.goals[1:],
        "years": [(each, each == year) for each in years],
        "all_months": [(each, each == months) for each in AFTER_MONTHS],
        "fewest": FEWEST,
        "tab": "equality",
    }


def _beside_jobs(page: Equality) -> list[Reached | Outcome]:
    """What else is told of women and men than who began a job."""
    return [*(row for row in page.reach if row is not page.jobs), *page.outcomes]


def _chosen(request: HttpRequest, name: str, allowed: list[int], usual: int) -> int:
    """A choice of the address; what is not among the choices is the usual one."""
    typed = request.GET.get(name, "")
    return int(typed) if typed in {str(each) for each in allowed} else usual
