"""Comments on a draft: write, answer, mend, take back, solve, open again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.forms import CommentForm
from pakten.agreements.commitments.models import Comment, Letter, Pledge
from pakten.agreements.commitments.queries import pledge_text
from pakten.agreements.commitments.sides import side_of
from pakten.agreements.commitments.states import Party
from pakten.agreements.commitments.views.letters import HERE, letter_or_404
from pakten.base.access import Denied, Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.parties.pacts.http import PactRequest

Step = Callable[..., Comment]


def _comment(request: PactRequest, letter: Letter, pk: int) -> Comment:
    rows = Comment.objects.visible_to(request.actor).filter(letter=letter)
    return get_object_or_404(rows.select_related("letter", "pledge__measure"), pk=pk)


def _back(comment: Comment) -> HttpResponse:
    page = reverse("see_letter", args=[comment.letter_id])
    return redirect(f"{page}#comment-{comment.answers_id or comment.pk}")


@needs(Verb.COMMENT_LETTER)
def comment_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Write a comment: on the letter, on ?pledge, or as an answer to ?answers."""
    letter = letter_or_404(request, pk, Verb.COMMENT_LETTER)
    pledge = _asked_pledge(request, letter)
    first = _asked_comment(request, letter)
    office = side_of(request.actor, letter) == Party.CITY
    form = CommentForm(request.POST or None, by_office=office and first is None)
    if request.method == "POST" and form.is_valid():
        internal = form.cleaned_data.get("is_internal", False)
        remark = actions.Remark(form.cleaned_data["text"], pledge, first, internal)
        now = timezone.now()
        made = attempt(
            form, lambda: actions.comment_letter(letter, remark, by=request.actor, at=now)
        )
        if made:
            messages.success(request, _("Your comment is on the draft."))
            return _back(made)
    context = {"letter": letter, "form": form, "first": first, "pledge": pledge}
    context["about"] = pledge_text(pledge) if pledge else ""
    return respond(request, f"{HERE}comment_letter.html", context, form)


def _asked_pledge(request: PactRequest, letter: Letter) -> Pledge | None:
    asked = request.GET.get("pledge", "")
    rows = Pledge.objects.select_related("measure").filter(letter_lines__letter=letter)
    return rows.filter(pk=number_in(asked)).first()


def _asked_comment(request: PactRequest, letter: Letter) -> Comment | None:
    asked = request.GET.get("answers", "")
    if not asked.isdecimal():
        return None
    found = _comment(request, letter, number_in(asked))
    return _comment(request, letter, found.answers_id) if found.answers_id else found


@needs(Verb.EDIT_COMMENT)
def edit_comment(request: PactRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Mend one's own comment, or take it back."""
    letter = letter_or_404(request, pk, Verb.EDIT_COMMENT)
    comment = _comment(request, letter, comment_pk)
    if comment.author_id != request.actor.account_id:
        raise Denied(Verb.EDIT_COMMENT.value)
    form = CommentForm(request.POST or None, initial={"text": comment.text})
    if request.method == "POST" and form.is_valid():
        typed, now = form.cleaned_data["text"], timezone.now()
        if attempt(form, lambda: actions.edit_comment(comment, typed, by=request.actor, at=now)):
            messages.success(request, _("Saved."))
            return _back(comment)
    context = {"letter": letter, "form": form, "comment": comment}
    return respond(request, f"{HERE}edit_comment.html", context, form)


def _press(
    request: PactRequest, pk: int, comment_pk: int, *, verb: Verb, step: Step, said: str
) -> HttpResponse:
    """One press on a comment."""
    letter = letter_or_404(request, pk, verb)
    comment = _comment(request, letter, comment_pk)
    form = forms.Form(request.POST)
    if request.method == "POST":
        now: Any = timezone.now()
        if attempt(form, lambda: step(comment, by=request.actor, at=now)):
            messages.success(request, said)
        else:
            messages.error(request, str(form.non_field_errors()[0]))
    return _back(comment)


@needs(Verb.WITHDRAW_COMMENT)
def withdraw_comment(request: PactRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Take one's own comment back."""
    said = _("The comment is taken back.")
    verb = Verb.WITHDRAW_COMMENT
    return _press(request, pk, comment_pk, verb=verb, step=actions.withdraw_comment, said=said)


@needs(Verb.RESOLVE_COMMENT)
def resolve_comment(request: PactRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Say that a comment is dealt with."""
    said = _("The comment is solved.")
    verb = Verb.RESOLVE_COMMENT
    return _press(request, pk, comment_pk, verb=verb, step=actions.resolve_comment, said=said)


@needs(Verb.REOPEN_COMMENT)
def reopen_comment(request: PactRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Say that it was not."""
    said = _("The comment is open again.")
    verb = Verb.REOPEN_COMMENT
    return _press(request, pk, comment_pk, verb=verb, step=actions.reopen_comment, said=said)
