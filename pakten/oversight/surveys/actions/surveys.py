"""A survey's life: planned, given questions, opened, closed, and done again as a new round."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.actions.counting import tally
from pakten.oversight.surveys.actions.mixing import mix_sheets
from pakten.oversight.surveys.models import Question, Survey, SurveyQuestion
from pakten.oversight.surveys.rules import MOST_QUESTIONS, can_remind
from pakten.oversight.surveys.states import SURVEYS, Audience, Privacy, SurveyState
from pakten.parties.pacts.models import Pact


@dataclass(frozen=True, slots=True)
class Plan:
    """What is decided about a survey before it opens."""

    title: LocalText
    lead: LocalText
    audience: str
    privacy: str
    closes_on: date
    remind_after: int = 7


def plan_survey(pact: Pact, plan: Plan, *, by: Actor, at: datetime) -> Survey:
    """A draft. Nobody is asked until it opens."""
    require(by, Verb.PLAN_SURVEY, pact)
    _can_plan(plan, at)
    return Survey.objects.create(
        pact=pact,
        link_code=_new_code(pact.pk),
        made_by_id=by.account_id,
        made_at=at,
        **_values(plan),
    )  # type: ignore[misc]


def edit_survey(survey: Survey, plan: Plan, *, by: Actor, at: datetime) -> Survey:
    """Change a draft. Once open, only the last day moves: those asked were promised the rest."""
    kept = lock_survey(survey)
    require(by, Verb.EDIT_SURVEY, kept)
    _can_plan(plan, at)
    if kept.state == SurveyState.CLOSED:
        raise ValidationError(_("The survey is closed and cannot be changed."))
    values = _values(plan)
    if kept.state == SurveyState.OPEN:
        values = {"closes_on": plan.closes_on}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(values))
    return kept


def choose_questions(
    survey: Survey, questions: Sequence[Question], *, by: Actor, at: datetime
) -> Survey:
    """Which questions are asked, in this order."""
    kept = lock_survey(survey)
    require(by, Verb.CHOOSE_QUESTIONS, kept)
    if kept.state != SurveyState.DRAFT:
        raise ValidationError(_("The questions stand once the survey is open."))
    if len(questions) > MOST_QUESTIONS:
        raise ValidationError(_("At most 15 questions: people answer on their phone."))
    kept.lines.all().delete()
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(pact_id=kept.pact_id, survey=kept, question=question, position=number)
        for number, question in enumerate(questions)
    )
    return kept


def open_survey(survey: Survey, *, by: Actor, at: datetime) -> Survey:
    """From now on those whose moment has come are asked, by the clock."""
    kept = lock_survey(survey)
    require(by, Verb.OPEN_SURVEY, kept)
    _can_move(kept, SurveyState.OPEN)
    if not kept.lines.exists():
        raise ValidationError(_("Choose at least one question first."))
    if kept.closes_on <= timezone.localdate(at):
        raise ValidationError(_("The last day has passed. Change it first."))
    kept.state, kept.opened_at = SurveyState.OPEN, at
    kept.save(update_fields=["state", "opened_at"])
    return kept


def close_survey(survey: Survey, *, by: Actor, at: datetime) -> Survey:
    """No more answers; what was answered is counted, once and for all."""
    kept = lock_survey(survey)
    require(by, Verb.CLOSE_SURVEY, kept)
    _can_move(kept, SurveyState.CLOSED)
    return finish(kept, at=at)


def finish(kept: Survey, *, at: datetime) -> Survey:
    """Close a locked survey and count it. Of an anonymous one, forget who had not answered."""
    kept.state, kept.closed_at = SurveyState.CLOSED, at
    kept.save(update_fields=["state", "closed_at"])
    if kept.is_anonymous:
        kept.asks.update(participant=None, contact=None)
    tally(kept)
    mix_sheets(kept)
    return kept


def discard_survey(survey: Survey, *, by: Actor, at: datetime) -> None:
    """Throw away a draft."""
    kept = lock_survey(survey)
    require(by, Verb.DISCARD_SURVEY, kept)
    if kept.state != SurveyState.DRAFT:
        raise ValidationError(_("Only a draft can be thrown away."))
    kept.delete()


def repeat_survey(survey: Survey, *, by: Actor, at: datetime) -> Survey:
    """The next round: the same plan with the latest wording of the same questions, as a draft."""
    kept = lock_survey(survey)
    require(by, Verb.REPEAT_SURVEY, kept)
    if kept.state != SurveyState.CLOSED:
        raise ValidationError(_("The next round begins when this one is closed."))
    first = kept.first or kept
    lasted = kept.closes_on - timezone.localdate(kept.opened_at)
    again = Survey.objects.create(
        pact_id=kept.pact_id, first=first, round=1 + max(_rounds(first)), link_code=_new_code(kept.pact_id),
        made_by_id=by.account_id, made_at=at, title=kept.title, lead=kept.lead,
        audience=kept.audience, privacy=kept.privacy, remind_after=kept.remind_after,
        closes_on=timezone.localdate(at) + lasted,
    )  # type: ignore[misc]  # fmt: skip
    codes = list(kept.lines.values_list("question__code", flat=True))
    latest = {each.code: each for each in Question.objects.current().filter(code__in=codes)}
    chosen = [latest[code] for code in codes if code in latest]
    return choose_questions(again, chosen, by=by, at=at)


def lock_survey(survey: Survey) -> Survey:
    """The survey as it is now, held until the transaction ends."""
    return Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)


def _rounds(first: Survey) -> list[int]:
    return [1, *first.rounds.values_list("round", flat=True)]


def _values(plan: Plan) -> dict[str, object]:
    # asdict would copy a LocalText with one positional argument, which is what it takes
    return {**asdict(plan), "title": plan.title, "lead": plan.lead}


def _new_code(pact_id: int) -> str:
    return f"{pact_id:x}.{secrets.token_hex(6)}"


def _can_move(survey: Survey, to: SurveyState) -> None:
    origins, _verb = SURVEYS[to]
    if survey.state not in origins:
        raise ValidationError(
            _("The survey is “%(state)s” and cannot become “%(to)s” from there.")
            % {"state": survey.get_state_display(), "to": to.label}
        )


def _can_plan(plan: Plan, at: datetime) -> None:
    can_remind(plan.remind_after)
    if plan.audience == Audience.OPEN_LINK and plan.privacy != Privacy.ANONYMOUS:
        raise ValidationError({"privacy": _("An open link is always anonymous.")})
    if plan.closes_on <= timezone.localdate(at):
        raise ValidationError({"closes_on": _("Choose a day to come.")})
