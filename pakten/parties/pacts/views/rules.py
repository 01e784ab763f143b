"""Pages of who signs for the city, of reminders, and of how long persons are kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.parties.pacts.actions import rules
from pakten.parties.pacts.forms.shape import RetentionForm, RulesForm, SignatoryForm
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import CitySignatory
from pakten.parties.pacts.queries import declared_retention, reminder_days, retention_years
from pakten.parties.pacts.queries.retention import retention_lines
from pakten.parties.pacts.views.base import change, of_pact
from pakten.parties.pacts.views.shape import shaping


@needs(Verb.SEE_PACT)
def see_city_signatories(request: PactRequest) -> HttpResponse:
    """Who signs for the city, has signed and will."""
    context = {
        "rows": CitySignatory.objects.filter(pact=request.pact),
        "today": timezone.localdate(),
        "may_shape": may(request.actor, Verb.SHAPE_PACT, request.pact),
    }
    return render(request, "pacts/see_city_signatories.html", context)


@needs(Verb.SHAPE_PACT)
def add_city_signatory(request: PactRequest) -> HttpResponse:
    """Somebody more who signs."""
    form = SignatoryForm(request.pact, request.POST or None)
    title, said = _("Add somebody who signs"), _("Kept. New letters name them.")
    return change(
        request,
        form,
        shaping(title, _("Save"), said, back="see_city_signatories"),
        lambda: rules.add_city_signatory(
            request.pact, form.details(), by=request.actor, at=timezone.now()
        ),
    )


@needs(Verb.SHAPE_PACT)
def edit_city_signatory(request: PactRequest, city_signatory: int) -> HttpResponse:
    """Change who, what or when."""
    row = of_pact(request, CitySignatory, city_signatory)
    initial = SignatoryForm.initial_of(row, request.pact.languages)
    form = SignatoryForm(request.pact, request.POST or None, initial=initial)
    lead = _("Letters that are drawn up keep who is named in them.")
    said = _("Kept. New letters name them.")
    return change(
        request,
        form,
        shaping(str(row), _("Save"), said, lead, "see_city_signatories"),
        lambda: rules.edit_city_signatory(
            row, form.details(row), by=request.actor, at=timezone.now()
        ),
    )


@needs(Verb.SHAPE_PACT)
def edit_rules(request: PactRequest) -> HttpResponse:
    """When the pact reminds and looks again."""
    pact = request.pact
    initial = RulesForm.initial_of(pact, reminder_days(pact))
    form = RulesForm(request.POST or None, initial=initial)
    lead = _("The rules hold from the next day on, for letters in force too.")
    page = shaping(_("Reminders and times"), _("Save the rules"), _("The rules are kept."), lead)
    return change(
        request,
        form,
        page,
        lambda: rules.edit_rules(pact, form.rules(), by=request.actor, at=timezone.now()),
    )


@needs(Verb.SHAPE_PACT)
def edit_retention(request: PactRequest) -> HttpResponse:
    """How long each table keeps persons."""
    declared, years = declared_retention(), retention_years(request.pact)
    form = RetentionForm(declared, request.POST or None, initial=years)
    page = shaping(_("How long persons are kept"), _("Save the times"), _("The times are kept."))
    lines = retention_lines(declared, form)
    return change(
        request,
        form,
        page,
        lambda: rules.edit_retention(
            request.pact, form.years(), by=request.actor, at=timezone.now()
        ),
        lines=lines,
        template="pacts/edit_retention.html",
    )
