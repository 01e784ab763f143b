"""The catalogue of a year, with how many members promise each thing."""

from datetime import date

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pakten.agreements.commitments.models import LetterLine, in_force_on
from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.queries.catalogue import catalogue_of, waiting_texts


@needs(Verb.SEE_PACT)
def see_catalogue(request: PactRequest) -> HttpResponse:
    """What can be promised in a year, how it is counted, in which languages it is said."""
    today = timezone.localdate()
    catalogue = catalogue_of(request.pact)
    years = catalogue.years(today)
    asked = request.GET.get("year", "")
    year = next((each for each in years if str(each.year) == asked), None)
    year = year or next(each for each in years if each.is_now)
    rows = catalogue.of(year, promised_by_members(today))
    context = {
        "rows": rows,
        "year": year,
        "years": years,
        "waiting": waiting_texts(rows),
        "may_edit": may(request.actor, Verb.EDIT_CATALOGUE, request.pact) and not year.is_over,
    }
    return render(request, "desk/see_catalogue.html", context)


@needs(Verb.EDIT_CATALOGUE)
def edit_catalogue(request: PactRequest) -> HttpResponse:
    """The way into next year's catalogue: what is prepared there is not public before it begins."""
    next_year = timezone.localdate().year + 1
    return redirect(reverse("see_catalogue") + f"?year={next_year}")


def promised_by_members(today: date) -> dict[int, int]:
    """Members with a promise of each measure in a letter in force, by the measure's id. One query."""
    rows = LetterLine.objects.order_by().filter(in_force_on(today, "letter__"))
    return dict(
        rows.values_list("pledge__measure").annotate(n=Count("letter__organisation", distinct=True))
    )
