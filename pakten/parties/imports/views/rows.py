"""The rows of a file: those that wait, those that go in, and one to mend."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.exports import Column as ExportColumn
from pakten.base.ui.exports import export
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.imports import actions
from pakten.parties.imports.cells import Words
from pakten.parties.imports.forms import RowForm
from pakten.parties.imports.models import Import, ImportRow
from pakten.parties.imports.queries import counts_of
from pakten.parties.imports.rows import ShownRow, shown_rows
from pakten.parties.imports.states import WAITS, BatchState, Column, RowState
from pakten.parties.imports.views.files import found
from pakten.parties.pacts.http import PactRequest

WAITING = "waiting"
FIRST = 5


@needs(Verb.IMPORT_ORGANISATIONS)
def see_import_rows(request: PactRequest, pk: int) -> HttpResponse:
    """What the file would do: the rows that wait for somebody first."""
    batch = found(request, pk)
    if batch.is_at_work or batch.forgotten_at or batch.state == BatchState.UNDONE:
        return redirect("see_register_import", batch.pk)
    words = Words.of(request.pact.pk)
    listing = _listing(request, batch)
    if listing.format:
        return _export(listing, batch, words)
    chosen = listing.filters[0].value
    shown = shown_rows(listing.rows, words)
    context = {
        "batch": batch, "listing": listing, "counts": counts_of(batch), "rows": shown,
        "state": chosen, "is_waiting": chosen == WAITING,
        "others": [] if request.GET.get("state") else _going_in(batch, words),
        "columns": _columns(batch), "steps": "rows",
    }  # fmt: skip
    return respond(request, "imports/see_import_rows.html", context)


def _listing(request: PactRequest, batch: Import) -> Listing[ImportRow]:
    def of_state(value: str) -> Q:
        return Q(state__in=WAITS) if value == WAITING else Q(state=value, done_at__isnull=True)

    query = request.GET.copy()
    query.setdefault("state", WAITING)
    states = [(WAITING, _("Needs you")), *RowState.choices]
    return Listing(
        query, batch.rows.select_related("organisation"),
        search=(f"values__{Column.NAME}", f"values__{Column.NUMBER}"),
        filters=(Filter("state", _("Outcome"), states, where=of_state),),
        sorts={"line": ("line",)}, default_sort="line", per_page=25,
    )  # fmt: skip


def _going_in(batch: Import, words: Words) -> list[ShownRow]:
    rows = batch.rows.filter(done_at__isnull=True).exclude(state__in=WAITS).order_by("line")
    return shown_rows(rows[:FIRST], words)


def _columns(batch: Import) -> list[tuple[str, str]]:
    """Each heading with what it is, "" for one that is left out."""
    labels: dict[str, Any] = dict(Column.choices)
    pairs = zip(batch.headings, batch.columns, strict=False)
    return [(heading, str(labels.get(column, ""))) for heading, column in pairs if heading]


def _export(listing: Listing[ImportRow], batch: Import, words: Words) -> HttpResponse:
    """The rows as they stand in the file, with what is wrong in a column of its own."""
    listing.queryset = shown_rows(listing.queryset, words)  # type: ignore[assignment]
    columns = [ExportColumn(_("Row"), "row.line"), ExportColumn(_("What is wrong"), "said")]
    columns += [
        ExportColumn(heading or f"{at + 1}", _cell_at(at))
        for at, heading in enumerate(batch.headings)
    ]
    return export(listing, columns, filename=_("rows-to-mend"))


def _cell_at(at: int) -> Callable[[ShownRow], str]:
    return lambda shown: str(shown.row.cells[at])


@needs(Verb.MEND_ROW)
def mend_row(request: PactRequest, pk: int, row_number: int) -> HttpResponse:
    """One row with all its cells; mended, chosen about, or left out."""
    batch = found(request, pk)
    row = get_object_or_404(batch.rows.select_related("organisation"), line=row_number)
    form = RowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        kept = attempt(
            form, lambda: actions.mend_row(batch, row.line, form.mend(), by=request.actor, at=now)
        )
        if kept and kept.state not in WAITS:
            _say_mended(request, kept)
            return redirect(f"{reverse('see_import_rows', args=[batch.pk])}#main")
        shown = kept or row
        return _row_page(request, batch, shown, form)
    return _row_page(request, batch, row, form)


def _say_mended(request: PactRequest, row: ImportRow) -> None:
    told = {"line": row.line, "state": row.get_state_display()}
    messages.success(request, _("Row %(line)d: %(state)s.") % told)


def _row_page(request: PactRequest, batch: Import, row: ImportRow, form: RowForm) -> HttpResponse:
    words = Words.of(request.pact.pk)
    (shown,) = shown_rows([row], words, whole=True)
    context = {"batch": batch, "row": row, "shown": shown, "form": form}
    response = respond(request, "imports/mend_row.html", context, form)
    if request.method == "POST":
        response.status_code = 422
    return response


@needs(Verb.CHECK_AGAIN)
@require_POST
def check_again(request: PactRequest, pk: int) -> HttpResponse:
    """Judge every row once more against the register of now."""
    batch = found(request, pk)
    try:
        n = actions.check_again(batch, by=request.actor, at=timezone.now())
        said = ngettext("%(n)d row stands differently now.", "%(n)d rows stand differently now.", n)
        messages.success(request, said % {"n": n} if n else _("Every row stands as before."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_import_rows", batch.pk)
