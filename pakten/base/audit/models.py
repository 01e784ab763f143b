"""One row per changed row, whoever changed it and by whatever path."""

from typing import ClassVar

from django.db import models

from pakten.base.audit.retention import Retention


class Event(models.Model):
    """A change. `before` and `after` hold only the columns that differ (all of them on add/remove)."""

    class Kind(models.TextChoices):
        ADDED = "INSERT"
        CHANGED = "UPDATE"
        REMOVED = "DELETE"

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the event",
        why="Accountability: who changed what (seed 004, yearly review).",
    )

    id = models.BigAutoField(primary_key=True)
    pact_id = models.BigIntegerField(null=True)
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    verb = models.CharField(max_length=60, blank=True)
    account_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["table", "row_id", "-at"], name="audit_event_row")]
