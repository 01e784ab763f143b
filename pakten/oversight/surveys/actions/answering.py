"""Answering: the one place where who was asked and what was answered are in the same hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.oversight.surveys.actions.mixing import mix_in
from pakten.oversight.surveys.actions.surveys import lock_survey
from pakten.oversight.surveys.models import Answer, Ask, Question, Sheet, Survey, Tie
from pakten.oversight.surveys.rules import CONSENT_VERSION
from pakten.oversight.surveys.states import SurveyState


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as chosen or typed."""

    codes: tuple[str, ...] = ()
    number: int | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.codes) or self.number is not None or bool(self.words)


def answer_survey(ask: Ask, given: Mapping[Question, Given], *, agrees: bool, at: datetime) -> None:
    """Answer by a personal link, once. Of an anonymous survey the link is gone with the answer.

    A link kept as answered would be written in the same transaction as the sheet, and PostgreSQL
    keeps that number with both rows: whoever reads it could join the day of asking to the answers.
    For the same reason the sheet is written anew with others, so that the number is not its own.
    """
    survey = lock_survey(
        ask.survey
    )  # so that the counting at closing sees this, or this is refused
    _can_answer(survey)
    kept = Ask.objects.select_for_update(of=("self",)).filter(pk=ask.pk, is_answered=False).first()
    if kept is None:
        raise ValidationError(_("You have already answered. Thank you."))
    sheet = _write(survey, given)
    if survey.is_anonymous:
        kept.delete()
        mix_in(sheet)
        return
    kept.is_answered = True
    if agrees:
        kept.consent_version, kept.consented_on = CONSENT_VERSION, timezone.localdate(at)
        Tie.objects.create(pact_id=kept.pact_id, sheet=sheet, ask=kept)
    else:
        mix_in(sheet)  # the link that says who answered is written in the same transaction
    kept.save()


def answer_openly(survey: Survey, given: Mapping[Question, Given]) -> None:
    """Answer by the open link. It knows nobody, so it cannot know who comes twice."""
    kept = lock_survey(survey)
    _can_answer(kept)
    mix_in(_write(kept, given))


def untie_answers(ask: Ask, *, at: datetime) -> Ask:
    """Take back the yes to the link: the answers stay, and nothing says whose they are."""
    kept = Ask.objects.select_for_update(of=("self",)).get(pk=ask.pk)
    removed, _rows = Tie.objects.filter(ask=kept).delete()
    if not removed:
        raise ValidationError(_("Nothing ties the answers to you."))
    kept.withdrawn_on = timezone.localdate(at)
    kept.save(update_fields=["withdrawn_on"])
    return kept


def _can_answer(survey: Survey) -> None:
    if survey.state != SurveyState.OPEN:
        raise ValidationError(_("The survey is closed. Thank you for wanting to answer."))


def _write(survey: Survey, given: Mapping[Question, Given]) -> Sheet:
    answers = {question: each for question, each in given.items() if each}
    if not answers:
        raise ValidationError(_("Answer at least one question. You can skip the others."))
    sheet = Sheet.objects.create(pact_id=survey.pact_id, survey=survey)
    Answer.objects.bulk_create(
        Answer(
            pact_id=survey.pact_id, sheet=sheet, question=question, codes=list(each.codes),
            number=each.number, words=each.words,
        )
        for question, each in answers.items()
    )  # fmt: skip
    return sheet
