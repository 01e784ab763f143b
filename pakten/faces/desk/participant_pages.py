"""A participant's own pages: what waits, the profile, and all that is stored."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import LIVE, PlacementState
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.consent_texts import consent_texts
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import consent_history, in_force, with_profile


def own_person(request: PactRequest) -> Participant:
    """Who is asking, with the whole profile."""
    return get_object_or_404(with_profile(request.actor), account=request.actor.account_id)


def participant_home(request: PactRequest) -> HttpResponse:
    """What to answer, what happens next, whom to call."""
    person = own_person(request)
    placements = (
        Placement.objects.visible_to(request.actor)
        .filter(participant=person, state__in=LIVE)
        .select_related("opening__organisation", "opening__district")
    )
    under_way = [p for p in placements if p.state != PlacementState.PROPOSED]
    context = {
        "person": person,
        "to_answer": [p for p in placements if p.state == PlacementState.PROPOSED],
        "under_way": under_way,
        "counsellor": person.counsellor,
        "question": _next_question(person),
    }
    return render(request, "desk/participant_home.html", context)


def _next_question(person: Participant) -> str:
    """The part of the profile to tell next; empty when all is told."""
    for part in ("wishes", "experiences", "skills", "languages"):
        if not getattr(person, part).all():
            return part
    return "" if person.available_from else "times"


@needs(Verb.SEE_PERSON)
def see_own_profile(request: PactRequest) -> HttpResponse:
    """What I can do and what I wish."""
    context = {"person": own_person(request), "today": timezone.localdate()}
    return render(request, "desk/participant_profile.html", context)


@needs(Verb.SEE_PERSON)
def see_own_data(request: PactRequest) -> HttpResponse:
    """All that is stored, who sees what, and the switches."""
    person = own_person(request)
    given = in_force(person)
    texts = consent_texts(get_language() or "sv", timezone.localdate())
    context = {
        "person": person,
        "switches": [{"text": text, "consent": given.get(text.purpose)} for text in texts],
        "history": consent_history(person),
        "placements": Placement.objects.visible_to(request.actor)
        .filter(participant=person)
        .select_related("opening__organisation"),
    }
    return render(request, "desk/participant_data.html", context)
