"""My data: who sees what, who has looked, the switches, the answers, and taking it all along."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.oversight.privacy import queries
from pakten.oversight.privacy.actions import asking
from pakten.oversight.privacy.answers import answers_of
from pakten.oversight.privacy.everything import everything_of
from pakten.oversight.privacy.forms import CorrectionForm
from pakten.oversight.privacy.paper import paper_of
from pakten.oversight.privacy.resume import resume_of
from pakten.oversight.privacy.states import CopyForm
from pakten.parties.guidance.queries import numbers_of
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.consent_texts import consent_texts
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import consent_history, in_force, with_profile

VISITS = 200


def own_person(request: PactRequest) -> Participant:
    """Who is asking, with the whole profile."""
    rows = with_profile(request.actor).select_related("pact", "photo").defer("photo__image")
    return get_object_or_404(rows, account=request.actor.account_id)


@needs(Verb.SEE_PERSON)
def see_own_data(request: PactRequest) -> HttpResponse:
    """All on one page; every switch works at once."""
    person, now = own_person(request), timezone.now()
    numbers = numbers_of(person.pk)
    given = in_force(person)
    texts = consent_texts(get_language() or "sv", timezone.localdate(now))
    context: dict[str, Any] = {
        "person": person,
        "sees": queries.who_sees(person),
        "visits": queries.visits_in_words(numbers, now),
        "last": next(iter(queries.visits_to(numbers, newest=1)), None),
        "switches": [{"text": text, "consent": given.get(text.purpose)} for text in texts],
        "history": consent_history(person),
        "answers": answers_of(person),
        "erasure": person.erasures.filter(state="waiting").first(),
        "corrections": person.corrections.filter(answered_at__isnull=True),
        "ask_at": queries.ask_at(request.pact),
    }
    return render(request, "privacy/see_own_data.html", context)


@needs(Verb.SEE_LOOKS)
def see_looks(request: PactRequest) -> HttpResponse:
    """Every visit to one's own data."""
    person = own_person(request)
    visits = queries.visits_to(numbers_of(person.pk), newest=VISITS)
    return render(request, "privacy/see_looks.html", {"person": person, "visits": visits})


@needs(Verb.TAKE_COPY)
def take_copy(request: PactRequest, form: str) -> HttpResponse:
    """Everything in a file: to read, for other systems, or row by row."""
    person, now = own_person(request), timezone.now()
    day, lang = timezone.localdate(now).isoformat(), get_language() or "sv"
    if form == CopyForm.PDF:
        return _file(paper_of(person, lang, at=now), "application/pdf", f"pakten-{day}.pdf")
    if form == CopyForm.RESUME:
        return _data(resume_of(person, day=day), f"resume-{day}.json")
    if form == CopyForm.ALL:
        return _data(everything_of(person), f"pakten-{day}.json")
    raise Http404


@needs(Verb.ASK_CORRECTION)
def ask_correction(request: PactRequest) -> HttpResponse:
    """Say what is wrong: what the person cannot change alone."""
    person = own_person(request)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, lambda: _ask(request, person, form)):
        messages.success(request, _("Thank you. We look at it and tell you."))
        return redirect("see_own_data")
    context = {"person": person, "form": form}
    return respond(request, "privacy/ask_correction.html", context, form)


def _ask(request: PactRequest, person: Participant, form: CorrectionForm) -> Any:
    text = form.cleaned_data["text"]
    return asking.ask_correction(person, text, by=request.actor, at=timezone.now())


def _data(content: dict[str, Any], name: str) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
    return _file(text.encode(), "application/json", name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
