"""The outbox."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.audit.retention import Retention


class Message(models.Model):
    """One mail to one address, stored in the same transaction as what it tells of."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        KEPT = "kept", _("Kept here, not sent")
        FAILED = "failed", _("Not delivered")

    retention: ClassVar[Retention] = Retention(
        years=1, after="it was sent", why="A mail is proof of a notice for a year, then clutter."
    )

    pact = models.ForeignKey("pacts.Pact", models.PROTECT, related_name="+")
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-written_at", "-id"]
