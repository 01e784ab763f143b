"""The question bank: a changed wording is a row of its own, and old answers keep the old one."""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from pakten.base.access import Actor, Verb
from pakten.base.ui.fields import LocalTextField
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.states import NO, SCALE, YES, AnswerKind, Asked
from pakten.parties.pacts.models import InPact

Choice = tuple[str, LocalText]


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> Self:
        """The bank of the pact, for those who read or make surveys."""
        return self.filter(pact__in=actor.where(Verb.SEE_QUESTIONS, "pact"))

    def current(self) -> Self:
        """The latest version of each, without those put away."""
        return self.filter(is_latest=True, retired_on__isnull=True)


class Question(InPact):
    """One wording of a question, in the languages it has.

    `options` are [{"code": "yes", "text": {"sv": "Ja", ...}}]; a scale has its two ends there.
    `machine` are the languages a machine wrote and nobody has looked through.
    """

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    asked = models.CharField(max_length=12, choices=Asked)
    topic = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=AnswerKind)
    text = LocalTextField()
    options = models.JSONField(default=list, blank=True)
    machine = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    is_latest = models.BooleanField(default=True)
    retired_on = models.DateField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked", "topic", "code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "code", "version"], name="question_version_once"
            ),
            models.UniqueConstraint(
                fields=["pact", "code"], condition=Q(is_latest=True), name="question_latest_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def choices(self) -> list[Choice]:
        """Code and words of what can be chosen, in order. A scale's ends carry its words."""
        words = {each["code"]: LocalText(each["text"]) for each in self.options}
        if self.kind == AnswerKind.SCALE:
            return [(code, words.get(code, LocalText())) for code in SCALE]
        if self.kind == AnswerKind.YES_NO:
            return [(code, words[code]) for code in (YES, NO) if code in words]
        return list(words.items())

    @property
    def languages(self) -> list[str]:
        """The languages in which the question and all its choices are written."""
        texts: list[dict[str, Any]] = [self.text, *(each["text"] for each in self.options)]
        return [code for code in self.text if all(text.get(code) for text in texts)]
