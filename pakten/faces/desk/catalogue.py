"""The catalogue of a year, with how many members promise each thing."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pakten.agreements.commitments.models import LetterLine
from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.queries.catalogue import (
    catalogue_of,
    first_year,
    waiting_texts,
    years_of,
)


@needs(Verb.SEE_PACT)
def see_catalogue(request: PactRequest) -> HttpResponse:
    """What can be promised in a year, how it is counted, in which languages it is said."""
    today = timezone.localdate()
    years = years_of(today, first_year(request.pact))
    asked = request.GET.get("year", "")
    year = next((each for each in years if str(each.year) == asked), None)
    year = year or next(each for each in years if each.is_now)
    rows = catalogue_of(request.pact, year, promised_by_members())
    context = {
        "rows": rows,
        "year": year,
        "years": years,
        "waiting": waiting_texts(rows),
        "may_edit": may(request.actor, Verb.EDIT_CATALOGUE, request.pact) and not year.is_over,
    }
    return render(request, "desk/see_catalogue.html", context)


def promised_by_members() -> dict[int, int]:
    """Members with a promise of each measure in a letter in force, by the measure's id. One query."""
    rows = LetterLine.objects.order_by().filter(letter__state=LetterState.ACTIVE)
    return dict(
        rows.values_list("pledge__measure").annotate(n=Count("letter__organisation", distinct=True))
    )
