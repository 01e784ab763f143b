"""The outbox, the notices behind it and what each person wants to hear."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope
from pakten.base.audit.retention import Retention
from pakten.base.notices.states import Failure, NoticeState, Pace, Topic


class Message(models.Model):
    """One mail to one address, stored in the same transaction as what it tells of."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        KEPT = "kept", _("Kept here, not sent")
        FAILED = "failed", _("Not delivered")

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="it was sent",
        why="A mail is proof of a notice for a year, then clutter.",
        since="written_at",
    )

    pact = models.ForeignKey("pacts.Pact", models.PROTECT, related_name="+")
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=10, choices=Failure, blank=True)
    secret = models.BooleanField(default=False)
    stop_link = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-written_at", "-id"]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, nobody else's."""
        return self.filter(account=actor.account_id) if actor.account_id else self.none()


class Notice(models.Model):
    """One thing told to one reader, once. It reaches them in a mail of its own or in a digest."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="it was written",
        why="What was told to whom can be asked for a year.",
        since="written_at",
    )

    pact = models.ForeignKey("pacts.Pact", models.PROTECT, related_name="+")
    to = models.EmailField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=5)
    topic = models.CharField(max_length=10, choices=Topic)
    about = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=NoticeState)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="notices"
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.UniqueConstraint("pact", Lower("to"), "about", name="notice_once_per_reader")
        ]
        indexes = [
            models.Index(fields=["account", "-written_at"], name="notice_by_account"),
            models.Index(
                fields=["account"], condition=Q(seen_at__isnull=True), name="notice_unseen"
            ),
            models.Index(
                fields=["pact"], condition=Q(state=NoticeState.WAITING), name="notice_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def scopes(self) -> frozenset[Scope]:
        return frozenset({Scope("account", self.account_id or 0)})


class Preference(models.Model):
    """How often an account hears of a topic, where it differs from the rule."""

    pact = models.ForeignKey("pacts.Pact", models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=10, choices=Topic)
    pace = models.CharField(max_length=10, choices=Pace)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "account", "topic"], name="preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.pace}"


class MutedAddress(models.Model):
    """An address without an account that wants no more about a topic. Holds no address, a keyed hash."""

    pact = models.ForeignKey("pacts.Pact", models.PROTECT, related_name="+")
    address_hash = models.CharField(max_length=64)
    topic = models.CharField(max_length=10, choices=Topic)
    muted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "address_hash", "topic"], name="muted_once")
        ]

    def __str__(self) -> str:
        return self.topic
