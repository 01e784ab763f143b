"""The checklist, kept by the administrator and the office."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.vetting import actions
from pakten.parties.vetting.forms import CheckForm
from pakten.parties.vetting.models import ChecklistItem


@needs(Verb.SEE_CHECKLIST)
def see_checklist(request: PactRequest) -> HttpResponse:
    """The questions of today, and those asked before."""
    today = timezone.localdate()
    asked = list(ChecklistItem.objects.on(today))
    earlier = ChecklistItem.objects.exclude(pk__in=[each.pk for each in asked])
    context = {"asked": asked, "earlier": earlier.order_by("code", "-version")}
    return render(request, "vetting/see_checklist.html", context)


@needs(Verb.ADD_CHECK)
def add_check(request: PactRequest) -> HttpResponse:
    """A new question."""
    last = ChecklistItem.objects.order_by("-position").values_list("position", flat=True).first()
    initial = {"required": True, "position": (last or 0) + 1}
    form = CheckForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form, lambda: actions.add_check(request.pact, form.check(), by=request.actor, at=now)
        ):
            messages.success(request, _("The question is asked in every look from now on."))
            return redirect("see_checklist")
    return respond(request, "vetting/add_check.html", {"form": form}, form)


@needs(Verb.EDIT_CHECK)
def edit_check(request: PactRequest, pk: int) -> HttpResponse:
    """Change a question; an answered one becomes a new version."""
    item = get_object_or_404(ChecklistItem, pk=pk)
    require(request.actor, Verb.EDIT_CHECK, item)
    form = CheckForm(request.POST or None, initial=CheckForm.initial_of(item))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(form, lambda: actions.edit_check(item, form.check(), by=request.actor, at=now)):
            messages.success(request, _("Saved."))
            return redirect("see_checklist")
    return respond(request, "vetting/edit_check.html", {"form": form, "item": item}, form)


@needs(Verb.RETIRE_CHECK)
@require_POST
def retire_check(request: PactRequest, pk: int) -> HttpResponse:
    """Ask the question no more."""
    item = get_object_or_404(ChecklistItem, pk=pk)
    try:
        actions.retire_check(item, by=request.actor, at=timezone.now())
        messages.success(request, _("The question is not asked any more. Earlier answers stay."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_checklist")
