"""The sheet: for the office and for the member, filled in, sent, agreed, closed, by phone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from pakten.agreements.followup.actions import agreeing, closing, sheets
from pakten.agreements.followup.forms.sheets import CheckInForm, ObjectForm
from pakten.agreements.followup.models import CheckIn
from pakten.agreements.followup.pages import can_be_changed, lines_of, sheet_page
from pakten.agreements.followup.queries.campaigns import sheets_of
from pakten.agreements.followup.states import SheetState
from pakten.agreements.followup.views.buttons import press
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

HERE = "followup/"


def sheet_or_404(request: PactRequest, pk: int, verb: Verb) -> CheckIn:
    """A sheet the actor may see and holds the verb for."""
    rows = CheckIn.objects.visible_to(request.actor).select_related(
        "campaign", "letter", "organisation__responsible", "organisation__pact"
    )
    sheet = get_object_or_404(rows, pk=pk)
    require(request.actor, verb, sheet)
    return sheet


@needs(Verb.SEE_CHECK_IN)
def our_check_ins(request: PactRequest) -> HttpResponse:
    """A member's own sheets, year by year."""
    rows = sheets_of(request.actor).order_by("-campaign__year", "pk")
    context = {"sheets": rows[:50], "today": timezone.localdate()}
    return render(request, f"{HERE}our_check_ins.html", context)


@needs(Verb.SEE_CHECK_IN)
def see_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Promised beside recorded, both parties' side; fields while it can be changed."""
    sheet = sheet_or_404(request, pk, Verb.SEE_CHECK_IN)
    lines = lines_of(sheet)
    form = CheckInForm(sheet, lines) if can_be_changed(sheet, request.actor) else None
    return render(
        request, f"{HERE}see_check_in.html", sheet_page(request.actor, sheet, lines, form)
    )


@needs(Verb.FILL_CHECK_IN)
def fill_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Save the sheet; with `then`, also send it or say yes to it."""
    sheet = sheet_or_404(request, pk, Verb.FILL_CHECK_IN)
    if request.method != "POST":
        return redirect("see_check_in", sheet.pk)
    lines = lines_of(sheet)
    form = CheckInForm(sheet, lines, request.POST)
    if form.is_valid() and attempt(form, lambda: _save(request, sheet, form)) is not None:
        messages.success(request, _SAID.get(request.POST.get("then", ""), _SAID[""])())
        return redirect("see_check_in", sheet.pk)
    sheet.refresh_from_db()
    form.show_current(sheet.changed_at)
    page = sheet_page(request.actor, sheet, lines_of(sheet), form)
    return respond(request, f"{HERE}see_check_in.html", page, form)


_SAID: dict[str, Callable[[], str]] = {
    "": lambda: _("Saved."),
    "send": lambda: _("Sent to the member."),
    "agree": lambda: _("You have agreed to the sheet."),
}


def _save(request: PactRequest, sheet: CheckIn, form: CheckInForm) -> CheckIn:
    by, at = request.actor, timezone.now()
    kept = sheets.fill_check_in(
        sheet, form.terms(), form.answers(), seen=form.seen_at(), by=by, at=at
    )
    then = request.POST.get("then", "")
    if then == "send" and kept.state == SheetState.DRAFT:
        return sheets.send_check_in(kept, by=by, at=at)
    if then == "agree":
        return agreeing.agree_check_in(kept, by=by, at=at)
    return kept


@needs(Verb.PHONE_CHECK_IN)
def phone_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Fill in for the member while you talk; the member gets a copy to object to."""
    sheet = sheet_or_404(request, pk, Verb.PHONE_CHECK_IN)
    lines = lines_of(sheet)
    page: dict[str, Any] = sheet_page(request.actor, sheet, lines, None)
    told = page["contact"].name if page["contact"] else ""
    form = CheckInForm(sheet, lines, request.POST or None, phone=True, told_by=told)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, lambda: _phone(request, sheet, form)) is not None:
        messages.success(request, _("Noted. The member gets a copy and can object for two weeks."))
        return redirect("see_check_in", sheet.pk)
    if form.is_bound:
        sheet.refresh_from_db()
        form.show_current(sheet.changed_at)
    context = sheet_page(request.actor, sheet, lines_of(sheet), form)
    return respond(request, f"{HERE}phone_check_in.html", context, form)


def _phone(request: PactRequest, sheet: CheckIn, form: CheckInForm) -> CheckIn:
    return agreeing.phone_check_in(
        sheet, form.terms(), form.answers(), form.call(), seen=form.seen_at(),
        by=request.actor, at=timezone.now(),
    )  # fmt: skip


@needs(Verb.OBJECT_CHECK_IN)
def object_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Say what is wrong with what was noted by phone."""
    sheet = sheet_or_404(request, pk, Verb.OBJECT_CHECK_IN)
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(
            form,
            lambda: agreeing.object_check_in(sheet, why=why, by=request.actor, at=timezone.now()),
        ):
            messages.success(
                request, _("Thank you. The sheet is open again and the office is told.")
            )
            return redirect("see_check_in", sheet.pk)
    context = {"form": form, "sheet": sheet}
    return respond(request, f"{HERE}object_check_in.html", context, form)


def _step(
    request: PactRequest,
    pk: int,
    verb: Verb,
    act: Callable[[CheckIn], Any],
    said: Callable[[Any], str],
) -> HttpResponse:
    """One button, and the sheet again."""
    sheet = sheet_or_404(request, pk, verb)
    press(request, lambda: act(sheet), said)
    return redirect("see_check_in", sheet.pk)


@needs(Verb.REFRESH_CHECK_IN)
def refresh_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Take the figures anew from the ledger."""

    def said(changed: int) -> str:
        if changed:
            return _("The figures are of today. %(n)d changed.") % {"n": changed}
        return _("The figures are of today. None changed.")

    return _step(
        request, pk, Verb.REFRESH_CHECK_IN,
        lambda s: sheets.refresh_check_in(s, by=request.actor, at=timezone.now()), said,
    )  # fmt: skip


@needs(Verb.SEND_CHECK_IN)
def send_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Send the prepared sheet to the member."""
    return _step(
        request, pk, Verb.SEND_CHECK_IN,
        lambda s: sheets.send_check_in(s, by=request.actor, at=timezone.now()),
        lambda _sheet: _("Sent to the member."),
    )  # fmt: skip


@needs(Verb.AGREE_CHECK_IN)
def agree_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Say yes to the sheet as it stands; with `seen`, only if that is what was read."""
    seen = parse_datetime(request.POST.get("seen", ""))
    return _step(
        request, pk, Verb.AGREE_CHECK_IN,
        lambda s: agreeing.agree_check_in(s, seen=seen, by=request.actor, at=timezone.now()),
        lambda _sheet: _("You have agreed to the sheet."),
    )  # fmt: skip


@needs(Verb.REOPEN_CHECK_IN)
def reopen_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Open an agreed sheet again."""
    return _step(
        request, pk, Verb.REOPEN_CHECK_IN,
        lambda s: agreeing.reopen_check_in(s, by=request.actor, at=timezone.now()),
        lambda _sheet: _("The sheet is open again."),
    )  # fmt: skip


@needs(Verb.CLOSE_CHECK_IN)
def close_check_in(request: PactRequest, pk: int) -> HttpResponse:
    """Close with what was decided; for a change, on to the new version."""
    sheet = sheet_or_404(request, pk, Verb.CLOSE_CHECK_IN)
    if request.method != "POST":
        return render(request, f"{HERE}close_check_in.html", {"sheet": sheet})
    closed = press(
        request,
        lambda: closing.close_check_in(sheet, by=request.actor, at=timezone.now()),
        lambda _sheet: _("The sheet is closed."),
    )
    if closed and closed.made_id:
        return redirect("see_letter", closed.made_id)
    return redirect("see_check_in", sheet.pk)
