"""Who was asked, and what was answered: two sides that nothing joins in an anonymous survey.

None of these tables has a history, an exact time or a number in order, for each would join the two
sides again. An answered `Ask` of an anonymous survey names nobody, and so do all after the reminder.
"""

import uuid
from dataclasses import replace
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from pakten.base.audit.retention import Retention
from pakten.oversight.surveys.models.bank import Question
from pakten.oversight.surveys.models.surveys import Survey
from pakten.parties.organisations.models import Contact
from pakten.parties.pacts.models import InPact
from pakten.parties.people.models import Participant

_TWO_YEARS = Retention(
    years=2,
    after="the survey closed",
    why="What was counted stays; single answers have no use.",
    since="survey__closed_at",
)
_WITH_SHEET = replace(_TWO_YEARS, since="", follows="sheet")


class AskedOnce(InPact):
    """That somebody has been asked in this survey, as a key that only the program can make again."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="asked_once")
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "key"], name="asked_once")]


class Ask(InPact):
    """A personal link. Of an anonymous survey it names somebody only until they have answered."""

    retention: ClassVar[Retention] = _TWO_YEARS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="asks")
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    is_answered = models.BooleanField(default=False)
    is_reminded = models.BooleanField(default=False)
    consent_version = models.CharField(max_length=20, blank=True)
    consented_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["survey", "asked_on"],
                condition=Q(is_answered=False, is_reminded=False),
                name="ask_to_remind",
            )
        ]


class Sheet(InPact):
    """What somebody answered: no person, no time, no language, no number in order."""

    retention: ClassVar[Retention] = _TWO_YEARS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sheets")


class Answer(InPact):
    """One answer on a sheet. A question that was skipped has no row."""

    retention: ClassVar[Retention] = _WITH_SHEET

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    number = models.IntegerField(null=True, blank=True)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="answer_once"),
            models.CheckConstraint(
                condition=~Q(codes=[]) | Q(number__isnull=False) | ~Q(words=""),
                name="answer_says_something",
            ),
        ]


class Tie(InPact):
    """The link that somebody agreed to. Taking the yes back removes the row, and leaves no trace."""

    retention: ClassVar[Retention] = replace(_WITH_SHEET, takes=("sheet",))

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="tie")
    ask = models.OneToOneField(Ask, models.CASCADE, related_name="tie")


class Tally(InPact):
    """What was counted for a question the moment the survey closed. Nothing here changes later.

    `cells`: choice -> answers. `women` and `men`: the same among those who agreed to the link, or
    null. Counts as they are: `queries.results` decides what may be shown.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="tallies")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    answered = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    women = models.JSONField(null=True, blank=True)
    men = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "question"], name="tally_once")]
