"""Short home pages of those who read or run the pact: board, analyst, procurement, administrator, mentor."""

from django.db.models import Count, F, Max, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import OpeningState
from pakten.agreements.commitments.models import Letter, in_force_on
from pakten.agreements.results.models import Outcome
from pakten.base.accounts.models import Account
from pakten.base.notices.models import Message
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind, Origin
from pakten.faces.desk.homes.member import house_of
from pakten.oversight.annual.queries import reports_waiting_for
from pakten.oversight.reports.promises import kept_promises
from pakten.oversight.reports.queries import members_in_force, public_figures
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity, Goal

LATELY = 8


def board_home(request: PactRequest) -> HttpResponse:
    """How the figures stand against the goals, and which letters were signed lately."""
    today = timezone.localdate()
    letters = Letter.objects.visible_to(request.actor).filter(active_from__isnull=False)
    context = {
        "goals": Goal.objects.all(),
        "figures": public_figures(today, request.pact.smallest_group),
        "kept": kept_promises(today),
        "members": members_in_force(today),
        "reports": reports_waiting_for(request.actor),
        "letters": letters.select_related("organisation").order_by("-active_from", "-pk")[:LATELY],
    }
    return render(request, "desk/board_home.html", context)


def analyst_home(request: PactRequest) -> HttpResponse:
    """Every measure this year and last, each with its rows and its file."""
    today = timezone.localdate()
    ledger = Outcome.objects.visible_to(request.actor)
    context = {
        "figures": public_figures(today, request.pact.smallest_group),
        "counts": ledger.aggregate(
            rows=Count("pk"),
            corrections=Count("pk", filter=Q(reverses__isnull=False)),
            latest=Max("recorded_at"),
        ),
        "reports": reports_waiting_for(request.actor),
        "year": today.year,
        "smallest": request.pact.smallest_group,
    }
    return render(request, "desk/analyst_home.html", context)


def procurement_home(request: PactRequest) -> HttpResponse:
    """Members with a letter in force, first those who take on social clauses."""
    in_force = in_force_on(timezone.localdate(), "letters__")
    clauses = Q(letters__lines__pledge__measure__activity__code="social_clause")
    members = (
        Organisation.objects.visible_to(request.actor)
        .filter(stage=Stage.ACTIVE)
        .annotate(
            clauses=Count("letters__lines", filter=in_force & clauses),
            promises=Count("letters__lines", filter=in_force),
            until=Max("letters__valid_to", filter=in_force),
        )
        .filter(promises__gt=0)
        .order_by(F("clauses").desc(), "sort_key")
    )
    return render(request, "desk/procurement_home.html", {"members": members})


def admin_home(request: PactRequest) -> HttpResponse:
    """Who can sign in, what has been sent, how fresh the word lists are."""
    words = Concept.objects.order_by().values("kind", "origin").annotate(number=Count("pk"))
    context = {
        "accounts": Account.objects.count(),
        "never": Account.objects.filter(last_login__isnull=True).count(),
        "mails": Message.objects.aggregate(
            all=Count("pk"),
            failed=Count("pk", filter=Q(state=Message.State.FAILED)),
            waiting=Count("pk", filter=Q(state=Message.State.WAITING)),
        ),
        "words": [
            {
                "kind": ConceptKind(row["kind"]).label,
                "origin": Origin(row["origin"]).label,
                "number": row["number"],
            }
            for row in words.order_by("kind", "origin")
        ],
        "retired": Concept.objects.filter(retired_on__isnull=False).count(),
        "activities": Activity.objects.on(timezone.localdate()),
    }
    return render(request, "desk/admin_home.html", context)


def mentor_home(request: PactRequest) -> HttpResponse:
    """The own house and whom to ask. Pairs are made by the city and told by people."""
    house = house_of(request.actor)
    openings = Opening.objects.filter(organisation=house, state=OpeningState.OPEN)
    context = {
        "house": house,
        "openings": openings.order_by("starts_on", "pk")[:LATELY],
        "contact": house.responsible,
    }
    return render(request, "desk/mentor_home.html", context)
