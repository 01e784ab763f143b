"""Pages on the way to a signed letter: ready, reopen, sign, end, discard."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import actions, signing
from pakten.agreements.commitments.content import lines_of, promises_of, signers_of, terms_of
from pakten.agreements.commitments.forms import EndForm, SignForm
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.rules import readiness
from pakten.agreements.commitments.sheet import sections_of
from pakten.agreements.commitments.states import LetterState, Method, Party
from pakten.agreements.commitments.views import HERE, letter_or_404
from pakten.base.access import Actor, Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

Step = Callable[..., Letter]


@needs(Verb.READY_LETTER)
def ready_letter(request: PactRequest, pk: int) -> HttpResponse:
    """What is still missing, or what happens when it is marked ready."""
    letter = letter_or_404(request, pk, Verb.READY_LETTER)
    lines = lines_of(letter)
    checks = readiness(terms_of(letter), promises_of(lines), signers_of(letter))
    more = {
        "checks": checks,
        "missing": [c for c in checks if not c.done],
        "contact": letter.organisation.contacts.first(),
    }
    said = _("The letter is ready to sign.")
    return _confirm(request, letter, signing.ready_letter, said, more)


@needs(Verb.REOPEN_LETTER)
def reopen_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Open the letter for change; says first which signatures are cleared."""
    letter = letter_or_404(request, pk, Verb.REOPEN_LETTER)
    more: dict[str, Any] = {"signatures": list(letter.signatures.all())}
    said = _("The letter is a draft again.")
    return _confirm(request, letter, signing.reopen_letter, said, more)


def _confirm(
    request: PactRequest, letter: Letter, step: Step, said: str, more: dict[str, Any]
) -> HttpResponse:
    """A page that says what will happen, with one button."""
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        moved = attempt(form, lambda: step(letter, by=request.actor, at=timezone.now()))
        if moved:
            messages.success(request, said)
            return redirect("see_letter", letter.pk)
    return respond(
        request, f"{HERE}{step.__name__}.html", {"letter": letter, "form": form, **more}, form
    )


@needs(Verb.SIGN_LETTER)
def sign_letter(request: PactRequest, pk: int, party: str) -> HttpResponse:
    """Record that one party has signed the text that stands on the page."""
    letter = letter_or_404(request, pk, Verb.SIGN_LETTER)
    if party not in Party.values:
        raise Http404
    form = SignForm(request.POST or None, initial=_signer(letter, party))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form,
            lambda: signing.sign_letter(
                letter, form.signing(Party(party)), by=request.actor, at=now
            ),
        ):
            letter.refresh_from_db()
            messages.success(request, _said(letter))
            return redirect("see_letter", letter.pk)
        letter.refresh_from_db()
        form.show_current(letter.content_hash)
    lines = lines_of(letter)
    context = {"letter": letter, "form": form, "sections": sections_of(lines)}
    context["signer"] = letter.pact.city if party == Party.CITY else letter.organisation.name
    context["can_sign"] = letter.state == LetterState.READY
    return respond(request, f"{HERE}sign_letter.html", context, form)


def _said(letter: Letter) -> str:
    if letter.state == LetterState.ACTIVE:
        return _("Both have signed. The letter is in force.")
    return _("The signature is recorded. The other party is left.")


def _signer(letter: Letter, party: str) -> dict[str, Any]:
    planned = letter.signatories.filter(party=party).first()
    return {
        "content_hash": letter.content_hash,
        "name": planned.name if planned else "",
        "title": planned.title if planned else "",
        "signed_on": timezone.localdate(),
        "method": Method.OCCASION,
    }


@needs(Verb.END_LETTER)
def end_letter(request: PactRequest, pk: int) -> HttpResponse:
    """End a letter in force, with a reason."""
    letter = letter_or_404(request, pk, Verb.END_LETTER)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form, lambda: signing.end_letter(letter, form.reason(), by=request.actor, at=now)
        ):
            messages.success(request, _("The letter has ended."))
            return redirect("see_letter", letter.pk)
    return respond(request, f"{HERE}end_letter.html", {"letter": letter, "form": form}, form)


@needs(Verb.DISCARD_LETTER)
def discard_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after asking."""
    letter = letter_or_404(request, pk, Verb.DISCARD_LETTER)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        house = attempt(form, lambda: _discard(letter, request.actor))
        if house:
            messages.success(request, _("The draft is thrown away."))
            return redirect("see_organisation", house.pk)
    return respond(request, f"{HERE}discard_letter.html", {"letter": letter, "form": form}, form)


def _discard(letter: Letter, by: Actor) -> Any:
    return actions.discard_letter(letter, by=by, at=timezone.now())
