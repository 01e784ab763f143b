"""The office's pages about how a letter is signed: who is left, links, records and evidence."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.states import LetterState, Method
from pakten.agreements.commitments.views import letter_or_404
from pakten.agreements.signing.actions import links, signing
from pakten.agreements.signing.forms import RecordForm, promiser
from pakten.agreements.signing.queries.standing import Row, standings
from pakten.agreements.signing.states import Standing
from pakten.agreements.signing.views.own import text_sections
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

HERE = "signing/"


def signatory_or_404(letter: Letter, pk: int) -> Signatory:
    """Somebody who is to sign this letter."""
    return get_object_or_404(letter.signatories.select_related("letter"), pk=pk)


@needs(Verb.SEE_SIGNING)
def see_signing(request: PactRequest, pk: int) -> HttpResponse:
    """Who has signed and how, who is left, and what can be done about it."""
    letter = letter_or_404(request, pk, Verb.SEE_SIGNING)
    now = timezone.now()
    rows = standings(letter, now)
    context = {
        "letter": letter, "rows": rows, "left": _left(rows), "now": now,
        "is_ready": letter.state == LetterState.READY,
        "to_ask": [r for r in _left(rows) if r.signatory.email and not _has_link(r)],
        "no_address": [r for r in _left(rows) if not r.signatory.email],
        "to_remind": [r for r in rows if r.standing == Standing.ASKED],
    }  # fmt: skip
    return render(request, f"{HERE}see_signing.html", context)


def _left(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.standing != Standing.SIGNED]


def _has_link(row: Row) -> bool:
    return row.standing in (Standing.ASKED, Standing.DECLINED)


def _confirm(
    request: PactRequest, letter: Letter, act: Callable[[], Any], said: Callable[[Any], str],
    more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """A page that says what will happen, with one button."""
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        done = attempt(form, act)
        if done is not None:
            messages.success(request, said(done))
            back = request.POST.get("event", "")
            if back.isdecimal():
                return redirect("see_programme", int(back[:18]))
            return redirect("see_signing", letter.pk)
    name = request.resolver_match.url_name if request.resolver_match else ""
    context = {"letter": letter, "form": form, **more}
    return respond(request, f"{HERE}{name}.html", context, form)


def _asked_for(request: PactRequest, letter: Letter) -> Signatory | None:
    asked = (request.POST or request.GET).get("only", "")
    return signatory_or_404(letter, int(asked[:18])) if asked.isdecimal() else None


@needs(Verb.ASK_FOR_SIGNATURES)
def ask_for_signatures(request: PactRequest, pk: int) -> HttpResponse:
    """Mail personal links, after saying to whom."""
    letter = letter_or_404(request, pk, Verb.ASK_FOR_SIGNATURES)
    only = _asked_for(request, letter)
    rows = _left(standings(letter, timezone.now()))
    chosen = [
        r for r in rows if r.signatory.email and (only == r.signatory or not (only or _has_link(r)))
    ]
    return _confirm(
        request, letter,
        lambda: links.ask_for_signatures(letter, only=only, by=request.actor, at=timezone.now()),
        lambda sent: _("Links on their way: %(n)d.") % {"n": len(sent)},
        {"chosen": chosen, "only": only, "event": (request.POST or request.GET).get("event", ""),
         "no_address": [r for r in rows if not r.signatory.email and not only]},
    )  # fmt: skip


@needs(Verb.REMIND_SIGNATORIES)
def remind_signatories(request: PactRequest, pk: int) -> HttpResponse:
    """Mail those who have a link and have not signed."""
    letter = letter_or_404(request, pk, Verb.REMIND_SIGNATORIES)
    rows = [r for r in standings(letter, timezone.now()) if r.standing == Standing.ASKED]
    return _confirm(
        request, letter,
        lambda: links.remind_signatories(letter, by=request.actor, at=timezone.now()),
        lambda sent: _("Reminders on their way: %(n)d.") % {"n": len(sent)},
        {"chosen": rows},
    )  # fmt: skip


@needs(Verb.REVOKE_LINK)
def revoke_link(request: PactRequest, pk: int, signatory_pk: int) -> HttpResponse:
    """Make somebody's link stop working."""
    letter = letter_or_404(request, pk, Verb.REVOKE_LINK)
    signatory = signatory_or_404(letter, signatory_pk)
    return _confirm(
        request, letter,
        lambda: links.revoke_link(signatory, by=request.actor, at=timezone.now()),
        lambda _n: _("The link no longer works."),
        {"signatory": signatory},
    )  # fmt: skip


@needs(Verb.SIGN_LETTER)
def sign_letter(request: PactRequest, pk: int, signatory_pk: int) -> HttpResponse:
    """Record that somebody has signed, on paper or at an occasion, the text on the page."""
    letter = letter_or_404(request, pk, Verb.SIGN_LETTER)
    signatory = signatory_or_404(letter, signatory_pk)
    initial = {"content_hash": letter.content_hash, "signed_on": timezone.localdate()}
    form = RecordForm(request.POST or None, initial=initial | {"method": Method.OCCASION})
    if request.method == "POST" and form.is_valid():
        now, by = timezone.now(), request.actor
        if attempt(
            form, lambda: signing.sign_letter(letter, signatory, form.signing(), by=by, at=now)
        ):
            letter.refresh_from_db()
            messages.success(request, said_after(letter))
            return redirect("see_signing", letter.pk)
        letter.refresh_from_db()
        form.show_current(letter.content_hash)
    context = {
        "letter": letter, "form": form, "signatory": signatory,
        "sections": text_sections(letter), "signer": promiser(letter, signatory.party),
        "can_sign": letter.state == LetterState.READY,
    }  # fmt: skip
    return respond(request, f"{HERE}sign_letter.html", context, form)


def said_after(letter: Letter) -> str:
    """What to say when a signature is recorded."""
    if letter.state == LetterState.ACTIVE:
        return _("All have signed. The letter is in force.")
    left = letter.signatories.filter(signature__isnull=True).order_by("party", "position", "id")
    names = ", ".join(each.name for each in left)
    return _("The signature is recorded. Left to sign: %(names)s.") % {"names": names}
