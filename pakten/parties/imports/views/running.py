"""An import under way, done, stopped, taken back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import respond
from pakten.parties.imports import actions
from pakten.parties.imports.actions.undoing import used_ids, why_kept
from pakten.parties.imports.models import Import
from pakten.parties.imports.queries import Counts, counts_of
from pakten.parties.imports.rows import why_left
from pakten.parties.imports.states import BatchState
from pakten.parties.imports.views.files import found
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import PactRequest

MOST_NAMED = 20


@needs(Verb.IMPORT_ORGANISATIONS)
def see_register_import(request: PactRequest, pk: int) -> HttpResponse:
    """How far the import has come, or what came of it."""
    batch = found(request, pk)
    if batch.state == BatchState.STAGED:
        return redirect("see_import_rows", batch.pk)
    counts = counts_of(batch)
    context: dict[str, Any] = {"batch": batch, "counts": counts, "steps": "import"}
    if batch.is_at_work:
        context["progress"] = _progress(batch, counts)
        return render(request, "imports/_progress_page.html", context)
    context["left"] = [(row, why_left(row.left_because)) for row in _left(batch)]
    context["can_undo"] = _can_undo(batch)
    response = respond(request, "imports/see_register_import.html", context)
    if request.htmx:
        response["HX-Refresh"] = "true"  # the work is over: show the whole page
    return response


def _left(batch: Import) -> Any:
    rows = batch.rows.exclude(left_because="").select_related("organisation").order_by("line")
    return rows[:MOST_NAMED]


def _can_undo(batch: Import) -> bool:
    open_ = batch.state in (BatchState.DONE, BatchState.STOPPED) and not batch.forgotten_at
    return open_ and batch.undo_until is not None and timezone.localdate() <= batch.undo_until


def _progress(batch: Import, counts: Counts) -> dict[str, Any]:
    """How much is done, and about how long it takes still."""
    undoing = batch.state == BatchState.UNDOING
    done, whole = (counts.undone, counts.done) if undoing else (counts.done, counts.whole)
    return {"done": done, "whole": whole, "undoing": undoing, "left": max(0, whole - done)}


Action = Callable[..., Import]


def _do(request: PactRequest, pk: int, action: Action) -> HttpResponse:
    batch, now = found(request, pk), timezone.now()
    try:
        action(batch, by=request.actor, at=now)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_register_import", batch.pk)


@needs(Verb.CARRY_OUT_IMPORT)
@require_POST
def carry_out_import(request: PactRequest, pk: int) -> HttpResponse:
    """Begin, or go on."""
    return _do(request, pk, actions.carry_out_import)


@needs(Verb.STOP_IMPORT)
@require_POST
def stop_import(request: PactRequest, pk: int) -> HttpResponse:
    """Stop after the rows under way."""
    return _do(request, pk, actions.stop_import)


@needs(Verb.TAKE_BACK_IMPORT)
def take_back_import(request: PactRequest, pk: int) -> HttpResponse:
    """What is taken back and what stays, before it happens; then it happens."""
    if request.method == "POST":
        return _do(request, pk, actions.take_back_import)
    batch = found(request, pk)
    if not _can_undo(batch):
        return redirect("see_register_import", batch.pk)
    context = {"batch": batch, "counts": counts_of(batch), "kept": _kept(batch)[:MOST_NAMED]}
    return render(request, "imports/take_back_import.html", context)


def _kept(batch: Import) -> list[tuple[Organisation, str]]:
    """What the import made and cannot take away again, with the reason."""
    rows = batch.rows.filter(done_at__isnull=False, is_made=True).select_related("organisation")
    made = {row.organisation: row for row in rows.order_by("line") if row.organisation}
    used = used_ids([house.pk for house in made])
    whys = [(house, why_kept(row, house, used)) for house, row in made.items()]
    return [(house, why_left(why)) for house, why in whys if why]
