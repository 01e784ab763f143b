"""The places that suit one person, for those who work with them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pakten.activities.opportunities.queries.asides import saved_places
from pakten.activities.opportunities.queries.asking import asks_as_office
from pakten.activities.opportunities.queries.fitting import openings_for
from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


@needs(Verb.SEE_FITTING)
def see_fitting(request: PactRequest, pk: int) -> HttpResponse:
    """Every reason and every obstacle, and what one missing thing would open."""
    people = Participant.objects.visible_to(request.actor).with_yes(Purpose.MATCHING)
    person = get_object_or_404(people, pk=pk)
    require(request.actor, Verb.SEE_FITTING, person)
    look(person.pk, LookPurpose.SHORTLIST, request.actor, timezone.now())
    found = None
    if person.says_yes:
        every = request.GET.get("all") == "1"
        found = openings_for(person, request.actor, timezone.localdate(), everyone=every)
    context = {
        "person": person, "found": found, "saved": saved_places(person, request.actor),
        "may_wish": may(request.actor, Verb.WISH_PLACE, person),
        "may_ask_for": asks_as_office(request.actor),
    }  # fmt: skip
    return render(request, "opportunities/see_fitting.html", context)
