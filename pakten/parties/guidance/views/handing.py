"""Handing people over to another counsellor: one, or those ticked in the list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.parties.guidance import actions
from pakten.parties.guidance.forms import HandOverForm
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant

MOST_PICKED = 300


@needs(Verb.HAND_OVER_PEOPLE)
def hand_over_people(request: PactRequest) -> HttpResponse:
    """To whom, with a few words."""
    sent = request.POST if request.method == "POST" else request.GET
    ids = [number_in(each) for each in sent.getlist("picked")][:MOST_PICKED]
    rows = Participant.objects.visible_to(request.actor).filter(pk__in=ids)
    people = list(rows.select_related("counsellor"))
    if not people:
        messages.error(request, _("Nobody is chosen. Tick the people first."))
        return redirect("see_caseload")
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at, said = request.actor, timezone.now(), form.cleaned_data
        made = attempt(
            form,
            lambda: actions.hand_over_people(people, said["taker"], said["note"], by=by, at=at),
        )
        if made:
            text = ngettext(
                "%(n)d person is handed over.", "%(n)d people are handed over.", len(made)
            )
            messages.success(request, text % {"n": len(made)})
            return redirect("see_caseload")
    context = {"people": people, "form": form}
    return respond(request, "guidance/hand_over_people.html", context, form)
