"""What is done about the gaps, written in the browser."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.oversight.equality import actions
from pakten.oversight.equality.forms import StepForm
from pakten.oversight.equality.models import EqualityStep
from pakten.parties.pacts.http import PactRequest


@needs(Verb.ADD_EQUALITY_STEP)
def add_equality_step(request: PactRequest) -> HttpResponse:
    """Something we will do."""
    pact = request.pact
    form = StepForm(pact, request.POST or None, initial=StepForm.initial_of(None, pact))
    if request.method == "POST" and form.is_valid():
        now, step = timezone.now(), form.step()
        if attempt(form, lambda: actions.add_equality_step(pact, step, by=request.actor, at=now)):
            messages.success(request, _("Saved. It stands on the public page."))
            return redirect("analyse_equality")
    return respond(request, "equality/edit_equality_step.html", {"form": form}, form)


@needs(Verb.EDIT_EQUALITY_STEP)
def edit_equality_step(request: PactRequest, pk: int) -> HttpResponse:
    """How it goes, and what came of it."""
    row = get_object_or_404(EqualityStep, pk=pk)
    require(request.actor, Verb.EDIT_EQUALITY_STEP, row)
    pact = request.pact
    form = StepForm(pact, request.POST or None, initial=StepForm.initial_of(row, pact))
    if request.method == "POST" and form.is_valid():
        now, step = timezone.now(), form.step(row)
        if attempt(form, lambda: actions.edit_equality_step(row, step, by=request.actor, at=now)):
            messages.success(request, _("Saved. It stands on the public page."))
            return redirect("analyse_equality")
    context = {"form": form, "row": row}
    return respond(request, "equality/edit_equality_step.html", context, form)
