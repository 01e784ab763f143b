"""An import with its rows, the words of headings, and changes made to many at once."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.base.audit.retention import Retention
from pakten.parties.imports.states import AT_WORK, BatchState, Column, Field, RowState
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import InPact

UNDO_DAYS = 7
KEEP_DAYS = 30


class Import(InPact):
    """A file of organisations: read, matched, mended, carried out, perhaps taken back.

    `columns` says what each column of the file is, "" for one that is left out. `counts` keeps the
    figures of the done page after the rows are forgotten.
    """

    file_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100, blank=True)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.STAGED)
    staged_at = models.DateTimeField()
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    stop_asked = models.BooleanField(default=False)
    counts = models.JSONField(default=dict, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-staged_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begun_at__isnull=False) | Q(state=BatchState.STAGED),
                name="import_begun_when_not_staged",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) | ~Q(state=BatchState.UNDONE),
                name="import_undone_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def undo_until(self) -> date | None:
        """The last day the import can be taken back."""
        ended = self.done_at or self.begun_at
        return timezone.localdate(ended + timedelta(days=UNDO_DAYS)) if ended else None

    @property
    def forgotten_on(self) -> date:
        """The day the file's rows are forgotten."""
        return timezone.localdate(self.staged_at + timedelta(days=KEEP_DAYS))


class ImportRow(InPact):
    """One row of the file. Forgotten 30 days after it was read, with the persons in it.

    `cells` is the file's own text, `values` what is taken from it (mended by hand where it was).
    `problems` are {column: what is wrong}; `differs` {column: [in the pact, in the file]};
    `keep` names the columns where the pact's own value stays. `done_at` is set in the transaction
    that carried the row out, so a row is carried out once however often a worker is killed.
    """

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the file was read",
        why="Rows are forgotten after 30 days, by a job.",
        since="batch__staged_at",
    )

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=RowState)
    problems = models.JSONField(default=dict, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    differs = models.JSONField(default=dict, blank=True)
    keep = models.JSONField(default=list, blank=True)
    is_mended = models.BooleanField(default=False)
    is_chosen = models.BooleanField(default=False)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_made = models.BooleanField(default=False)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["line"]
        indexes = [
            models.Index(fields=["batch", "state", "line"], name="import_row_by_state"),
            models.Index(
                fields=["batch", "line"], condition=Q(done_at__isnull=True), name="import_row_left"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="import_row_line_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(state__in=[RowState.NEW, RowState.CHANGES]),
                name="import_row_done_went_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.values.get(Column.NAME, '')}"


class Heading(InPact):
    """What a word over a column means in this pact's files, as somebody has said it before."""

    word = models.CharField(max_length=100)
    column = models.CharField(max_length=20, choices=Column, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pact", "word"], name="import_heading_once")]

    def __str__(self) -> str:
        return self.word


class BulkChange(InPact):
    """One field set for many organisations at once."""

    field = models.CharField(max_length=20, choices=Field)
    value = models.CharField(max_length=40, blank=True)
    value_text = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.value_text}"

    @property
    def undo_until(self) -> date:
        """The last day the change can be taken back."""
        return timezone.localdate(self.made_at + timedelta(days=UNDO_DAYS))


class BulkChangeRow(InPact):
    """What stood before in one organisation, and whether it was put back."""

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="rows")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    before = models.CharField(max_length=40, blank=True)
    is_undone = models.BooleanField(default=False)
    left_because = models.CharField(_("left because"), max_length=300, blank=True)

    class Meta:
        ordering = ["organisation__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "organisation"], name="bulk_change_organisation_once"
            )
        ]
