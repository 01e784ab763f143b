"""Requests to be erased, corrections asked for, the city's own terms, and the runs of retention."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.oversight.privacy.states import LONGEST_WAIT, WAIT_DAYS, Asker, ErasureState
from pakten.parties.pacts.models import InPact
from pakten.parties.people.models import Participant


class Terms(InPact):
    """How long an erasure waits here, and whom a person may ask. Missing: thirty days, the office."""

    wait_days = models.PositiveSmallIntegerField(
        _("days an erasure waits"),
        default=WAIT_DAYS,
        validators=[MaxValueValidator(LONGEST_WAIT)],
    )
    # The city's own mailbox, nobody's person.
    ask_at = models.CharField(
        _("address for questions about data"),
        max_length=254,
        blank=True,
        validators=[validate_email],
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pact"], name="privacy_terms_once")]


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for the office; one's own for a person."""
        if actor.where(Verb.SEE_ERASURES, "pact"):
            return self
        return self.filter(participant__in=actor.where(Verb.ASK_ERASURE, "person"))

    def waiting(self) -> Self:
        return self.filter(state=ErasureState.WAITING)


class Erasure(InPact):
    """Somebody asks to be erased. When it is done the row stays and names nobody."""

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the request",
        why="That a request was met can be shown; the row names nobody then.",
        since="asked_at",
        stays=True,
    )

    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="erasures"
    )
    asked = models.CharField(max_length=10, choices=Asker)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ErasureState, default=ErasureState.WAITING)
    ended_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    # Where the name still stands in words others wrote: table and number, never the words.
    left = models.JSONField(default=dict, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(state=ErasureState.WAITING),
                name="erasure_waits_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.DONE) | Q(participant__isnull=True),
                name="erasure_done_names_nobody",
            ),
        ]

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("person", self.participant_id or 0)}


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for those who meet the participants; one's own for a person."""
        if actor.where(Verb.SEE_CORRECTIONS, "pact"):
            return self
        return self.filter(participant__in=actor.where(Verb.ASK_CORRECTION, "person"))


class Correction(InPact):
    """Something is wrong that the person cannot change alone, such as the name."""

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the last contact",
        why="A profile nobody uses any more has no purpose.",
        follows="participant",
    )

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="corrections")
    text = models.CharField(_("what is wrong, and what is right?"), max_length=500)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("person", self.participant_id)}


class Run(InPact):
    """What time erased on a day: how many rows of which table. Names nobody."""

    ran_at = models.DateTimeField()
    erased = models.JSONField(default=dict)
    held = models.JSONField(default=dict)

    class Meta:
        ordering = ["-ran_at", "-id"]
