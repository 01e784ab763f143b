"""A graceful way out: rest, come back, part with thanks, and the member's own answer."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import EndReason, LetterState
from pakten.agreements.followup.actions import closing, resting
from pakten.agreements.followup.forms.resting import RestForm, WayForm
from pakten.agreements.followup.forms.sheets import PartForm
from pakten.agreements.followup.models import Way
from pakten.agreements.followup.queries.resting import rest_of
from pakten.agreements.followup.queries.together import done_together
from pakten.agreements.followup.states import RestReason, WayOut
from pakten.agreements.followup.views.buttons import press
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import PactRequest

HERE = "followup/"


def _house(request: PactRequest, pk: int, verb: Verb) -> Organisation:
    house = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    require(request.actor, verb, house)
    return house


@needs(Verb.REST_MEMBER)
def rest_member(request: PactRequest, pk: int) -> HttpResponse:
    """Agree on a pause with a last day."""
    house = _house(request, pk, Verb.REST_MEMBER)
    today = timezone.localdate()
    contact = house.contacts.first()
    usual = today + timedelta(days=resting.USUAL_REST_DAYS)
    form = RestForm(
        request.POST or None,
        initial={"until": usual, "agreed_with": contact.name if contact else ""},
    )
    if request.method == "POST" and form.is_valid():
        typed, now = form.cleaned_data, timezone.now()
        reason = RestReason(typed["reason"])
        if attempt(
            form,
            lambda: resting.rest_member(
                house, typed["until"], reason, typed["agreed_with"], by=request.actor, at=now
            ),
        ):
            messages.success(request, _("The rest is noted and the member has been told."))
            return redirect("see_organisation", house.pk)
    context = {"form": form, "organisation": house, "rest": rest_of(house.pk, today)}
    return respond(request, f"{HERE}rest_member.html", context, form)


@needs(Verb.WAKE_MEMBER)
def wake_member(request: PactRequest, pk: int) -> HttpResponse:
    """The member is back before its rest is over."""
    house = _house(request, pk, Verb.WAKE_MEMBER)
    if rest := rest_of(house.pk, timezone.localdate()):
        press(
            request,
            lambda: resting.wake_member(rest, by=request.actor, at=timezone.now()),
            lambda _rest: _("The rest is over. Welcome back."),
        )
    return redirect("rest_member", house.pk)


@needs(Verb.PART_WAYS)
def part_ways(request: PactRequest, pk: int) -> HttpResponse:
    """End the letter with thanks, with a coded reason and what was done together."""
    house = _house(request, pk, Verb.PART_WAYS)
    letters = Letter.objects.select_related("organisation__pact")
    letter = letters.filter(organisation=house, state=LetterState.ACTIVE).first()
    form = PartForm(request.POST or None)
    if request.method == "POST" and letter and form.is_valid():
        reason, now = EndReason(form.cleaned_data["end_reason"]), timezone.now()
        if attempt(form, lambda: closing.part_ways(letter, reason, by=request.actor, at=now)):
            messages.success(request, _("The letter has ended and the thank you is on its way."))
            return redirect("see_organisation", house.pk)
    deeds = done_together(letter) if letter else []
    context = {"form": form, "organisation": house, "letter": letter, "deeds": deeds}
    return respond(request, f"{HERE}part_ways.html", context, form)


@needs(Verb.CHOOSE_WAY)
def choose_way(request: PactRequest, pk: int) -> HttpResponse:
    """The member answers how it wants to go on; no answer is wrong."""
    rows = Way.objects.visible_to(request.actor).select_related("organisation__responsible")
    way = get_object_or_404(rows, pk=pk)
    require(request.actor, Verb.CHOOSE_WAY, way)
    form = WayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer, reason = WayOut(form.cleaned_data["answer"]), form.cleaned_data["reason"]
        now = timezone.now()
        if attempt(form, lambda: resting.choose_way(way, answer, reason, by=request.actor, at=now)):
            messages.success(request, _("Thank you for the answer."))
            return redirect("choose_way", way.pk)
    choices = [(each, _ABOUT[each]()) for each in WayOut]
    context = {"form": form, "way": way, "choices": choices}
    return respond(request, f"{HERE}choose_way.html", context, form)


_ABOUT = {
    WayOut.GO_ON: lambda: _("The letter is in force as it is. We call to plan what comes next."),
    WayOut.REST: lambda: _("Half a year without reminders. The letter stays in force."),
    WayOut.LESS: lambda: _("We draw up a new version together, for example with one activity."),
    WayOut.END: lambda: _("We thank you and write down what we did together. Come back any time."),
}
