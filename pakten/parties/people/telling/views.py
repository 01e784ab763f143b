"""One question a screen: shown, kept at each step, passed by, left and gone on with."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people import actions, queries, questions
from pakten.parties.people.models import Participant
from pakten.parties.people.questions import Question
from pakten.parties.people.telling import ASKS, Ask
from pakten.parties.people.telling.asking import TermsAsk


def person_of(request: PactRequest, pk: int) -> Participant:
    """The person, with the whole profile, for those who may see it; that they see it is kept."""
    person = get_object_or_404(queries.with_profile(request.actor), pk=pk)
    look(person.pk, LookPurpose.PAGE, request.actor, timezone.now())
    return person


@needs(Verb.EDIT_PARTICIPANT)
def tell_profile(request: PactRequest, pk: int, question: str) -> HttpResponse:
    """A question about a profile, answered by the person or together with a counsellor."""
    person = person_of(request, pk)
    asked = questions.BY_CODE.get(question)
    if asked is None:
        raise Http404
    then = str(request.POST.get("then", ""))
    if then == "skip":
        actions.mark_question(person, question, questions.SKIPPED, by=request.actor)
        return _after(request, pk, question, then)
    ask = ASKS[question](person, request.POST if request.method == "POST" else None)
    ask.named = str(request.GET.get("skill", ""))
    if then == "find" and isinstance(ask, TermsAsk):
        ask.find()
        return render(request, "people/tell_profile.html", _page(request, person, asked, ask))
    if request.method == "POST" and ask.is_valid() and _kept(request, person, question, ask):
        return _after(request, pk, question, then)
    return respond(request, "people/tell_profile.html", _page(request, person, asked, ask), ask)


def _kept(request: PactRequest, person: Participant, question: str, ask: Ask) -> bool:
    def keep() -> bool:
        ask.save(by=request.actor, at=timezone.now())
        actions.mark_question(person, question, questions.DONE, by=request.actor)
        return True

    return bool(attempt(ask, keep))


def _after(request: PactRequest, pk: int, question: str, then: str) -> HttpResponse:
    """Stay to add more, leave, or go on to the next question."""
    person = person_of(request, pk)
    if then in ("stay", "swap"):
        messages.success(request, _("Saved."))
        return redirect("tell_profile", pk, question)
    if then == "profile":
        messages.success(request, _("Saved."))
        return redirect("see_person", pk)
    if then == "" and question == "learnt" and _asks_again(person):
        return redirect("tell_profile", pk, question)
    following = None if then == "leave" else questions.following(person, question)
    return (
        redirect("tell_profile", pk, following.code) if following else redirect("profile_saved", pk)
    )


def _asks_again(person: Participant) -> bool:
    """The screen of how it was learnt comes back until every skill is told of."""
    skills = [s for s in person.skills.all() if s.ready_on is None and s.skill.kind == "skill"]
    return any(not s.how and not s.years for s in skills)


def _page(request: PactRequest, person: Participant, asked: Question, ask: Ask) -> dict[str, Any]:
    earlier = questions.before(person, asked.code)
    return {
        "person": person, "question": asked, "form": ask, "bits": questions.bits(person, asked.piece),
        "own": person.account_id == request.actor.account_id, "earlier": earlier,
        "pieces": questions.PIECES, "asks": getattr(ask, "title", asked.asks),
        "saved": person.asked.get(asked.code) == questions.DONE,
    }  # fmt: skip


@needs(Verb.EDIT_PARTICIPANT)
def profile_saved(request: PactRequest, pk: int) -> HttpResponse:
    """How far the profile has come, what is asked next, and how to go on elsewhere."""
    person = person_of(request, pk)
    context = {
        "person": person, "bits": questions.bits(person), "ready": len(questions.ready_pieces(person)),
        "next": questions.next_question(person), "pieces": questions.PIECES,
        "own": person.account_id == request.actor.account_id,
    }  # fmt: skip
    return render(request, "people/profile_saved.html", context)
