"""Templates that letters begin from."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions import templates as actions
from pakten.agreements.commitments.forms.templates import ProposalForm, TemplateForm
from pakten.agreements.commitments.models import LetterTemplate
from pakten.agreements.commitments.pages.templates import template_list
from pakten.agreements.commitments.states import Party
from pakten.agreements.commitments.views.letters import HERE
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import export
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest


@needs(Verb.SEE_TEMPLATES)
def see_templates(request: PactRequest) -> HttpResponse:
    """Every template, in use or not."""
    listing, columns = template_list(request)
    if listing.format:
        return export(listing, columns, filename=_("letter-templates"))
    return render(request, f"{HERE}see_templates.html", {"listing": listing})


def _template(request: PactRequest, pk: int, verb: Verb) -> LetterTemplate:
    found: LetterTemplate = get_object_or_404(LetterTemplate, pact=request.pact, pk=pk)
    require(request.actor, verb, found)
    return found


@needs(Verb.ADD_TEMPLATE)
def add_template(request: PactRequest) -> HttpResponse:
    """For whom a new template is. What it proposes is added on the next page."""
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        made = attempt(
            form,
            lambda: actions.add_template(request.pact, form.terms(), by=request.actor, at=now),
        )
        if made:
            messages.success(request, _("The template is made. Add what it proposes."))
            return redirect("edit_template", made.pk)
    return respond(request, f"{HERE}add_template.html", {"form": form}, form)


@needs(Verb.EDIT_TEMPLATE)
def edit_template(request: PactRequest, pk: int) -> HttpResponse:
    """Change a template and the numbers it proposes."""
    template = _template(request, pk, Verb.EDIT_TEMPLATE)
    lines = list(template.lines.select_related("measure"))
    form = TemplateForm(request.POST or None, template=template, lines=lines)
    if request.method == "POST" and form.is_valid():
        seen, now = form.cleaned_data["version"], timezone.now()
        if attempt(
            form,
            lambda: actions.edit_template(
                template, form.terms(), form.proposals(), seen=seen, by=request.actor, at=now
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("edit_template", template.pk)
    context = {"form": form, "template": template, "today": timezone.localdate()}
    return respond(request, f"{HERE}edit_template.html", context, form)


@needs(Verb.RETIRE_TEMPLATE)
def retire_template(request: PactRequest, pk: int) -> HttpResponse:
    """Stop offering a template."""
    template = _template(request, pk, Verb.RETIRE_TEMPLATE)
    form, now = forms.Form(request.POST), timezone.now()
    if request.method == "POST":
        if attempt(form, lambda: actions.retire_template(template, by=request.actor, at=now)):
            messages.success(request, _("The template is not offered any more."))
        else:
            messages.error(request, str(form.non_field_errors()[0]))
    return redirect("see_templates")


@needs(Verb.ADD_TEMPLATE_LINE)
def add_template_line(request: PactRequest, pk: int, party: str) -> HttpResponse:
    """Let a template propose one more thing."""
    template = _template(request, pk, Verb.ADD_TEMPLATE_LINE)
    side = Party.CITY if party == Party.CITY else Party.MEMBER
    form = ProposalForm(template.pact_id, side, timezone.localdate(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        measure, now = form.cleaned_data["measure"], timezone.now()
        if attempt(
            form,
            lambda: actions.add_template_line(
                template, side, measure, form.proposal(), by=request.actor, at=now
            ),
        ):
            messages.success(request, _("The template proposes it."))
            return redirect("edit_template", template.pk)
    context = {"form": form, "template": template, "by_city": side == Party.CITY}
    return respond(request, f"{HERE}add_template_line.html", context, form)


@needs(Verb.REMOVE_TEMPLATE_LINE)
def remove_template_line(request: PactRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Let a template not propose something any more."""
    template = _template(request, pk, Verb.REMOVE_TEMPLATE_LINE)
    line = get_object_or_404(template.lines.all(), pk=proposal_pk)
    if request.method == "POST":
        actions.remove_template_line(line, by=request.actor, at=timezone.now())
        messages.success(request, _("The template does not propose it any more."))
    return redirect("edit_template", template.pk)
