"""The office's pages of surveys: list, plan, questions, open and close, results, free words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.followup.views.buttons import press
from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import as_csv, as_xlsx, safe, xlsx_response
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import FORMATS, Filter, Listing
from pakten.oversight.surveys.actions import interviews, surveys
from pakten.oversight.surveys.forms.surveys import ChooseForm, SurveyForm
from pakten.oversight.surveys.models import Question, Survey
from pakten.oversight.surveys.queries.moments import asked_otherwise, due
from pakten.oversight.surveys.queries.results import Result, responses_of, results_of, words_of
from pakten.oversight.surveys.rules import FEWEST_TO_CONCLUDE, READING_LASTS
from pakten.oversight.surveys.states import Audience, SurveyState
from pakten.parties.pacts.http import PactRequest

HERE = "surveys/"


def survey_or_404(request: PactRequest, pk: int, verb: Verb) -> Survey:
    """The survey, for somebody who may do this to it."""
    survey = get_object_or_404(Survey.objects.visible_to(request.actor), pk=pk)
    require(request.actor, verb, survey)
    return survey


@needs(Verb.SEE_SURVEYS)
def see_surveys(request: PactRequest) -> HttpResponse:
    """Every survey, the latest first."""
    listing = Listing(
        request.GET,
        Survey.objects.visible_to(request.actor),
        filters=(
            Filter("state", _("State"), SurveyState.choices),
            Filter("audience", _("Who is asked"), Audience.choices),
        ),
        sorts={"made": ("made_at", "id"), "closes": ("closes_on", "id")},
        default_sort="-made",
        per_page=30,
    )
    responses = responses_of(listing.rows)
    rows = [(each, responses[each.pk]) for each in listing.rows]
    context = {
        "listing": listing, "rows": rows, "may_plan": _may(request, Verb.PLAN_SURVEY),
        "may_see_talks": request.actor.holds(Verb.SEE_INTERVIEWS),
    }  # fmt: skip
    return render(request, f"{HERE}see_surveys.html", context)


@needs(Verb.SEE_SURVEYS)
def see_survey(request: PactRequest, pk: int) -> HttpResponse:
    """One survey: what it asks, of whom, how many have answered."""
    survey = survey_or_404(request, pk, Verb.SEE_SURVEYS)
    today = timezone.localdate()
    running = survey.state == SurveyState.OPEN
    context = {
        "survey": survey,
        "questions": [line.question for line in survey.lines.select_related("question")],
        "response": responses_of([survey])[survey.pk],
        "otherwise": asked_otherwise(survey, today) if running else 0,
        "due": len(due(survey, today)) if survey.state == SurveyState.DRAFT else 0,
        "may_edit": _may(request, Verb.EDIT_SURVEY),
        "fewest": FEWEST_TO_CONCLUDE,
        "link": _open_link(request, survey) if survey.has_open_link and running else "",
    }
    return render(request, f"{HERE}see_survey.html", context)


def _open_link(request: PactRequest, survey: Survey) -> str:
    from_here = f"/survey/open/{survey.link_code}/"
    return request.build_absolute_uri(from_here)


def _may(request: PactRequest, verb: Verb) -> bool:
    return may(request.actor, verb, request.pact)


@needs(Verb.PLAN_SURVEY)
def plan_survey(request: PactRequest) -> HttpResponse:
    """A new survey, as a draft."""
    start = {"privacy": "anonymous", "audience": "after_start", "remind_after": 7}
    form = SurveyForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: surveys.plan_survey(
                request.pact, form.plan(), by=request.actor, at=timezone.now()
            ),
        )
        if made:
            return redirect("choose_questions", made.pk)
    return respond(request, f"{HERE}plan_survey.html", {"form": form}, form)


@needs(Verb.EDIT_SURVEY)
def edit_survey(request: PactRequest, pk: int) -> HttpResponse:
    """Change a draft, or the last day of a survey under way."""
    survey = survey_or_404(request, pk, Verb.EDIT_SURVEY)
    form = SurveyForm(request.POST or None, survey=survey)
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: surveys.edit_survey(survey, form.plan(), by=request.actor, at=timezone.now()),
        )
        if kept:
            messages.success(request, _("Saved."))
            return redirect("see_survey", survey.pk)
    context = {"form": form, "survey": survey}
    return respond(request, f"{HERE}plan_survey.html", context, form)


@needs(Verb.CHOOSE_QUESTIONS)
def choose_questions(request: PactRequest, pk: int) -> HttpResponse:
    """Which questions from the bank, in which order."""
    survey = survey_or_404(request, pk, Verb.CHOOSE_QUESTIONS)
    chosen = list(survey.lines.values_list("question", flat=True))
    bank = Question.objects.visible_to(request.actor).current()
    form = ChooseForm(list(bank), chosen, request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: surveys.choose_questions(
                survey, form.chosen(), by=request.actor, at=timezone.now()
            ),
        )
        if kept:
            return redirect("see_survey", survey.pk)
    context = {"form": form, "survey": survey}
    return respond(request, f"{HERE}choose_questions.html", context, form)


def _step(
    request: PactRequest, pk: int, verb: Verb, act: Callable[[Survey], Any],
    said: Callable[[Any], str],
) -> HttpResponse:  # fmt: skip
    survey = survey_or_404(request, pk, verb)
    made = press(request, lambda: act(survey), said)
    return redirect("see_survey", made.pk if isinstance(made, Survey) else survey.pk)


@needs(Verb.OPEN_SURVEY)
def open_survey(request: PactRequest, pk: int) -> HttpResponse:
    """From now on people are asked."""
    return _step(
        request, pk, Verb.OPEN_SURVEY,
        lambda s: surveys.open_survey(s, by=request.actor, at=timezone.now()),
        lambda _s: _("The survey is open. Those whose moment has come get it tomorrow morning."),
    )  # fmt: skip


@needs(Verb.CLOSE_SURVEY)
def close_survey(request: PactRequest, pk: int) -> HttpResponse:
    """No more answers."""
    return _step(
        request, pk, Verb.CLOSE_SURVEY,
        lambda s: surveys.close_survey(s, by=request.actor, at=timezone.now()),
        lambda _s: _("The survey is closed and counted."),
    )  # fmt: skip


@needs(Verb.REPEAT_SURVEY)
def repeat_survey(request: PactRequest, pk: int) -> HttpResponse:
    """The next round, as a draft."""
    return _step(
        request, pk, Verb.REPEAT_SURVEY,
        lambda s: surveys.repeat_survey(s, by=request.actor, at=timezone.now()),
        lambda _s: _("The next round is a draft. Look it through and open it."),
    )  # fmt: skip


@needs(Verb.DISCARD_SURVEY)
def discard_survey(request: PactRequest, pk: int) -> HttpResponse:
    """Throw away a draft."""
    survey = survey_or_404(request, pk, Verb.DISCARD_SURVEY)

    def discard() -> bool:
        surveys.discard_survey(survey, by=request.actor, at=timezone.now())
        return True

    if press(request, discard, lambda _done: _("The draft is thrown away.")):
        return redirect("see_surveys")
    return redirect("see_survey", pk)


@needs(Verb.SEE_ANSWERS)
def see_answers(request: PactRequest, pk: int) -> HttpResponse:
    """What a closed survey shows, question by question; the same as a file."""
    survey = survey_or_404(request, pk, Verb.SEE_ANSWERS)
    results = results_of(survey, request.pact.smallest_group)
    if request.GET.get("format") in FORMATS:
        return _file(results, f"answers-{survey.pk}", request.GET["format"])
    context = {
        "survey": survey, "results": results, "response": responses_of([survey])[survey.pk],
        "fewest": FEWEST_TO_CONCLUDE, "smallest": request.pact.smallest_group,
        "may_read": _may(request, Verb.READ_WORDS),
    }  # fmt: skip
    return render(request, f"{HERE}see_answers.html", context)


def _file(results: list[Result], name: str, kind: str) -> HttpResponse:
    """The same figures as the page shows; what is hidden there is empty here."""
    head = [_("Question"), _("Version"), _("Answer"), _("Answers"), _("Of")]
    rows = [
        [str(each.question), each.question.version, str(bar.label) or bar.code, bar.count,
         each.answered]
        for each in results for bar in each.bars
    ]  # fmt: skip
    table = [[safe(value) for value in row] for row in rows]
    if kind == "xlsx":
        return xlsx_response(as_xlsx(head, table), name)
    response = HttpResponse(as_csv(head, table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@needs(Verb.READ_WORDS)
def read_words(request: PactRequest, pk: int) -> HttpResponse:
    """What people wrote themselves, after saying that one wants to read it."""
    survey = survey_or_404(request, pk, Verb.READ_WORDS)
    if request.method == "POST":
        interviews.read_words(survey, by=request.actor, at=timezone.now())
        return redirect("read_words", survey.pk)
    since = timezone.now() - READING_LASTS
    opened = survey.readings.filter(account=request.actor.account_id, at__gt=since).exists()
    closed = survey.state == SurveyState.CLOSED
    shown = words_of(survey, request.pact.smallest_group) if opened and closed else []
    context = {"survey": survey, "opened": opened, "words": shown}
    return render(request, f"{HERE}read_words.html", context)
