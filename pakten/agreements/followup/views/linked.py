"""A sheet by a personal link: read it, write on it, say yes with a code, without an account."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.agreements.followup.actions import agreeing, linked, sheets
from pakten.agreements.followup.forms.sheets import LinkedForm, ObjectForm
from pakten.agreements.followup.models import CheckIn, SheetLink
from pakten.agreements.followup.pages import can_be_changed, lines_of, sheet_page
from pakten.agreements.followup.views.buttons import press
from pakten.agreements.followup.views.sheets import sheet_or_404
from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.languages import AT_WORK
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.links import DeadLink, gone, hash_of_token, step_into_pact, unseen

HERE = "followup/"


def _link_or_404(request: HttpRequest, token: str) -> SheetLink:
    step_into_pact(request, token)
    rows = SheetLink.objects.select_related(
        "contact", "check_in__campaign", "check_in__letter", "check_in__organisation__pact",
        "check_in__organisation__responsible",
    )  # fmt: skip
    link = rows.filter(token_hash=hash_of_token(token)).first()
    if link is None:
        raise DeadLink
    if link.contact and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(link.contact.language)
    if get_language() not in AT_WORK:
        translation.activate("sv")
    request.LANGUAGE_CODE = get_language() or "sv"
    return link


def _dead(request: HttpRequest, link: SheetLink) -> HttpResponse:
    return gone(render(request, f"{HERE}dead_sheet_link.html", {"link": link}))


@open_to_all
def sheet_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """The sheet with its fields, and the yes with a code."""
    link, now = _link_or_404(request, link_token), timezone.now()
    if not link.works(now):
        return _dead(request, link)
    sheet, lines = link.check_in, lines_of(link.check_in)
    form = None
    if can_be_changed(sheet, link.holder):
        form = LinkedForm(sheet, lines, request.POST if request.method == "POST" else None)
    if form and form.is_bound and form.is_valid() and _done(request, link, form):
        return redirect(f"{request.path}#yes" if form.then == "code" else request.path)
    if form and form.is_bound:
        sheet.refresh_from_db()
        form.show_current(sheet.changed_at)
    code = link.codes.first()
    context = sheet_page(link.holder, sheet, lines_of(sheet), form) | {
        "link": link, "link_token": link_token, "code": code if code and code.works(now) else None,
    }  # fmt: skip
    forms = [form] if form else []
    return unseen(respond(request, f"{HERE}sheet_by_link.html", context, *forms))


def _done(request: HttpRequest, link: SheetLink, form: LinkedForm) -> bool:
    """Save; then send a code, or say yes with it. What was saved is kept whatever comes of the rest."""
    by, at, sheet = link.holder, timezone.now(), link.check_in

    def save() -> CheckIn:
        linked.lock_link(link, at)
        values = form.terms(), form.answers()
        return sheets.fill_check_in(sheet, *values, seen=form.seen_at(), by=by, at=at)

    kept = attempt(form, save)
    if kept is None:
        return False
    linked.open_by_link(link, at=at)
    if form.then == "code":
        return attempt(form, lambda: linked.send_sheet_code(link, request.path, at=at)) is not None
    if form.then == "agree":
        return _agreed(request, link, form, kept)
    messages.success(request, _("Saved. The pact office sees what you wrote."))
    return True


def _agreed(request: HttpRequest, link: SheetLink, form: LinkedForm, kept: CheckIn) -> bool:
    at = timezone.now()
    code = linked.use_sheet_code(link, form.cleaned_data["code"], at=at)
    if code is None:
        form.add_error("code", _("The code is wrong or too old. Look in the latest mail."))
        return False
    seen = kept.changed_at
    said = attempt(form, lambda: linked.agree_by_link(link, code, seen=seen, at=at))
    if said:
        messages.success(request, _("Thank you. You have said yes to the sheet."))
    return said is not None


@open_to_all
def object_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """Say what is wrong with what was noted by phone."""
    link, now = _link_or_404(request, link_token), timezone.now()
    if not link.works(now):
        return _dead(request, link)
    form, sheet, by = ObjectForm(request.POST or None), link.check_in, link.holder
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(form, lambda: agreeing.object_check_in(sheet, why=why, by=by, at=now)):
            said = _("Thank you. The sheet is open again and the office is told.")
            messages.success(request, said)
            return redirect("sheet_by_link", link_token)
    context = {"form": form, "sheet": sheet, "link_token": link_token}
    return unseen(respond(request, f"{HERE}object_by_link.html", context, form))


@needs(Verb.REVOKE_SHEET_LINK)
def revoke_sheet_link(request: PactRequest, pk: int, link_pk: int) -> HttpResponse:
    """Make a contact's link to the sheet stop working."""
    sheet = sheet_or_404(request, pk, Verb.REVOKE_SHEET_LINK)
    link = get_object_or_404(SheetLink, check_in=sheet, pk=link_pk)
    press(
        request,
        lambda: linked.revoke_sheet_link(link, by=request.actor, at=timezone.now()),
        lambda _many: _("The link no longer works."),
    )
    return redirect("see_check_in", sheet.pk)
