"""Asking to be erased, by the person or the office on their word; and the office's list."""

import json
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt, respond
from pakten.oversight.privacy import queries
from pakten.oversight.privacy.actions import asking
from pakten.oversight.privacy.forms import EmptyForm
from pakten.oversight.privacy.kept import name_of_table
from pakten.oversight.privacy.models import Correction, Erasure
from pakten.oversight.privacy.resume import resume_of
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import with_profile
from pakten.parties.people.states import Purpose

RECENT = 20


def _frame(request: PactRequest, pk: int, verb: Verb) -> dict[str, Any]:
    """The person, and the shell of whoever asks."""
    rows = with_profile(request.actor).select_related("pact")
    person = get_object_or_404(rows, pk=pk)
    require(request.actor, verb, person)
    own = person.account_id is not None and person.account_id == request.actor.account_id
    shell = "base/person.html" if own else "base/work.html"
    return {"person": person, "own": own, "shell": shell}


def _back(frame: dict[str, Any]) -> HttpResponse:
    person: Participant = frame["person"]
    return redirect("see_own_data") if frame["own"] else redirect("see_person", person.pk)


@needs(Verb.ASK_ERASURE)
def ask_erasure(request: PactRequest, pk: int) -> HttpResponse:
    """What happens in plain words, then one press."""
    frame = _frame(request, pk, Verb.ASK_ERASURE)
    person: Participant = frame["person"]
    form = EmptyForm(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    ask = partial(asking.ask_erasure, person, by=request.actor, at=timezone.now())
    if sent and attempt(form, ask) is not None:
        messages.success(request, _("It is asked for. You can change your mind until the day."))
        return _back(frame)
    terms = queries.terms_of(person.pact_id)
    context = {**frame, "form": form, "days": terms.wait_days, "live": queries.live_of(person)}
    return respond(request, "privacy/ask_erasure.html", context, form)


@needs(Verb.CANCEL_ERASURE)
@require_POST
def cancel_erasure(request: PactRequest, pk: int) -> HttpResponse:
    """Keep the person after all."""
    frame = _frame(request, pk, Verb.CANCEL_ERASURE)
    person: Participant = frame["person"]
    form = EmptyForm(request.POST)
    form.is_valid()
    if attempt(form, lambda: asking.cancel_erasure(person, by=request.actor, at=timezone.now())):
        messages.success(request, _("Nothing is removed. Turn on again what you want."))
    else:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return _back(frame)


@needs(Verb.SEE_ERASURES, Verb.SEE_CORRECTIONS)
def see_erasures(request: PactRequest) -> HttpResponse:
    """What waits: who is erased when, what is to be put right; and what has been done."""
    ended = Erasure.objects.visible_to(request.actor).exclude(state="waiting")
    done = [
        {"row": row, "places": [(name_of_table(t), n) for t, n in row.left.items()]}
        for row in ended.order_by("-ended_at", "-pk")[:RECENT]
    ]
    context = {
        "waiting": queries.waiting_erasures(request.actor),
        "corrections": queries.open_corrections(request.actor),
        "done": done,
        "may_name": request.actor.holds(Verb.SEE_PEOPLE),
        "may_erase": request.actor.holds(Verb.SEE_ERASURES),
    }
    return render(request, "privacy/see_erasures.html", context)


@needs(Verb.ANSWER_CORRECTION)
@require_POST
def answer_correction(request: PactRequest, correction_id: int) -> HttpResponse:
    """It has been put right."""
    row = get_object_or_404(Correction.objects.visible_to(request.actor), pk=correction_id)
    form = EmptyForm(request.POST)
    form.is_valid()
    if attempt(form, lambda: asking.answer_correction(row, by=request.actor, at=timezone.now())):
        messages.success(request, _("Noted."))
    else:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("see_erasures")


@needs(Verb.SHARE_PERSON)
@require_POST
def share_person(request: PactRequest, pk: int) -> HttpResponse:
    """The profile as a file for the employment service. Only with a yes; the person sees it."""
    frame = _frame(request, pk, Verb.SHARE_PERSON)
    person: Participant = frame["person"]
    if not Participant.objects.filter(pk=person.pk).consenting(Purpose.SHARING).exists():
        told = {"purpose": Purpose.SHARING.label}
        messages.error(
            request,
            _("There is no consent to this: “%(purpose)s”. Ask the person first.") % told,
        )
        return _back(frame)
    now = timezone.now()
    look(person.pk, LookPurpose.SHARED, request.actor, now)
    day = timezone.localdate(now).isoformat()
    text = json.dumps(resume_of(person, day=day), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="resume-{day}.json"'
    answer["Cache-Control"] = "no-store"
    return answer
