"""Interviews: notes, what they are about, and the sentences somebody has agreed to be quoted with."""

from dataclasses import replace
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.base.ui.fields import LocalTextField
from pakten.oversight.surveys.states import Agreed, ApprovedHow, Interviewed, QuoteState
from pakten.parties.pacts.models import InPact

_NOTES = Retention(
    years=2,
    after="the interview",
    why="Notes are raw material; themes and approved quotes stay.",
    since="held_on",
)
_IN_NOTES = replace(_NOTES, since="", follows="interview")


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pact__in=actor.where(Verb.SEE_CODEBOOK, "pact"))

    def current(self) -> Self:
        """Those in use: neither put away nor gone up in another."""
        return self.filter(retired_on__isnull=True, merged_into__isnull=True)


class Theme(InPact):
    """A word of the codebook. `kins` are the measures it stands beside."""

    name = LocalTextField()
    definition = LocalTextField(blank=True)
    kins = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    retired_on = models.DateField(null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(retired_on__isnull=False),
                name="theme_merged_is_retired",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pact__in=actor.where(Verb.SEE_INTERVIEWS, "pact"))


class Interview(InPact):
    """A talk with somebody, without their name: the kind of person, the day, what was agreed to."""

    retention: ClassVar[Retention] = _NOTES

    held_on = models.DateField(_("day"))
    interviewed = models.CharField(_("who was interviewed"), max_length=12, choices=Interviewed)
    language = models.CharField(_("language"), max_length=5, default="sv")
    agreed = ArrayField(models.CharField(max_length=10, choices=Agreed), default=list, blank=True)
    notes = models.TextField(_("notes"), max_length=20000)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed__contains=[Agreed.NOTES]),
                name="interview_agreed_to_notes",
                violation_error_message=_("Notes need a yes from the one interviewed."),
            )
        ]


class Passage(InPact):
    """A piece of the notes that says something about a theme."""

    retention: ClassVar[Retention] = _IN_NOTES

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="passages")
    words = models.TextField(max_length=2000)

    class Meta:
        ordering = ["id"]


class PassageTheme(InPact):
    """That a passage is about a theme."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="tags")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "theme"], name="tagged_once")]


class QuoteQuerySet(models.QuerySet["Quote"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pact__in=actor.where(Verb.SEE_QUOTES, "pact"))

    def public(self) -> Self:
        """The only door to what outsiders read: approved by the interviewed, and not taken back."""
        return self.filter(state=QuoteState.PUBLIC)


class Quote(InPact):
    """A sentence as it may be read, and how the one who said it agreed to it."""

    interview = models.ForeignKey(
        Interview, models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="quotes")
    said_by = models.CharField(max_length=12, choices=Interviewed)
    words = LocalTextField()
    said_in = models.CharField(max_length=5, default="sv")
    state = models.CharField(max_length=10, choices=QuoteState, default=QuoteState.PROPOSED)
    how = models.CharField(
        _("how the yes was given"), max_length=12, choices=ApprovedHow, blank=True
    )
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-approved_on", "-id"]
        indexes = [models.Index(fields=["pact", "state", "theme"], name="quote_by_theme")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[QuoteState.APPROVED, QuoteState.PUBLIC])
                | (Q(approved_on__isnull=False) & ~Q(how="")),
                name="quote_approved_somehow",
            )
        ]


class Reading(InPact):
    """That somebody opened notes or free words, and when."""

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the reading",
        why="The interviewed can ask who has read the notes.",
        since="at",
    )

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    interview = models.ForeignKey(
        Interview, models.CASCADE, null=True, blank=True, related_name="readings"
    )
    survey = models.ForeignKey(
        "surveys.Survey", models.CASCADE, null=True, blank=True, related_name="readings"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(interview__isnull=False) ^ Q(survey__isnull=False),
                name="reading_of_one_thing",
            )
        ]
