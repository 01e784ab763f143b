"""A file: chosen, its columns named, thrown away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.exports import as_xlsx, xlsx_response
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Listing
from pakten.parties.imports import actions
from pakten.parties.imports.actions.staging import remembered
from pakten.parties.imports.forms import ColumnsForm, FileForm
from pakten.parties.imports.headings import is_plain
from pakten.parties.imports.models import Import
from pakten.parties.imports.queries import counts_of
from pakten.parties.imports.reading import Unreadable
from pakten.parties.imports.states import BatchState, Column
from pakten.parties.pacts.http import PactRequest

SAMPLES = 3


@needs(Verb.IMPORT_ORGANISATIONS)
def import_organisations(request: PactRequest) -> HttpResponse:
    """Choose a file, or go on with an earlier one."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and (batch := _stage(request, form)):
            words = remembered(request.pact.pk)
            plain = is_plain(batch.headings, batch.columns, words)
            return redirect("see_import_rows" if plain else "map_columns", batch.pk)
    earlier = Listing(
        request.GET, Import.objects.filter(pact=request.pact).select_related("staged_by"),
        search=("file_name",), sorts={"staged": ("-staged_at",)}, default_sort="staged", per_page=20,
    )  # fmt: skip
    context = {"form": form, "listing": earlier}
    return respond(request, "imports/import_organisations.html", context, form)


def _stage(request: PactRequest, form: FileForm) -> Import | None:
    file = form.cleaned_data["file"]
    try:
        return actions.stage_import(
            file.read(), file_name=file.name or "", pact=request.pact, by=request.actor,
            at=timezone.now(),
        )  # fmt: skip
    except Unreadable as refused:
        form.add_error("file", str(refused))
        return None


@needs(Verb.IMPORT_ORGANISATIONS)
def see_import_template(request: PactRequest) -> HttpResponse:
    """An empty workbook with the columns that can be read."""
    return xlsx_response(
        as_xlsx([str(label) for label in Column.labels], []), _("members-template")
    )


def found(request: PactRequest, pk: int) -> Import:
    """The import of the pact, or 404."""
    rows = Import.objects.filter(pact=request.pact).select_related("staged_by", "ordered_by")
    return get_object_or_404(rows, pk=pk)


@needs(Verb.MAP_COLUMNS)
def map_columns(request: PactRequest, pk: int) -> HttpResponse:
    """Say what the columns are."""
    batch = found(request, pk)
    if batch.state != BatchState.STAGED:
        return redirect("see_register_import", batch.pk)
    form = ColumnsForm(batch, request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form, lambda: actions.map_columns(batch, form.columns(), by=request.actor, at=now)
        ):
            return redirect("see_import_rows", batch.pk)
    columns, counts = _with_samples(batch, form), counts_of(batch)
    context = {"batch": batch, "form": form, "columns": columns, "counts": counts}
    return respond(request, "imports/map_columns.html", context, form)


def _with_samples(batch: Import, form: ColumnsForm) -> list[dict[str, object]]:
    """Each column with what stands first in it."""
    cells = list(batch.rows.order_by("line").values_list("cells", flat=True)[:50])
    columns = []
    for at, name in enumerate(form.fields):
        texts = [row[at] for row in cells if at < len(row) and row[at]]
        columns.append({"field": form[name], "samples": texts[:SAMPLES]})
    return columns


@needs(Verb.DISCARD_IMPORT)
@require_POST
def discard_import(request: PactRequest, pk: int) -> HttpResponse:
    """Erase a file that is not imported."""
    batch = found(request, pk)
    try:
        actions.discard_import(batch, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("see_register_import", batch.pk)
    messages.success(request, _("The file is erased. Nothing was imported."))
    return redirect("import_organisations")
