"""Reading imports: what is next, how far it has come, what waits."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from pakten.parties.imports.models import BulkChange, Import, ImportRow
from pakten.parties.imports.states import GOES_IN, WAITS, BatchState, Column, RowState

HAS_PARENT = Q(**{f"values__{Column.PARENT}__isnull": False})


def next_rows(batch: Import, number: int) -> list[ImportRow]:
    """The next rows to carry out, locked. Those under a parent come last, after the parent."""
    left = ImportRow.objects.filter(batch=batch, state__in=GOES_IN, done_at__isnull=True)
    left = (
        left.select_for_update(of=("self",)).select_related("organisation", "pact").order_by("line")
    )
    return list(left.exclude(HAS_PARENT)[:number]) or list(left[:number])


def rows_to_undo(batch: Import, number: int) -> list[ImportRow]:
    """The next rows to take back, locked, the last first."""
    left = ImportRow.objects.filter(batch=batch, done_at__isnull=False, undone_at__isnull=True)
    left = left.select_for_update(of=("self",)).select_related("organisation")
    return list(left.order_by("-line")[:number])


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of an import."""

    rows: int = 0
    new: int = 0
    changes: int = 0
    same: int = 0
    waits: int = 0
    skipped: int = 0
    made: int = 0
    updated: int = 0
    undone: int = 0
    left: int = 0

    @property
    def goes_in(self) -> int:
        return self.new + self.changes

    @property
    def done(self) -> int:
        return self.made + self.updated

    @property
    def whole(self) -> int:
        return self.goes_in + self.done


def counts_of(batch: Import) -> Counts:
    """How the rows stand. One query; after the rows are forgotten, what was kept."""
    if batch.forgotten_at:
        return Counts(**batch.counts)
    open_, done = Q(done_at__isnull=True), Q(done_at__isnull=False)
    found = batch.rows.aggregate(
        rows=Count("pk"),
        new=Count("pk", filter=open_ & Q(state=RowState.NEW)),
        changes=Count("pk", filter=open_ & Q(state=RowState.CHANGES)),
        same=Count("pk", filter=Q(state=RowState.SAME)),
        waits=Count("pk", filter=Q(state__in=WAITS)),
        skipped=Count("pk", filter=Q(state=RowState.SKIPPED)),
        made=Count("pk", filter=done & Q(is_made=True)),
        updated=Count("pk", filter=done & Q(is_made=False)),
        undone=Count("pk", filter=Q(undone_at__isnull=False)),
        left=Count("pk", filter=Q(undone_at__isnull=False) & ~Q(left_because="")),
    )
    return Counts(**found)


def imports_waiting(pact_id: int) -> QuerySet[Import]:
    """Imports with rows that wait for somebody: for the desk. `waits` says how many rows."""
    open_ = [BatchState.STAGED, BatchState.STOPPED, BatchState.DONE]
    rows = Import.objects.filter(pact=pact_id, state__in=open_, forgotten_at__isnull=True)
    waits = Count("rows", filter=Q(rows__state__in=WAITS))
    ready = Count("rows", filter=Q(rows__state__in=GOES_IN, rows__done_at__isnull=True))
    rows = rows.annotate(waits=waits, ready=ready).filter(Q(waits__gt=0) | Q(ready__gt=0))
    return rows.order_by("-staged_at", "-pk")


def changes_of(pact_id: int, since: date) -> QuerySet[BulkChange]:
    """Changes to many that can still be taken back, the latest first."""
    rows = BulkChange.objects.filter(pact=pact_id, made_at__date__gte=since, undone_at__isnull=True)
    return (
        rows.annotate(number=Count(F("rows"))).select_related("made_by").order_by("-made_at", "-pk")
    )
