"""Between the parties: send a draft, agree to it, mark it as read, compare, and revise."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.content import lines_of
from pakten.agreements.commitments.forms import AgreeForm, ReviseForm, ShareForm
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.pages import changes_page, checks_of
from pakten.agreements.commitments.sides import side_of
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.commitments.views.letters import HERE, letter_or_404
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest


@needs(Verb.SEE_LETTERS)
def see_changes(request: PactRequest, pk: int) -> HttpResponse:
    """What differs between any two texts of a letter, in the text or side by side."""
    letter = letter_or_404(request, pk, Verb.SEE_LETTERS)
    return render(request, f"{HERE}see_changes.html", changes_page(request, letter))


@needs(Verb.SHARE_LETTER)
def share_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Send the draft to the other party, with a few words."""
    letter = letter_or_404(request, pk, Verb.SHARE_LETTER)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words, now = form.cleaned_data["words"], timezone.now()
        if attempt(form, lambda: actions.share_letter(letter, words, by=request.actor, at=now)):
            messages.success(request, _("The draft is sent."))
            return redirect("see_letter", letter.pk)
    lines = lines_of(letter)
    context: dict[str, Any] = {"letter": letter, "form": form}
    context["missing"] = [c for c in checks_of(letter, lines) if c.blocks]
    context["to_city"] = side_of(request.actor, letter) == Party.MEMBER
    context["is_draft"] = letter.state == LetterState.DRAFT
    return respond(request, f"{HERE}share_letter.html", context, form)


@needs(Verb.AGREE_LETTER)
def agree_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Say yes to the text that the other party sent."""
    letter = letter_or_404(request, pk, Verb.AGREE_LETTER)
    if request.method != "POST":
        return redirect("see_letter", letter.pk)
    form = AgreeForm(request.POST)
    if form.is_valid():
        read, now = form.cleaned_data["content_hash"], timezone.now()
        if attempt(form, lambda: actions.agree_letter(letter, read, by=request.actor, at=now)):
            messages.success(request, _("You have agreed to the text. Now it can be signed."))
            return redirect("see_letter", letter.pk)
    messages.error(request, str(form.non_field_errors()[0]))
    return redirect("see_letter", letter.pk)


@needs(Verb.READ_LETTER)
def read_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Mark the text and the comments as read."""
    letter = letter_or_404(request, pk, Verb.READ_LETTER)
    if request.method == "POST":
        actions.read_letter(letter, by=request.actor, at=timezone.now())
        messages.success(request, _("Marked as read."))
    return redirect("see_letter", letter.pk)


@needs(Verb.REVISE_LETTER)
def revise_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Begin the next version of a letter in force, and say why."""
    letter = letter_or_404(request, pk, Verb.REVISE_LETTER)
    today = timezone.localdate()
    dates = {"valid_from": max(today, letter.valid_from), "valid_to": letter.valid_to}
    form = ReviseForm(request.POST or None, initial=dates)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _revise(request, letter, form))
        if made:
            messages.success(request, _("The new version has begun as a draft."))
            return redirect("see_letter", made.pk)
    context = {"letter": letter, "form": form, "can": letter.state == LetterState.ACTIVE}
    return respond(request, f"{HERE}revise_letter.html", context, form)


def _revise(request: PactRequest, letter: Letter, form: ReviseForm) -> Letter:
    return actions.revise_letter(
        letter, form.terms(), form.revision(), by=request.actor, at=timezone.now()
    )
