"""Events and those invited to them."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pakten.agreements.events.states import Answer, Attendance, EventKind, EventState, Photo
from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.base.ui.fields import LocalTextField
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import InPact


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everything for those who see events in the pact."""
        return self if actor.where(Verb.SEE_EVENTS, "pact") else self.none()


class Event(InPact):
    """A gathering at a time and a place: a signing occasion, a fair, a board meeting."""

    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    title = LocalTextField()
    description = LocalTextField(blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    online_url = models.URLField(_("link to the meeting"), blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    asks_photo = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=EventState, default=EventState.PLANNED)
    cancel_reason = models.CharField(_("why"), max_length=200, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["pact", "starts_at"], name="event_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_times_in_order",
                violation_error_message=_("It ends before it begins. Choose a later time."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="event_capacity"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_open(self) -> bool:
        return self.state == EventState.PLANNED


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def seated(self) -> Self:
        """Those who come and have a seat."""
        return self.filter(answer=Answer.YES, queued_at__isnull=True)

    def queued(self) -> Self:
        """Those who want to come and wait for a seat, the first first."""
        rows = self.filter(answer=Answer.YES, queued_at__isnull=False)
        return rows.order_by("queued_at", "id")


class Invitation(InPact):
    """One guest at one event: the answer, consent to pictures, and whether they came."""

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the event",
        why="Who was invited and came is followed up the year after.",
        since="event__starts_at",
    )

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="invitations",
        verbose_name=_("organisation"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    role = models.CharField(_("does"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    photo = models.CharField(max_length=10, choices=Photo, default=Photo.NOT_ASKED)
    photo_at = models.DateTimeField(null=True, blank=True)
    attendance = models.CharField(max_length=10, choices=Attendance, default=Attendance.UNKNOWN)
    attended_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "event", Lower("email"), condition=~Q(email=""), name="invitation_email_once",
                violation_error_message=_("Somebody with this e-mail address is already invited."),
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="invitation_token_once"
            ),
            models.CheckConstraint(
                condition=Q(queued_at__isnull=True) | Q(answer=Answer.YES),
                name="invitation_queue_is_for_those_who_come",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_here(self) -> bool:
        return self.attendance == Attendance.CAME
