"""Whom reach is counted against, written in the browser."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.oversight.equality import actions
from pakten.oversight.equality.forms import GroupForm
from pakten.oversight.equality.models import Eligible
from pakten.parties.pacts.http import PactRequest


@needs(Verb.ADD_ELIGIBLE)
def add_eligible(request: PactRequest) -> HttpResponse:
    """A group of a year."""
    today = timezone.localdate()
    form = GroupForm(request.POST or None, initial={"year": today.year})
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        group = form.group()
        if attempt(
            form, lambda: actions.add_eligible(request.pact, group, by=request.actor, at=now)
        ):
            messages.success(request, _("Saved. Reach is counted against it from now on."))
            return redirect("analyse_equality")
    return respond(request, "equality/edit_eligible.html", {"form": form}, form)


@needs(Verb.EDIT_ELIGIBLE)
def edit_eligible(request: PactRequest, pk: int) -> HttpResponse:
    """Correct a group."""
    row = get_object_or_404(Eligible, pk=pk)
    require(request.actor, Verb.EDIT_ELIGIBLE, row)
    form = GroupForm(request.POST or None, initial=GroupForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        group = form.group()
        if attempt(form, lambda: actions.edit_eligible(row, group, by=request.actor, at=now)):
            messages.success(request, _("Saved. The figures follow at once."))
            return redirect("analyse_equality")
    return respond(request, "equality/edit_eligible.html", {"form": form, "row": row}, form)


@needs(Verb.REMOVE_ELIGIBLE)
@require_POST
def remove_eligible(request: PactRequest, pk: int) -> HttpResponse:
    """Take a group away."""
    row = get_object_or_404(Eligible, pk=pk)
    actions.remove_eligible(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Removed. The history keeps what it was."))
    return redirect("analyse_equality")
