"""A participant's own pages: what waits, the profile, and all that is stored."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import LIVE, PlacementState
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.terms.states import ConceptKind
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people import questions
from pakten.parties.people.models import Participant
from pakten.parties.people.near import near_occupations
from pakten.parties.people.profile import picture_of
from pakten.parties.people.queries import with_profile
from pakten.parties.people.showing import aims_of
from pakten.parties.people.states import DayTime, Helps, Piece
from pakten.parties.people.tiles import plain_html


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
        **_progress(person),
    }
    return render(request, "desk/participant_home.html", context)


def _progress(person: Participant) -> dict[str, object]:
    """How far the profile has come and what is asked next."""
    return {
        "bits": questions.bits(person),
        "ready": len(questions.ready_pieces(person)),
        "pieces": questions.PIECES,
        "question": questions.next_question(person),
    }


@needs(Verb.SEE_PERSON)
def see_own_profile(request: PactRequest) -> HttpResponse:
    """What I can do and what I wish, piece by piece, each with a way to change it."""
    person = own_person(request)
    skills = list(person.skills.all())
    for each in skills:
        each.said = plain_html(each.skill)  # type: ignore[attr-defined]
    context = {
        "person": person,
        "today": timezone.localdate(),
        "skills": [each for each in skills if each.skill.kind != ConceptKind.LICENCE],
        "licences": [each for each in skills if each.skill.kind == ConceptKind.LICENCE],
        "aims": aims_of(person),
        "times": [DayTime(code).label for code in person.times],
        "helps": [Helps(code).label for code in person.helps],
        "shown": [Piece(code).label for code in person.shown],
        "has_picture": picture_of(person) is not None,
        "near": near_occupations(person),
        **_progress(person),
    }
    return render(request, "desk/participant_profile.html", context)
