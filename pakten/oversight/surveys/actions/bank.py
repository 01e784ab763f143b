"""The question bank: add, word anew as a version of its own, translate, put away."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.models import Question
from pakten.oversight.surveys.rules import can_hold_options
from pakten.oversight.surveys.starting import starter_questions
from pakten.parties.pacts.models import Pact

Option = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it is typed: `options` are {"code", "text"}."""

    asked: str
    topic: str
    kind: str
    text: LocalText
    options: list[Option] = field(default_factory=list)


def begin_bank(pact: Pact, *, by: Actor, at: datetime) -> list[Question]:
    """Fill an empty bank with the questions that every pact can begin with."""
    require(by, Verb.BEGIN_BANK, pact)
    if Question.objects.filter(pact=pact).exists():
        raise ValidationError(_("The bank has questions already."))
    return starter_questions(pact)


def add_question(pact: Pact, wording: Wording, *, by: Actor, at: datetime) -> Question:
    """A new question in the bank."""
    require(by, Verb.ADD_QUESTION, pact)
    return _write(pact.pk, _free_code(pact, wording.text.get("sv", "")), 1, wording)


def edit_question(question: Question, wording: Wording, *, by: Actor, at: datetime) -> Question:
    """A changed wording is a new version: surveys and answers keep the one they were asked with."""
    kept = _locked(question)
    require(by, Verb.EDIT_QUESTION, kept)
    if not kept.is_latest:
        raise ValidationError(_("There is a newer version. Change that one."))
    if _same(kept, wording):
        raise ValidationError(_("Nothing is changed, so there is no new version."))
    kept.is_latest = False
    kept.save(update_fields=["is_latest"])
    return _write(kept.pact_id, kept.code, kept.version + 1, wording)


def translate_question(
    question: Question, lang: str, words: dict[str, str], *, by: Actor, at: datetime
) -> Question:
    """The words of one language, looked through by a person. `words`: "" is the question itself.

    A translation asks the same thing, so it is no new version; Swedish is changed by a new version.
    """
    kept = _locked(question)
    require(by, Verb.TRANSLATE_QUESTION, kept)
    if lang == "sv":
        raise ValidationError(_("The Swedish is what was asked. Word it anew as a new version."))
    empty = {code: _("Write this in the language too.") for code, said in words.items() if not said}
    if empty and any(words.values()):
        raise ValidationError({f"words_{code}": said for code, said in empty.items()})
    kept.text = LocalText({**kept.text, lang: words.get("", "")})
    kept.options = [
        {**each, "text": {**each["text"], lang: words.get(each["code"], "")}}
        for each in kept.options
    ]
    kept.machine = [each for each in kept.machine if each != lang]
    kept.save(update_fields=["text", "options", "machine"])
    return kept


def retire_question(question: Question, *, by: Actor, at: datetime) -> Question:
    """No new survey can ask it; those that do go on."""
    kept = _locked(question)
    require(by, Verb.RETIRE_QUESTION, kept)
    if kept.retired_on:
        raise ValidationError(_("The question is already put away."))
    kept.retired_on = timezone.localdate(at)
    kept.save(update_fields=["retired_on"])
    return kept


def _write(pact_id: int, code: str, version: int, wording: Wording) -> Question:
    if not wording.text.get("sv", "").strip():
        raise ValidationError({"text": _("Write the question in Swedish.")})
    can_hold_options(wording.kind, [each["code"] for each in wording.options])
    return Question.objects.create(
        pact_id=pact_id, code=code, version=version, asked=wording.asked, topic=wording.topic,
        kind=wording.kind, text=wording.text, options=wording.options,
    )  # fmt: skip


def _same(question: Question, wording: Wording) -> bool:
    now = (question.kind, question.topic, question.asked, dict(question.text), question.options)
    new = (wording.kind, wording.topic, wording.asked, dict(wording.text), wording.options)
    return now == new


def _free_code(pact: Pact, words: str) -> str:
    """A name made of the first words, with a number where it is taken."""
    stem = "-".join(slugify(words).split("-")[:5])[:50] or "question"
    taken = set(
        Question.objects.filter(pact=pact, code__startswith=stem).values_list("code", flat=True)
    )
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, 1000) if f"{stem}-{n}" not in taken)


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update().get(pk=question.pk)
