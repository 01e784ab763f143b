"""Answering on a phone, signed out: by a personal link or by an open one."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.ui.forms import attempt
from pakten.oversight.surveys.actions import answering
from pakten.oversight.surveys.forms.answering import AnswerForm
from pakten.oversight.surveys.models import Ask, Question, Survey
from pakten.oversight.surveys.states import SurveyState
from pakten.oversight.surveys.views.office import survey_or_404
from pakten.oversight.surveys.words import (
    FALLBACK,
    LANGUAGES,
    REVIEWED,
    direction,
    name_of,
    until,
    words_in,
)
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.links import GONE, hash_of_token, step_into_pact, unseen

HERE = "surveys/"


@open_to_all
def answer_survey(request: HttpRequest, survey_token: str) -> HttpResponse:
    """The questions behind a personal link; what has become of it where they cannot be answered."""
    step_into_pact(request, survey_token)
    ask = _ask(survey_token)
    if ask is None:
        return _said(request, "dead", status=404)
    survey = ask.survey
    if ask.is_answered:
        return _said(request, "used", tied_token=survey_token if hasattr(ask, "tie") else "")
    if survey.state != SurveyState.OPEN:
        return _said(request, "closed", status=GONE)
    now = timezone.now()

    def send(form: AnswerForm) -> Any:
        answering.answer_survey(ask, form.given(), agrees=form.has_agreed, at=now)
        return True

    return _page(request, survey, send, asks_consent=not survey.is_anonymous)


@open_to_all
def answer_openly(request: HttpRequest, survey_code: str) -> HttpResponse:
    """The questions behind an open link."""
    step_into_pact(request, survey_code)
    surveys = Survey.objects.filter(link_code=survey_code).exclude(state=SurveyState.DRAFT)
    survey = next((each for each in surveys if each.has_open_link), None)
    if survey is None:
        return _said(request, "dead", status=404)
    if survey.state != SurveyState.OPEN:
        return _said(request, "closed", status=GONE)

    def send(form: AnswerForm) -> Any:
        answering.answer_openly(survey, form.given())
        return True

    return _page(request, survey, send)


@open_to_all
def survey_thanks(request: HttpRequest) -> HttpResponse:
    """Thank you. The address tells nothing of what was answered."""
    return _said(request, "thanks")


@open_to_all
def untie_answers(request: HttpRequest, survey_token: str) -> HttpResponse:
    """Take back the yes to the link."""
    step_into_pact(request, survey_token)
    ask = _ask(survey_token)
    if ask is None:
        return _said(request, "dead", status=404)
    if not hasattr(ask, "tie"):
        return _said(request, "untied" if ask.withdrawn_on else "used")
    if request.method == "POST":
        attempt(form := forms.Form({}), lambda: answering.untie_answers(ask, at=timezone.now()))
        return _said(request, "used" if form.errors else "untied")
    return _said(request, "used", tied_token=survey_token)


@needs(Verb.PREVIEW_SURVEY)
def preview_survey(request: PactRequest, pk: int) -> HttpResponse:
    """The questions as they look on a phone. Nothing can be sent."""
    survey = survey_or_404(request, pk, Verb.PREVIEW_SURVEY)
    questions = _questions(survey)
    _speak(request, _offered(questions))
    form = AnswerForm(questions, get_language() or FALLBACK, None)
    context = _context(request, survey, questions, form) | {
        "preview": True, "asks_consent": not survey.is_anonymous,
    }  # fmt: skip
    return render(request, f"{HERE}answer_survey.html", context)


def _page(
    request: HttpRequest, survey: Survey, send: Callable[[AnswerForm], Any], *,
    asks_consent: bool = False,
) -> HttpResponse:  # fmt: skip
    questions = _questions(survey)
    lang = _speak(request, _offered(questions))
    form = AnswerForm(questions, lang, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not any(form.given().values()):
            form.add_error(None, forms.ValidationError(words_in(lang)["none"]))
        elif attempt(form, lambda: send(form)) is not None:
            return unseen(_to_thanks(lang))
    context = _context(request, survey, questions, form) | {"asks_consent": asks_consent}
    status = 422 if form.is_bound and form.errors else 200
    return unseen(render(request, f"{HERE}answer_survey.html", context, status=status))


def _context(
    request: HttpRequest, survey: Survey, questions: list[Question], form: AnswerForm
) -> dict[str, Any]:
    lang = get_language() or FALLBACK
    machine = any(lang in each.machine for each in questions)
    return {
        "survey": survey, "form": form, "said": words_in(lang), "lang": lang,
        "languages": [(code, name_of(code), direction(code)) for code in _offered(questions)],
        "number": len(questions), "machine": machine or lang not in REVIEWED,
        "until": until(lang, survey.closes_on),
        "lead": words_in(lang)["mail_lead"].format(n=len(questions)),
    }  # fmt: skip


def _said(
    request: HttpRequest, what: str, *, tied_token: str = "", status: int = 200
) -> HttpResponse:
    lang = _speak(request, LANGUAGES)
    said = words_in(lang)
    title = said[what] if what != "untied" else said["thanks"]
    text = said["untied"] if what == "untied" else said[f"{what}_text"]
    if what == "dead":  # a link answered with is gone too, and nothing may remember that it was
        text = f"{said['used_text']} {text}"
    context = {
        "title": title, "text": text, "said": said, "tied_token": tied_token, "lang": lang,
        "is_good": what in ("thanks", "used", "untied"),
    }  # fmt: skip
    return unseen(render(request, f"{HERE}said.html", context, status=status))


def _to_thanks(lang: str) -> HttpResponse:
    """An address without the secret, so that it stays in no history of the browser's forms."""
    response = redirect("survey_thanks")
    response["Location"] += f"?in={lang}"
    return response


def _speak(request: HttpRequest, offered: Iterable[str]) -> str:
    """The language asked for, else the reader's own where the questions have it, else Swedish."""
    known = list(offered)
    asked = request.GET.get("in", "")
    own = (get_language() or "").split("-")[0]
    lang = next((each for each in (asked, own) if each in known), FALLBACK)
    translation.activate(lang)
    request.LANGUAGE_CODE = lang
    return lang


def _offered(questions: Iterable[Question]) -> list[str]:
    """The languages in which every question is written; Swedish always."""
    every = [set(each.languages) for each in questions]
    return [code for code in LANGUAGES if code == FALLBACK or all(code in have for have in every)]


def _questions(survey: Survey) -> list[Question]:
    return [line.question for line in survey.lines.select_related("question")]


def _ask(token: str) -> Ask | None:
    rows = Ask.objects.select_related("survey", "tie")
    return rows.filter(token_hash=hash_of_token(token)).first()
