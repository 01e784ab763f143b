"""The ledger as a work page, telling a deed, and taking a wrong row back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.results import actions
from pakten.agreements.results.actions.reading import log_reading
from pakten.agreements.results.forms import MoveForm, ReportForm, ReverseForm
from pakten.agreements.results.models import Outcome, Reading
from pakten.agreements.results.pages import asked_in_words, figure_of, filters_of, without_format
from pakten.agreements.results.queries import (
    ledger,
    linked_placement,
    origin_of,
    pledges_that_fit,
    progress_of,
    promise_of,
    with_done,
)
from pakten.agreements.results.rules import why_not_told
from pakten.agreements.results.states import Correction
from pakten.base.access import Scope, Verb, may
from pakten.base.access.views import needs
from pakten.base.ui.exports import Column, export
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Measure

COLUMNS = (
    Column(gettext_lazy("When"), "occurred_on"),
    Column(gettext_lazy("What"), "measure"),
    Column(gettext_lazy("Member"), "organisation.name"),
    Column(gettext_lazy("How many"), "quantity"),
    Column(gettext_lazy("Counts towards"), promise_of),
    Column(gettext_lazy("How sure"), "get_evidence_display"),
    Column(gettext_lazy("Comes from"), origin_of),
    Column(gettext_lazy("Note"), "note"),
)


@needs(Verb.SEE_OUTCOMES)
def see_outcomes(request: PactRequest) -> HttpResponse:
    """The rows behind every figure, without names. Who reads rows about single persons is kept."""
    measures = list(Measure.objects.order_by("position", "pk"))
    listing = Listing(
        request.GET,
        ledger(request.actor),
        search=("organisation__name", "note"),
        filters=filters_of(request, measures),
        sorts={
            "when": ("occurred_on", "pk"),
            "what": ("measure__position", "occurred_on"),
            "member": ("organisation__sort_key", "occurred_on"),
            "quantity": ("quantity", "occurred_on"),
        },
        default_sort="-when",
    )
    rows = listing.queryset if listing.format else listing.rows
    figure = figure_of(listing, measures)
    single = log_reading(
        rows, request.GET.urlencode(), pact_id=request.pact.pk, by=request.actor, at=timezone.now()
    )
    if listing.format:
        return export(listing, COLUMNS, filename="results")
    context = _context(request, listing) | {"figure": figure, "single": single}
    return render(request, "results/see_outcomes.html", context)


def _context(request: PactRequest, listing: Listing[Outcome]) -> dict[str, Any]:
    everywhere = bool(request.actor.where(Verb.SEE_PLACEMENT, "pact"))
    rows = [
        {
            "row": row,
            "promise": promise_of(row),
            "origin": origin_of(row),
            "placement": linked_placement(row) if everywhere else None,
        }
        for row in listing.rows
    ]
    chosen = {each.name: each.value for each in listing.filters}
    return {
        "listing": listing,
        "rows": rows,
        "one_kind": bool(chosen["kin"] or chosen.get("pledge")),
        "progress": _progress(request, chosen.get("pledge")),
        "may_reverse": request.actor.holds(Verb.REVERSE_OUTCOME),
        "may_see_promises": request.actor.holds(Verb.SEE_LETTERS),
        "may_see_readings": request.actor.holds(Verb.SEE_READINGS),
    }


def _progress(request: PactRequest, pledge: str | None) -> Any:
    """The promise whose rows are asked for, with its bar."""
    if not pledge:
        return None
    chosen = Pledge.objects.visible_to(request.actor).filter(pk=int(pledge))
    found = with_done(chosen.select_related("measure", "organisation"))
    return next(iter(progress_of(found, timezone.localdate())), None)


@needs(Verb.RECORD_OUTCOME)
def record_outcome(request: PactRequest, pk: int) -> HttpResponse:
    """Tell of a deed that was promised, where no placement tells it already."""
    pledges = with_done(Pledge.objects.visible_to(request.actor))
    pledge = get_object_or_404(pledges.select_related("measure", "organisation"), pk=pk)
    by_city = may(request.actor, Verb.RECORD_OUTCOME, {Scope("pact", pledge.pact_id)})
    form = ReportForm(request.POST or None, pledge=pledge, by_city=by_city)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(
        form,
        lambda: actions.report_outcome(
            pledge, form.report(), by=request.actor, at=timezone.now()
        ),
    ) is not None:  # fmt: skip
        messages.success(request, _("Recorded. It counts from now."))
        return redirect(f"{reverse('see_outcomes')}?pledge={pledge.pk}")
    context = {"form": form, "refusal": why_not_told(pledge, by_city=by_city)}
    context["progress"] = progress_of([pledge], timezone.localdate())[0]
    return respond(request, "results/record_outcome.html", context, form)


def _alike(row: Outcome) -> str:
    """The ledger with the member's deeds of the same kind, where what was just changed is seen."""
    return f"{reverse('see_outcomes')}?kin={row.measure.kin}&member={row.organisation_id}"


@needs(Verb.REVERSE_OUTCOME)
def reverse_outcome(request: PactRequest, pk: int) -> HttpResponse:
    """A wrong row is never changed; a row of its own takes it back, with the reason."""
    row = get_object_or_404(ledger(request.actor), pk=pk)
    form = ReverseForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(
        form,
        lambda: actions.reverse_outcome(
            row,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=timezone.now(),
            correction=Correction(form.cleaned_data["correction"]),
        ),
    ) is not None:  # fmt: skip
        messages.success(request, _("Taken back. The figures follow."))
        return redirect(_alike(row))
    context = {"form": form, "row": row, "origin": origin_of(row), "promise": promise_of(row)}
    return respond(request, "results/reverse_outcome.html", context, form)


@needs(Verb.MOVE_OUTCOME)
def move_outcome(request: PactRequest, pk: int) -> HttpResponse:
    """Let the deed count towards another promise, or none; every bar is shown as it would become."""
    row = get_object_or_404(ledger(request.actor), pk=pk)
    fits = pledges_that_fit(row)
    form = MoveForm(request.POST or None, row=row, fits=fits)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(
        form,
        lambda: actions.move_outcome(
            row, form.chosen(), reason=form.cleaned_data["reason"], by=request.actor,
            at=timezone.now(),
        ),
    ) is not None:  # fmt: skip
        messages.success(request, _("Moved. Both bars follow."))
        return redirect(_alike(row))
    context = {"form": form, "row": row, "origin": origin_of(row), "promise": promise_of(row)}
    context |= {
        "stands": not row.reverses_id and not row.is_reversed,  # type: ignore[attr-defined]
        "fits": fits,
    }
    return respond(request, "results/move_outcome.html", context, form)


@needs(Verb.SEE_READINGS)
def see_readings(request: PactRequest) -> HttpResponse:
    """Who has opened rows about single persons, when, and what they had asked for."""
    rows = Reading.objects.visible_to(request.actor)
    readers = rows.order_by("account__name").values_list("account", "account__name").distinct()
    listing = Listing(
        request.GET,
        rows.select_related("account"),
        filters=(Filter("who", _("Who"), readers, lookup="account"),),
        sorts={
            "when": ("read_at", "pk"),
            "who": ("account__name", "read_at"),
            "rows": ("rows", "read_at"),
        },
        default_sort="-when",
    )
    words = asked_in_words(filters_of(request, Measure.objects.order_by("position", "pk")))
    told = [(row, words(row.asked), without_format(row.asked)) for row in listing.rows]
    return render(request, "results/see_readings.html", {"listing": listing, "told": told})
