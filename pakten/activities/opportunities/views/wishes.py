"""What a person says of places: alone on a phone, or together with a counsellor."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import wishes
from pakten.activities.opportunities.forms.wishes import RefuseForm
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.queries.fitting import openings_for
from pakten.activities.opportunities.states import OpeningState
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


@needs(Verb.SEE_OWN_PLACES)
def see_own_places(request: PactRequest) -> HttpResponse:
    """The open places that suit the reader, and what the reader has said of them."""
    people = Participant.objects.visible_to(request.actor)
    person = get_object_or_404(people, account=request.actor.account_id)
    found = None
    if Participant.objects.filter(pk=person.pk).consenting(Purpose.MATCHING).exists():
        every, today = request.GET.get("all") == "1", timezone.localdate()
        found = openings_for(person, request.actor, today, everyone=every, to_you=True)
    context = {"person": person, "found": found, "most": wishes.MOST_CHOICES}
    return render(request, "opportunities/see_own_places.html", context)


def _both(
    request: PactRequest, pk: int, opening_id: int, verb: Verb
) -> tuple[Participant, Opening]:
    """The person, for those who may speak of their wishes, and a place of the pact."""
    person = get_object_or_404(Participant.objects.visible_to(request.actor), pk=pk)
    require(request.actor, verb, person)
    posted = Opening.objects.exclude(state=OpeningState.DRAFT).select_related("organisation")
    opening = get_object_or_404(posted, pk=opening_id)
    look(person.pk, LookPurpose.SHORTLIST, request.actor, timezone.now())
    return person, opening


def _is_own(request: PactRequest, person: Participant) -> bool:
    return person.pk in request.actor.where(Verb.SEE_OWN_PLACES, "person")


def _back(request: PactRequest, person: Participant) -> HttpResponse:
    if _is_own(request, person):
        return redirect("see_own_places")
    return redirect("see_fitting", person.pk)


def _do(
    request: PactRequest, person: Participant, act: Callable[[], Any], told: str
) -> HttpResponse:
    """One press: done and said, or why not."""
    try:
        act()
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, told)
    return _back(request, person)


@needs(Verb.WISH_PLACE)
@require_POST
def wish_place(request: PactRequest, pk: int, opening_id: int) -> HttpResponse:
    """I would like this."""
    person, opening = _both(request, pk, opening_id, Verb.WISH_PLACE)
    return _do(
        request, person,
        lambda: wishes.wish_place(person, opening, by=request.actor, at=timezone.now()),
        _("%(place)s is among the choices.") % {"place": opening.title},
    )  # fmt: skip


@needs(Verb.RANK_PLACE)
@require_POST
def rank_place(request: PactRequest, pk: int, opening_id: int) -> HttpResponse:
    """One step up, or down."""
    person, opening = _both(request, pk, opening_id, Verb.RANK_PLACE)
    up = request.POST.get("to") == "up"
    return _do(
        request, person,
        lambda: wishes.rank_place(person, opening, up=up, by=request.actor, at=timezone.now()),
        _("The order is changed."),
    )  # fmt: skip


@needs(Verb.CLEAR_PLACE)
@require_POST
def clear_place(request: PactRequest, pk: int, opening_id: int) -> HttpResponse:
    """Take back what was said of a place."""
    person, opening = _both(request, pk, opening_id, Verb.CLEAR_PLACE)
    return _do(
        request, person,
        lambda: wishes.clear_place(person, opening, by=request.actor, at=timezone.now()),
        _("Taken back: %(place)s.") % {"place": opening.title},
    )  # fmt: skip


@needs(Verb.REFUSE_PLACE)
def refuse_place(request: PactRequest, pk: int, opening_id: int) -> HttpResponse:
    """Not for me, with a reason or without; what it means is said before."""
    person, opening = _both(request, pk, opening_id, Verb.REFUSE_PLACE)
    form = RefuseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        if attempt(
            form,
            lambda: wishes.refuse_place(person, opening, reason=reason, by=request.actor, at=now),
        ):
            messages.success(request, _("Written down: not for you. You can take it back."))
            return _back(request, person)
    context = {"person": person, "opening": opening, "form": form, "own": _is_own(request, person)}
    return respond(request, "opportunities/refuse_place.html", context, form)
