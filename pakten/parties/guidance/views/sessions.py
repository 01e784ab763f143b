"""Filling in together: start, read out, end, and the copy."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt, respond
from pakten.parties.guidance import actions
from pakten.parties.guidance.banner import names_of
from pakten.parties.guidance.forms import AnswersForm, StartForm
from pakten.parties.guidance.lines import both, direction, lines_of, name_of, part_name
from pakten.parties.guidance.models import Session
from pakten.parties.guidance.notices import can_have_copy, copy_text
from pakten.parties.guidance.queries import open_session
from pakten.parties.guidance.states import HELP
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.consent_texts import written_in
from pakten.parties.people.forms import EmptyForm
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

# What is said in both languages on the page where the lines are read out.
SPOKEN = {
    "title": gettext_noop("Before we begin"),
    "undo": gettext_noop("You can change your mind at any time. Then we take it away."),
    "yes": gettext_noop("Yes"),
    "no": gettext_noop("No"),
}


def _person(request: PactRequest, pk: int) -> Participant:
    return get_object_or_404(Participant.objects.visible_to(request.actor), pk=pk)


def _session(request: PactRequest, pk: int) -> Session:
    rows = Session.objects.visible_to(request.actor).select_related("participant", "led_by")
    session = get_object_or_404(rows, pk=pk)
    look(session.participant_id, LookPurpose.PAGE, request.actor, timezone.now())
    return session


@needs(Verb.START_SESSION)
def start_session(request: PactRequest, pk: int) -> HttpResponse:
    """Who is in the room, before anything is read out."""
    person = _person(request, pk)
    if found := open_session(request.actor, pk):
        return redirect("answer_lines", found.pk)
    form = StartForm(request.POST or None, initial={"language": person.language})
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        made = attempt(form, lambda: actions.start_session(person, form.values(), by=by, at=at))
        if made:
            return redirect("answer_lines", made.pk)
    return respond(request, "guidance/start_session.html", {"person": person, "form": form}, form)


@needs(Verb.ANSWER_LINES)
def answer_lines(request: PactRequest, pk: int) -> HttpResponse:
    """Each line in both languages; the person says yes or no."""
    session = _session(request, pk)
    if session.ended_at:
        return redirect("see_session", pk)
    form = AnswersForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, at, said = request.actor, timezone.now(), form.answers()
        kept = attempt(form, lambda: actions.answer_lines(session, said, by=by, at=at))
        if kept and kept.ended_at:
            messages.info(request, _("The person said no to help. Nothing is written down."))
            return redirect("see_session", pk)
        if kept:
            messages.success(request, _("The answers are saved. Begin with the questions."))
            return redirect("see_person", session.participant_id)
    return respond(request, "guidance/answer_lines.html", _read_out(session, form), form)


def _read_out(session: Session, form: AnswersForm) -> dict[str, Any]:
    ours = get_language() or "sv"
    said = {each.line: each.yes for each in session.answers.all()}
    if form.is_bound:
        said |= form.answers()
    lines = [
        replace(line, error=" ".join(str(e) for e in form.errors.get(line.code, [])))
        for line in lines_of(session, ours, said)
    ]
    words = {key: both(text, ours, session.language) for key, text in SPOKEN.items()}
    return {"session": session, "person": session.participant, "form": form, "lines": lines,
            "words": words, "names": names_of(session), "spoken": name_of(session.language)}  # fmt: skip


@needs(Verb.END_SESSION)
def end_session(request: PactRequest, pk: int) -> HttpResponse:
    """End it; what was filled in is noted."""
    session = _session(request, pk)
    if session.ended_at:
        return redirect("see_session", pk)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        if attempt(form, lambda: actions.end_session(session, by=by, at=at)):
            messages.success(request, _("The session has ended."))
            return redirect("see_session", pk)
    context = {"session": session, "person": session.participant, "form": form}
    return respond(request, "guidance/end_session.html", context, form)


@needs(Verb.SEE_SESSION)
def see_session(request: PactRequest, pk: int) -> HttpResponse:
    """Who helped, when, what was answered, what was filled in, and the copy."""
    return render(request, "guidance/see_session.html", _shown(request, _session(request, pk)))


def _shown(request: PactRequest, session: Session) -> dict[str, Any]:
    person = session.participant
    with translation.override(written_in(session.language)):
        copy = copy_text(session)
    help_text = _("Help to fill in")
    answers = [
        {"title": help_text if a.line == HELP else Purpose(a.line).label, "yes": a.yes, "row": a}
        for a in session.answers.all()
    ]
    pieces = [
        {"part": part_name(p.part), "number": p.number, "by": p.by.name if p.by else ""}
        for p in session.pieces.select_related("by")
    ]
    own = person.account_id == request.actor.account_id
    return {
        "session": session,
        "person": person,
        "own": own,
        "shell": "base/person.html" if own else "base/work.html",
        "answers": answers,
        "pieces": pieces,
        "copy": copy,
        "copy_dir": direction(session.language),
        "may_copy": session.ended_at is not None and can_have_copy(person),
        "spoken": name_of(session.language),
        "form": EmptyForm(),
    }


@needs(Verb.COPY_SESSION)
def copy_session(request: PactRequest, pk: int) -> HttpResponse:
    """Send the person a copy of the answers."""
    session = _session(request, pk)
    if request.method != "POST":
        return redirect("see_session", pk)
    form = EmptyForm(request.POST)
    by, at = request.actor, timezone.now()
    copy = partial(actions.copy_session, session, by=by, at=at)
    if form.is_valid() and attempt(form, copy) is not None:
        messages.success(request, _("The copy is on its way."))
        return redirect("see_session", pk)
    context = {**_shown(request, session), "form": form}
    return respond(request, "guidance/see_session.html", context, form)
