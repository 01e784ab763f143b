"""Pages on the way to a signed letter: ready, reopen, end, discard."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import actions, signing
from pakten.agreements.commitments.content import hash_of, lines_of
from pakten.agreements.commitments.forms import EndForm
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.pages import checks_of
from pakten.agreements.commitments.queries import is_agreed, talks_of
from pakten.agreements.commitments.states import Severity
from pakten.agreements.commitments.views import HERE, letter_or_404
from pakten.base.access import Actor, Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations.queries import readers_of
from pakten.parties.organisations.states import ContactRole
from pakten.parties.pacts.http import PactRequest

Step = Callable[..., Letter]


@needs(Verb.READY_LETTER)
def ready_letter(request: PactRequest, pk: int) -> HttpResponse:
    """What is still missing, or what happens when it is marked ready."""
    letter = letter_or_404(request, pk, Verb.READY_LETTER)
    lines = lines_of(letter)
    agreed = is_agreed(list(letter.snapshots.all()), hash_of(letter, lines))
    talks = talks_of(letter, request.actor, None)
    checks = checks_of(letter, lines, agreed=agreed, talks=talks)
    more = {
        "missing": [c for c in checks if c.blocks],
        "worth_a_look": [c for c in checks if c.severity == Severity.SHOULD],
        "told": readers_of(letter.organisation, ContactRole.SIGNS),
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
