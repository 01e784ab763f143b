"""Reading the history."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from pakten.base.audit.models import Event


def events_of(rows: dict[str, Iterable[int]]) -> QuerySet[Event]:
    """Events of the given rows, newest first. `rows`: table name -> row ids."""
    wanted = Q(pk__in=[])
    for table, ids in rows.items():
        wanted |= Q(table=table, row_id__in=list(ids))
    return Event.objects.filter(wanted)
