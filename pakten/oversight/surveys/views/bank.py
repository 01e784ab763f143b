"""The question bank."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.followup.views.buttons import press
from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.oversight.surveys.actions import bank
from pakten.oversight.surveys.forms.bank import QuestionForm, TranslateForm
from pakten.oversight.surveys.models import Question
from pakten.oversight.surveys.states import AnswerKind, Asked
from pakten.oversight.surveys.words import LANGUAGES, name_of
from pakten.parties.pacts.http import PactRequest

HERE = "surveys/"


def _question(request: PactRequest, pk: int, verb: Verb) -> Question:
    question = get_object_or_404(Question.objects.visible_to(request.actor), pk=pk)
    require(request.actor, verb, question)
    return question


@needs(Verb.SEE_QUESTIONS)
def see_questions(request: PactRequest) -> HttpResponse:
    """Every question in use, by whom it is for and topic, with its languages."""
    listing = Listing(
        request.GET,
        Question.objects.visible_to(request.actor).current(),
        search=("text__sv", "topic"),
        filters=(
            Filter("asked", _("For"), Asked.choices),
            Filter("kind", _("Kind"), AnswerKind.choices),
        ),
        sorts={"topic": ("asked", "topic", "id")},
        default_sort="topic",
        per_page=60,
    )
    rows = [(each, _marks(each)) for each in listing.rows]
    may_write = may(request.actor, Verb.ADD_QUESTION, request.pact)
    context = {
        "listing": listing, "rows": rows, "may_write": may_write,
        "may_see_talks": request.actor.holds(Verb.SEE_INTERVIEWS),
    }  # fmt: skip
    return render(request, f"{HERE}see_questions.html", context)


def _marks(question: Question) -> list[tuple[str, str, str]]:
    """Each language: code, own name, and how it stands."""
    have = question.languages
    return [
        (
            code,
            name_of(code),
            "missing" if code not in have else "machine" if code in question.machine else "fresh",
        )
        for code in LANGUAGES
    ]


@needs(Verb.BEGIN_BANK)
def begin_bank(request: PactRequest) -> HttpResponse:
    """Begin with the questions that come with Pakten."""
    press(
        request,
        lambda: bank.begin_bank(request.pact, by=request.actor, at=timezone.now()),
        lambda made: _("%(n)d questions are in the bank.") % {"n": len(made)},
    )
    return redirect("see_questions")


@needs(Verb.ADD_QUESTION)
def add_question(request: PactRequest) -> HttpResponse:
    """A new question."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: bank.add_question(
                request.pact, form.wording(), by=request.actor, at=timezone.now()
            ),
        )
        if made:
            messages.success(request, _("The question is in the bank."))
            return redirect("see_questions")
    return respond(request, f"{HERE}edit_question.html", {"form": form}, form)


@needs(Verb.EDIT_QUESTION)
def edit_question(request: PactRequest, pk: int) -> HttpResponse:
    """Word a question anew, as a version of its own."""
    question = _question(request, pk, Verb.EDIT_QUESTION)
    form = QuestionForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: bank.edit_question(
                question, form.wording(), by=request.actor, at=timezone.now()
            ),
        )
        if made:
            said = _("Version %(n)d is in the bank. Surveys that ran keep the wording they had.")
            messages.success(request, said % {"n": made.version})
            return redirect("see_questions")
    context = {"form": form, "question": question}
    return respond(request, f"{HERE}edit_question.html", context, form)


@needs(Verb.TRANSLATE_QUESTION)
def translate_question(request: PactRequest, pk: int, lang: str) -> HttpResponse:
    """One language of a question, written or looked through by a person."""
    question = _question(request, pk, Verb.TRANSLATE_QUESTION)
    if lang not in LANGUAGES or lang == "sv":
        raise Http404
    form = TranslateForm(question, lang, request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: bank.translate_question(
                question, lang, form.words(), by=request.actor, at=timezone.now()
            ),
        )
        if kept:
            messages.success(request, _("Saved."))
            return redirect("see_questions")
    context = {
        "form": form, "question": question, "lang": lang, "written": name_of(lang),
        "is_machine": lang in question.machine,
        "others": [(code, name_of(code)) for code in LANGUAGES if code not in ("sv", lang)],
    }  # fmt: skip
    return respond(request, f"{HERE}translate_question.html", context, form)


@needs(Verb.RETIRE_QUESTION)
def retire_question(request: PactRequest, pk: int) -> HttpResponse:
    """Put a question away."""
    question = _question(request, pk, Verb.RETIRE_QUESTION)
    press(
        request,
        lambda: bank.retire_question(question, by=request.actor, at=timezone.now()),
        lambda _q: _("The question is put away."),
    )
    return redirect("see_questions")
