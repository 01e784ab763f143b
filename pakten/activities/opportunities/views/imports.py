"""Job ads from a file: uploaded, previewed, posted, undone."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pakten.activities.opportunities.actions import imports
from pakten.activities.opportunities.adfile import BrokenAdFile
from pakten.activities.opportunities.forms.imports import AdFileForm, PickAdsForm
from pakten.activities.opportunities.forms.steps import ConfirmForm
from pakten.activities.opportunities.models import ImportBatch
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

STATES = {
    "ready": gettext_lazy("Can be posted"),
    "known": gettext_lazy("Already here"),
    "unmatched": gettext_lazy("No member has this number or name"),
    "not_yours": gettext_lazy("Another employer's"),
    "not_active": gettext_lazy("The organisation has no letter of intent in force"),
}
WARNINGS = {
    "no_occupation": gettext_lazy("The occupation is not known here; choose one afterwards."),
    "unknown_terms": gettext_lazy("Some requirements are not known here and are left out."),
    "removed": gettext_lazy("The ad has been taken away where it came from."),
    "start_left_out": gettext_lazy("The start came before the last day to apply and is left out."),
}


@needs(Verb.IMPORT_ADS)
def import_ads(request: PactRequest) -> HttpResponse:
    """Choose a file. It is read whole or not at all, and shown before anything is posted."""
    sent = request.method == "POST"
    form = AdFileForm(request.POST, request.FILES) if sent else AdFileForm()
    if sent and form.is_valid() and (batch := _stage(request, form)):
        return redirect("see_import", batch.pk)
    earlier = ImportBatch.objects.visible_to(request.actor).select_related("staged_by")
    context = {"form": form, "earlier": earlier.order_by("-staged_at", "-pk")[:10]}
    return respond(request, "opportunities/import_ads.html", context, form)


def _stage(request: PactRequest, form: AdFileForm) -> ImportBatch | None:
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    if (file.size or 0) > settings.LARGEST_UPLOAD:
        form.add_error("file", _("The file is larger than 20 MB: divide it."))
        return None
    try:
        return imports.stage_ads(
            file.read(), file_name=file.name or "", pact=request.pact, by=request.actor,
            at=timezone.now(),
        )  # fmt: skip
    except BrokenAdFile as broken:
        form.add_error("file", str(broken).splitlines())
        return None


def _batch(request: PactRequest, pk: int) -> ImportBatch:
    batches = ImportBatch.objects.visible_to(request.actor).select_related("staged_by")
    batch = get_object_or_404(batches, pk=pk)
    require(request.actor, Verb.IMPORT_ADS, batch)
    return batch


@needs(Verb.IMPORT_ADS)
def see_import(request: PactRequest, batch_id: int) -> HttpResponse:
    """What the file holds; tick what to post."""
    batch = _batch(request, batch_id)
    rows = [_shown(row) for row in batch.ads]
    ready = [row["id"] for row in rows if row["state"] == imports.READY]
    posting = request.method == "POST"
    form = PickAdsForm(request.POST if posting else None, ids=ready)
    if posting and form.is_valid():
        picked, now = form.cleaned_data["picked"], timezone.now()
        posted = attempt(form, lambda: imports.import_ads(batch, picked, by=request.actor, at=now))
        if posted:
            told = ngettext("%(n)d opening is posted.", "%(n)d openings are posted.", len(posted))
            messages.success(request, told % {"n": len(posted)})
            return redirect("see_import", batch.pk)
    context = {
        "form": form, "batch": batch, "rows": rows, "ready": len(ready),
        "picked": request.POST.getlist("picked") if posting else [
            row["id"] for row in rows if row["state"] == imports.READY and "removed" not in row["warnings"]
        ],
        "openings": batch.openings.select_related("organisation").order_by("title", "pk"),
        "undo_until": batch.posted_at and batch.posted_at + timedelta(days=imports.UNDO_DAYS),
    }  # fmt: skip
    return respond(request, "opportunities/see_import.html", context, form)


def _shown(row: imports.Staged) -> imports.Staged:
    """A staged ad with its codes in words."""
    return {
        **row, "state_text": STATES[row["state"]],
        "warning_texts": [WARNINGS[code] for code in row["warnings"]],
    }  # fmt: skip


@needs(Verb.IMPORT_ADS)
def undo_import(request: PactRequest, batch_id: int) -> HttpResponse:
    """Take back what the import posted."""
    batch = _batch(request, batch_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return redirect("see_import", batch.pk)
    now = timezone.now()
    undone = attempt(form, lambda: imports.undo_import(batch, by=request.actor, at=now))
    if undone:
        messages.success(request, _("The import is undone."))
        return redirect("see_import", batch.pk)
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect("see_import", batch.pk)
