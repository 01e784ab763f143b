"""One row per changed row, whoever changed it and by whatever path; one per look at a person."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from pakten.base.audit.retention import Retention
from pakten.base.audit.states import LookPurpose


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
        since="at",
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


class Look(models.Model):
    """Somebody opened a person's data: who, in which role, why. Only ever added.

    The database itself writes `id`, `prev` and `hash` (each row's hash covers the one before), so a
    row that is changed or taken away shows in `broken_looks`. Holds ids, no words about anybody.
    """

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the reading",
        why="Who has opened a person's page can be asked by that person.",
        since="at",
    )

    id = models.BigAutoField(primary_key=True)
    pact_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    role = models.CharField(max_length=20)
    organisation_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=20, choices=LookPurpose)
    at = models.DateTimeField()
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["pact_id", "person_id", "-at"], name="look_by_person"),
        ]


class Forgetting(models.Model):
    """The history was emptied of the values of some rows, or of what is older than its rule.

    Adding the row does it, in the database: what happened and who did it stays, what the columns
    held does not. The app can neither change nor remove history in any other way.
    """

    id = models.BigAutoField(primary_key=True)
    pact_id = models.BigIntegerField()
    table = models.CharField(max_length=63)
    row_ids = ArrayField(models.BigIntegerField(), null=True)
    until = models.DateTimeField(null=True)
    at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    anchor = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(row_ids__isnull=True, until__isnull=False)
                | Q(row_ids__isnull=False, until__isnull=True),
                name="forgetting_of_rows_or_of_age",
            )
        ]
