"""Planning and ticking off steps, for the counsellor and for the person; leaving and coming back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt, respond
from pakten.parties.guidance import actions
from pakten.parties.guidance.forms import LeaveForm, OwnStepForm, StepForm
from pakten.parties.guidance.models import NextStep
from pakten.parties.guidance.queries import plan_of
from pakten.parties.guidance.states import LeaveReason
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.forms import EmptyForm
from pakten.parties.people.models import Participant


def _person(request: PactRequest, pk: int) -> Participant:
    return get_object_or_404(Participant.objects.visible_to(request.actor), pk=pk)


def _step(request: PactRequest, pk: int) -> NextStep:
    rows = NextStep.objects.visible_to(request.actor).select_related("participant")
    step = get_object_or_404(rows, pk=pk)
    look(step.participant_id, LookPurpose.PLAN, request.actor, timezone.now())
    return step


def _frame(request: PactRequest, person: Participant) -> dict[str, Any]:
    """Whether this is one's own plan, the shell that goes with it, and the way back."""
    own = not may(request.actor, Verb.EDIT_STEP, person)
    back = reverse("see_own_steps") if own else reverse("see_person", args=[person.pk])
    shell = "base/person.html" if own else "base/work.html"
    return {"person": person, "own": own, "shell": shell, "back": back}


@needs(Verb.SEE_OWN_STEPS)
def see_own_steps(request: PactRequest) -> HttpResponse:
    """The person's own plan: small steps, whose they are, and when."""
    person = get_object_or_404(
        Participant.objects.visible_to(request.actor), account=request.actor.account_id
    )
    steps, done = plan_of(request.actor, person)
    context = {"person": person, "steps": steps, "done": done[:6], "today": timezone.localdate()}
    return render(request, "guidance/see_own_steps.html", context)


@needs(Verb.PLAN_STEP)
def plan_step(request: PactRequest, pk: int) -> HttpResponse:
    """A new step for a person, or one of one's own."""
    person = _person(request, pk)
    frame = _frame(request, person)
    form = (OwnStepForm if frame["own"] else StepForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        if attempt(form, lambda: actions.plan_step(person, form.cleaned_data, by=by, at=at)):
            messages.success(request, _("Saved."))
            return redirect(frame["back"])
    return respond(request, "guidance/plan_step.html", {**frame, "form": form}, form)


@needs(Verb.EDIT_STEP)
def edit_step(request: PactRequest, pk: int) -> HttpResponse:
    """Change a step."""
    step = _step(request, pk)
    frame = _frame(request, step.participant)
    form = StepForm(request.POST or None, instance=step)
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        kept = NextStep.objects.get(pk=step.pk)
        if attempt(form, lambda: actions.edit_step(kept, form.cleaned_data, by=by, at=at)):
            messages.success(request, _("Saved."))
            return redirect(frame["back"])
    context = {**frame, "form": form, "step": step}
    return respond(request, "guidance/edit_step.html", context, form)


def _pressed(
    request: PactRequest, step: NextStep, action: Callable[..., Any], said: str, **texts: str
) -> HttpResponse:
    """One button: the action, a word, and back. Without script the button stands on a page."""
    frame = _frame(request, step.participant)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        if attempt(form, lambda: action(step, by=by, at=at) or True):
            messages.success(request, said)
            return redirect(frame["back"])
    context = {**frame, "form": form, "step": step, **texts}
    return respond(request, "guidance/press_step.html", context, form)


@needs(Verb.COMPLETE_STEP)
def complete_step(request: PactRequest, pk: int) -> HttpResponse:
    """The step is done."""
    title, verb = _("Is this step done?"), _("Yes, done")
    step = _step(request, pk)
    return _pressed(request, step, actions.complete_step, _("Well done."), title=title, verb=verb)


@needs(Verb.REOPEN_STEP)
def reopen_step(request: PactRequest, pk: int) -> HttpResponse:
    """It was not done after all."""
    title, verb = _("Open this step again?"), _("Open it again")
    step = _step(request, pk)
    return _pressed(request, step, actions.reopen_step, _("Open again."), title=title, verb=verb)


@needs(Verb.REMOVE_STEP)
def remove_step(request: PactRequest, pk: int) -> HttpResponse:
    """Take away a step."""
    title, verb = _("Take away this step?"), _("Take it away")
    step = _step(request, pk)
    return _pressed(request, step, actions.remove_step, _("Taken away."), title=title, verb=verb)


@needs(Verb.NOTE_LEAVE)
def note_leave(request: PactRequest, pk: int) -> HttpResponse:
    """The person does not go on: why, and from when."""
    person = _person(request, pk)
    form = LeaveForm(request.POST or None, initial={"left_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        by, at, said = request.actor, timezone.now(), form.cleaned_data
        reason = LeaveReason(said["reason"])
        if attempt(form, lambda: actions.note_leave(person, reason, said["left_on"], by=by, at=at)):
            messages.success(request, _("Noted. Nothing more is proposed to this person."))
            return redirect("see_person", person.pk)
    return respond(request, "guidance/note_leave.html", {"person": person, "form": form}, form)


@needs(Verb.WELCOME_BACK)
def welcome_back(request: PactRequest, pk: int) -> HttpResponse:
    """The person goes on again."""
    person = _person(request, pk)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        if attempt(form, lambda: actions.welcome_back(person, by=by, at=at)):
            messages.success(request, _("Welcome back. Plan the next step together."))
            return redirect("see_person", person.pk)
    return respond(request, "guidance/welcome_back.html", {"person": person, "form": form}, form)
