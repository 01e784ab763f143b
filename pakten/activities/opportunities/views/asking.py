"""An employer asks for somebody it knows, for one of its openings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import asking
from pakten.activities.opportunities.forms.asking import AskForm
from pakten.activities.opportunities.models import HouseWish, Opening
from pakten.activities.opportunities.queries.asking import (
    asked_for_by,
    asks_as_office,
    people_known,
)
from pakten.activities.opportunities.states import FOR_ONE_PERSON
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.audit.actions import look_at_all
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant

People = dict[str, tuple[Participant, str]]


@needs(Verb.ASK_FOR_PERSON)
def ask_for_person(request: PactRequest, opening_id: int) -> HttpResponse:
    """Choose among those the employer knows; the office also somebody it came from the page of."""
    rows = Opening.objects.visible_to(request.actor).select_related("organisation")
    opening = get_object_or_404(rows.filter(kind__in=FOR_ONE_PERSON), pk=opening_id)
    require(request.actor, Verb.ASK_FOR_PERSON, opening)
    office, wishes = asks_as_office(request.actor), asked_for_by(opening, request.actor)
    people = _people(request, opening, {wish.participant_id for wish in wishes})
    sent = request.POST if request.method == "POST" else None
    choices = [(key, words) for key, (_person, words) in people.items()]
    first = {"person": choices[0][0]} if len(choices) == 1 else {}
    form = AskForm(sent, people=choices, office=office, initial=first)
    if request.method == "POST" and form.is_valid() and _ask(request, opening, people, form):
        messages.success(request, _("Written down. The office sees it when it proposes people."))
        return redirect("see_opening", opening.pk)
    named = [person.pk for person, _words in people.values()]
    named += [wish.participant_id for wish in wishes]
    look_at_all(named, LookPurpose.PRESENTED, request.actor, timezone.now())
    context = {
        "opening": opening,
        "form": form,
        "people": people,
        "wishes": wishes,
        "office": office,
    }
    return respond(request, "opportunities/ask_for_person.html", context, form)


def _people(request: PactRequest, opening: Opening, asked: set[int]) -> People:
    """Those who can be asked for, by the key of their choice. Keys of an employer name placements."""
    found: People = {
        f"met-{row.pk}": (row.participant, f"{row.shown_name}, {row.opening.title}")
        for row in people_known(opening, request.actor)
        if row.participant_id not in asked
    }
    pk = number_in(str(request.GET.get("person", "")))
    if not asks_as_office(request.actor) or not pk or pk in asked:
        return found
    person = get_object_or_404(Participant.objects.visible_to(request.actor), pk=pk)
    return {f"person-{person.pk}": (person, str(person))}


def _ask(request: PactRequest, opening: Opening, people: People, form: AskForm) -> bool:
    told = dict(form.cleaned_data)
    person, _words = people[told.pop("person")]
    return bool(
        attempt(
            form,
            lambda: asking.ask_for_person(
                opening, person, **told, by=request.actor, at=timezone.now()
            ),
        )
    )


@needs(Verb.TAKE_BACK_ASKING)
@require_POST
def take_back_asking(request: PactRequest, wish_id: int) -> HttpResponse:
    """The employer no longer asks for the person."""
    rows = HouseWish.objects.visible_to(request.actor).select_related("opening")
    wish = get_object_or_404(rows, pk=wish_id)
    asking.take_back_asking(wish, by=request.actor, at=timezone.now())
    messages.success(request, _("Taken back. You no longer ask for the person."))
    return redirect("see_opening", wish.opening_id)
