"""An assisted session: who helped whom, with which interpreter, what was answered and filled in."""

from dataclasses import replace
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.guidance.states import Interpreting, MeetingWay
from pakten.parties.pacts.models import InPact
from pakten.parties.people.models import OfPerson, Participant

_KEPT = Retention(
    years=2,
    after="the last contact",
    why="It shows what a person was told and answered, for as long as the profile is kept.",
    follows="participant",
)
_WITH_SESSION = replace(_KEPT, follows="session")


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for those who counsel in the pact; the own ones for the person."""
        if actor.where(Verb.SEE_SESSION, "pact"):
            return self
        return self.filter(participant__in=actor.where(Verb.SEE_SESSION, "person"))

    def open(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Session(OfPerson):
    """Counsellor and person fill in the profile together. Only one at a time for either."""

    retention: ClassVar[Retention] = _KEPT

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="sessions")
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    way = models.CharField(
        _("how you are together"), max_length=10, choices=MeetingWay, default=MeetingWay.MEETING
    )
    language = models.CharField(_("the person's language"), max_length=5)
    interpreting = models.CharField(
        _("interpreter"), max_length=10, choices=Interpreting, default=Interpreting.NONE
    )
    agency = models.CharField(_("interpreting agency"), max_length=80, blank=True)
    interpreter_number = models.CharField(_("the interpreter's number"), max_length=20, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    copied_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(ended_at__isnull=True),
                name="session_open_once",
                violation_error_message=_("A session with this person is open already."),
            ),
            models.UniqueConstraint(
                fields=["pact", "led_by"],
                condition=Q(ended_at__isnull=True),
                name="session_led_once",
                violation_error_message=_("You have another session open. End it first."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="session_ends_after_it_starts",
            ),
        ]

    @property
    def has_interpreter(self) -> bool:
        return self.interpreting != Interpreting.NONE


class OfSession(InPact):
    """A row under a session."""

    retention: ClassVar[Retention] = _WITH_SESSION

    class Meta:
        abstract = True

    def scopes(self) -> frozenset[Scope]:
        session: Session = self.session  # type: ignore[attr-defined]
        return super().scopes() | {Scope("person", session.participant_id)}


class SessionAnswer(OfSession):
    """A yes or a no to a line as it was read out. A no is an answer too."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="answers")
    line = models.CharField(max_length=20)
    yes = models.BooleanField()
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    answered_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "line"], name="session_answer_once")
        ]


class SessionPiece(OfSession):
    """What was filled in during a session: which part, how many changes, by whom. Never what it says."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="pieces")
    part = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
