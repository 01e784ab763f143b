"""A survey: what is asked, of whom, and how private the answers are."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Verb
from pakten.base.ui.fields import LocalTextField
from pakten.oversight.surveys.models.bank import Question
from pakten.oversight.surveys.states import Audience, Privacy, SurveyState
from pakten.parties.pacts.models import InPact


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, actor: Actor) -> Self:
        """The surveys of the pact, for those who read them."""
        return self.filter(pact__in=actor.where(Verb.SEE_SURVEYS, "pact"))


class Survey(InPact):
    """One round of asking. `first` is the first round of the same survey, for the trend."""

    title = LocalTextField()
    lead = LocalTextField(blank=True)
    audience = models.CharField(_("who is asked"), max_length=20, choices=Audience)
    privacy = models.CharField(_("how private"), max_length=10, choices=Privacy)
    state = models.CharField(max_length=10, choices=SurveyState, default=SurveyState.DRAFT)
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="rounds")
    round = models.PositiveSmallIntegerField(default=1)
    closes_on = models.DateField(_("last day"))
    remind_after = models.PositiveSmallIntegerField(_("days to the reminder"), default=7)
    link_code = models.CharField(max_length=40, unique=True)
    questions = models.ManyToManyField(Question, through="SurveyQuestion", related_name="surveys")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SurveyState.DRAFT) | Q(opened_at__isnull=False),
                name="survey_opened_with_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=SurveyState.CLOSED) | Q(closed_at__isnull=False),
                name="survey_closed_with_time",
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.OPEN_LINK) | Q(privacy=Privacy.ANONYMOUS),
                name="survey_open_link_is_anonymous",
                violation_error_message=_("An open link is always anonymous."),
            ),
            models.UniqueConstraint(
                fields=["first", "round"],
                condition=Q(first__isnull=False),
                name="survey_round_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_anonymous(self) -> bool:
        return self.privacy == Privacy.ANONYMOUS

    @property
    def has_open_link(self) -> bool:
        return self.audience == Audience.OPEN_LINK


class SurveyQuestion(InPact):
    """A question in a survey, in this wording and order."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="lines")
    question = models.ForeignKey(Question, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "question"], name="survey_question_once")
        ]
