"""The model in the office, and its own public page where the city has turned it on."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.ui.exports import as_csv
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.oversight.value import actions, tables
from pakten.oversight.value.forms import ModelForm, UnitForm, initial_of
from pakten.oversight.value.models import UnitValue, ValueModel
from pakten.oversight.value.queries import (
    Calculation,
    calculation,
    doubled,
    kin_choices,
    published_model,
)
from pakten.parties.pacts.http import PactRequest


@needs(Verb.SEE_VALUES)
def see_values(request: PactRequest) -> HttpResponse:
    """The versions, and the chosen one worked out for this year."""
    versions = list(ValueModel.objects.all())
    asked = number_in(request.GET.get("version", ""))
    model = next((m for m in versions if m.version == asked), versions[0] if versions else None)
    context: dict[str, Any] = {
        "versions": versions,
        "model": model,
        "is_on": any(m.is_published for m in versions),
    }
    if model:
        context["found"] = _worked_out(request, model)
        context["twice"] = doubled(model) if model.is_draft else []
    return render(request, "value/see_values.html", context)


def _worked_out(request: PactRequest, model: ValueModel) -> Calculation:
    return calculation(model, _year(request), smallest=request.pact.smallest_group)


def _year(request: HttpRequest) -> int:
    """This year, or last year where that is asked for."""
    this = timezone.localdate().year
    return this - 1 if request.GET.get("year") == str(this - 1) else this


@needs(Verb.DRAFT_VALUES)
@require_POST
def draft_values(request: PactRequest) -> HttpResponse:
    """A new version."""
    actions.draft_values(request.pact, by=request.actor, at=timezone.now())
    return redirect("see_values")


@needs(Verb.EDIT_VALUES)
def edit_values(request: PactRequest, value_model_id: int) -> HttpResponse:
    """The words around the numbers."""
    model = get_object_or_404(ValueModel, pk=value_model_id)
    initial = {"about": model.about, "not_counted": model.not_counted}
    form = ModelForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        texts = form.cleaned_data
        now = timezone.now()
        if attempt(form, lambda: actions.edit_values(model, texts, by=request.actor, at=now)):
            return redirect("see_values")
    return respond(request, "value/edit_values.html", {"form": form, "model": model}, form)


@needs(Verb.ADD_UNIT_VALUE)
def add_unit_value(request: PactRequest, value_model_id: int) -> HttpResponse:
    """One more measure and effect."""
    model = get_object_or_404(ValueModel, pk=value_model_id)
    return _unit(request, None, model)


@needs(Verb.EDIT_UNIT_VALUE)
def edit_unit_value(request: PactRequest, unit_value_id: int) -> HttpResponse:
    """Other numbers, another source."""
    unit = get_object_or_404(UnitValue.objects.select_related("model"), pk=unit_value_id)
    return _unit(request, unit, unit.model)


def _unit(request: PactRequest, unit: UnitValue | None, model: ValueModel) -> HttpResponse:
    today: date = timezone.localdate()
    form = UnitForm(kin_choices(today), request.POST or None, initial=initial_of(unit, today))
    sent = request.method == "POST" and form.is_valid()
    if (
        sent
        and attempt(form, lambda: _save_unit(request, unit, model, form.cleaned_data)) is not None
    ):
        return redirect("see_values")
    context = {"form": form, "model": model, "unit": unit}
    return respond(request, "value/edit_unit_value.html", context, form)


def _save_unit(
    request: PactRequest, unit: UnitValue | None, model: ValueModel, values: dict[str, Any]
) -> UnitValue:
    now = timezone.now()
    if unit:
        return actions.edit_unit_value(unit, values, by=request.actor, at=now)
    return actions.add_unit_value(model, values, by=request.actor, at=now)


@needs(Verb.REMOVE_UNIT_VALUE)
@require_POST
def remove_unit_value(request: PactRequest, unit_value_id: int) -> HttpResponse:
    """Take a row out of the draft."""
    unit = get_object_or_404(UnitValue.objects.select_related("model"), pk=unit_value_id)
    form = Form({})
    now = timezone.now()
    if attempt(form, lambda: actions.remove_unit_value(unit, by=request.actor, at=now)) is None:
        for message in form.non_field_errors():
            messages.error(request, str(message))
    return redirect("see_values")


@needs(Verb.PUBLISH_VALUES)
def publish_values(request: PactRequest, value_model_id: int) -> HttpResponse:
    """What becomes public, and the button that does it."""
    return _move(request, value_model_id, actions.publish_values, "publish_values")


@needs(Verb.WITHDRAW_VALUES)
def withdraw_values(request: PactRequest, value_model_id: int) -> HttpResponse:
    """What disappears, and the button that does it."""
    return _move(request, value_model_id, actions.withdraw_values, "withdraw_values")


def _move(
    request: PactRequest, value_model_id: int, action: Callable[..., ValueModel], verb: str
) -> HttpResponse:
    model = get_object_or_404(ValueModel, pk=value_model_id)
    form = Form(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if (
        sent
        and attempt(form, lambda: action(model, by=request.actor, at=timezone.now())) is not None
    ):
        return redirect("see_values")
    context = {"form": form, "model": model, "found": _worked_out(request, model)}
    return respond(request, f"value/{verb}.html", context, form)


@open_to_all
def results_value(request: PactRequest) -> HttpResponse:
    """Ranges only, each with its source and assumptions. Not there at all where it is turned off."""
    context = {"found": _public(request), "tab": "value", "this_year": timezone.localdate().year}
    return render(request, "value/results_value.html", context)


@open_to_all
def results_value_file(request: PactRequest) -> HttpResponse:
    """The whole calculation, to be done again by hand."""
    found = _public(request)
    response = HttpResponse(
        as_csv(tables.head(), tables.rows(found)), content_type="text/csv; charset=utf-8"
    )
    name = f"social-value-{found.year}-v{found.model.version}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _public(request: PactRequest) -> Calculation:
    model = published_model()
    if model is None:
        raise Http404
    return _worked_out(request, model)
