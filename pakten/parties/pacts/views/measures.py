"""Pages of measures: the list, one measure with its aims and versions, and what changes them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.base.ui.exports import export
from pakten.base.ui.forms import attempt
from pakten.parties.pacts.actions import measures as actions
from pakten.parties.pacts.actions import targets
from pakten.parties.pacts.forms.base import LastDayForm, next_year
from pakten.parties.pacts.forms.measures import DefinitionForm, MeasureForm, MindingForm
from pakten.parties.pacts.forms.targets import TargetsForm
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Measure, Target
from pakten.parties.pacts.queries.catalogue import MEASURE_TEXTS
from pakten.parties.pacts.queries.measures import (
    COLUMNS,
    aims_of,
    codes,
    counted_in_words,
    listed,
    measure_page,
)
from pakten.parties.pacts.rules import QUANTITY, is_in_use
from pakten.parties.pacts.texts import KINDS, place_of
from pakten.parties.pacts.views.base import Page, change, do, of_pact


def _page(title: str, button: str, said: str, lead: str = "", row: Measure | None = None) -> Page:
    if row:
        return Page(title, button, reverse("see_measure", args=[row.pk]), row.name, said, lead)
    return Page(title, button, reverse("see_measures"), _("Measures"), said, lead)


@needs(Verb.SEE_PACT)
def see_measures(request: PactRequest) -> HttpResponse:
    """Every measure of the pact: what it counts, how, what is aimed for."""
    listing = listed(request.GET, request.pact, timezone.localdate())
    if listing.format:
        return export(listing, COLUMNS, filename="measures")
    names = codes(request.pact)
    context = {
        "listing": listing,
        "rows": [{"row": row, "words": counted_in_words(row, names)} for row in listing.rows],
        "today": timezone.localdate(),
        "year": timezone.localdate().year,
        "may_edit": may(request.actor, Verb.EDIT_MEASURE, request.pact),
    }
    return render(request, "pacts/see_measures.html", context)


@needs(Verb.SEE_PACT)
def see_measure(request: PactRequest, measure: int) -> HttpResponse:
    """One measure: its definition, its aims, its versions."""
    row = of_pact(request, Measure, measure)
    form = TargetsForm(row, aims_of(row))
    return _measure_page(request, row, form)


def _measure_page(request: PactRequest, row: Measure, form: TargetsForm) -> HttpResponse:
    context = {
        "form": form,
        "measure": row,
        "page": measure_page(row, timezone.localdate()),
        "today": timezone.localdate(),
        "may_edit": may(request.actor, Verb.EDIT_MEASURE, request.pact),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "pacts/see_measure.html", context, status=status)


@needs(Verb.EDIT_MEASURE)
@require_POST
def set_target(request: PactRequest, measure: int) -> HttpResponse:
    """Keep the table of aims: all of what was changed, or nothing and why."""
    row = of_pact(request, Measure, measure)
    form = TargetsForm(row, aims_of(row), request.POST)
    if form.is_valid() and attempt(form, lambda: _set_targets(request, form)):
        messages.success(request, _("The aims are kept."))
        return redirect("see_measure", row.pk)
    return _measure_page(request, row, form)


def _set_targets(request: PactRequest, form: TargetsForm) -> bool:
    now = timezone.now()
    for each in form.changes():
        try:
            targets.set_target(
                request.pact, each.aim, each.quantity, by=request.actor, at=now, seen=each.seen
            )
        except ValidationError as error:
            raise form.refusal(each, error) from error
    return True


@needs(Verb.EDIT_MEASURE)
@require_POST
def remove_target(request: PactRequest, target: int) -> HttpResponse:
    """No longer aim for this."""
    row, now = of_pact(request, Target, target), timezone.now()
    measure = Measure.objects.filter(pact=request.pact, kin=row.kin).order_by("pk").last()
    back = reverse("see_measure", args=[measure.pk]) if measure else reverse("see_measures")
    return do(
        request,
        lambda: targets.remove_target(row, by=request.actor, at=now),
        _("The aim is taken away."),
        back,
    )


@needs(Verb.EDIT_MEASURE)
def add_measure(request: PactRequest) -> HttpResponse:
    """A new measure: a deed or a formula."""
    initial = {
        "begins": next_year(timezone.localdate()),
        "activity": request.GET.get("activity", ""),
    }
    form = MeasureForm(request.pact, request.POST or None, initial=initial)
    return change(
        request,
        form,
        adding_page(),
        lambda: actions.add_measure(
            form.cleaned_data["activity"],
            form.details(),
            form.cleaned_data["begins"],
            by=request.actor,
            at=timezone.now(),
        ),
        template="pacts/change_definition.html",
        codes=codes(request.pact),
    )


@needs(Verb.EDIT_MEASURE)
def change_definition(request: PactRequest, measure: int) -> HttpResponse:
    """A measure with another definition, from a day."""
    row, begins = of_pact(request, Measure, measure), next_year(timezone.localdate())
    initial = DefinitionForm.initial_of(row, request.pact.languages, begins)
    form = DefinitionForm(request.pact, request.POST or None, initial=initial, kin=row.kin)
    page = definition_page(row)
    return change(
        request,
        form,
        page,
        lambda: actions.change_definition(
            row,
            form.details(row),
            form.cleaned_data["begins"],
            by=request.actor,
            at=timezone.now(),
        ),
        template="pacts/change_definition.html",
        **beside(row),
    )


def adding_page() -> Page:
    """What the page that adds a measure says."""
    return _page(_("Add a measure"), _("Add the measure"), _("The measure is added."))


def definition_page(row: Measure) -> Page:
    """What the page that changes a definition says."""
    title = _("Change “%(name)s” from a day") % {"name": row.name}
    lead = _(
        "What is counted and promised before that day keeps the definition it was made on. Both "
        "series are shown, with the break marked."
    )
    return _page(title, _("Save the new version"), _("The new version is kept."), lead, row)


def beside(measure: Measure) -> dict[str, Any]:
    """What stands beside the form: the promise as read, the codes a formula can use."""
    before, _mark, after = str(measure.pledge_sentence or measure.name).partition(QUANTITY)
    return {
        "measure": measure,
        "said": (before, after),
        "in_use": is_in_use(measure),
        "codes": codes(measure.pact),
        "places": _places(measure),
    }


def _places(measure: Measure) -> list[tuple[str, Any]]:
    """Where each text of a measure is corrected."""
    return [(place_of(measure, f), KINDS[f"measure.{f}"].label) for f in MEASURE_TEXTS]


@needs(Verb.EDIT_MEASURE)
def edit_measure(request: PactRequest, measure: int) -> HttpResponse:
    """Who minds a measure, what there was before the pact, what it is told by."""
    row = of_pact(request, Measure, measure)
    form = MindingForm(row, request.POST or None, initial=MindingForm.initial_of(row))
    title = _("“%(name)s”: who minds it and where it began") % {"name": row.name}
    lead = _("The definition does not change by this.")
    return change(
        request,
        form,
        _page(title, _("Save"), _("Saved."), lead, row),
        lambda: actions.edit_measure(row, form.minding(row), by=request.actor, at=timezone.now()),
        template="pacts/edit_measure.html",
        measure=row,
        places=_places(row),
    )


@needs(Verb.EDIT_MEASURE)
def retire_measure(request: PactRequest, measure: int) -> HttpResponse:
    """A measure that nobody promises or counts after a day."""
    row, today = of_pact(request, Measure, measure), timezone.localdate()
    form = LastDayForm(request.POST or None, initial={"last_day": today.replace(month=12, day=31)})
    title = _("Retire “%(name)s”") % {"name": row.name}
    lead = _("Promises that are made on it run on to their own last day. Its figures stay.")
    page = _page(title, _("Retire the measure"), _("The measure has a last day."), lead, row)
    return change(
        request,
        form,
        page,
        lambda: actions.retire_measure(
            row, form.cleaned_data["last_day"], by=request.actor, at=timezone.now()
        ),
    )
