"""What has changed since a reading, with nothing missed that was written meanwhile."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple, NewType

from django.db import connection

Mark = NewType("Mark", str)


class Change(NamedTuple):
    """A row that changed, and the columns that differ (all of them when it came or went)."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def mark_now() -> Mark:
    """The place in time to ask from next. Take it before reading what is to be kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
        return Mark(cursor.fetchone()[0])


def has_written() -> bool:
    """Whether this transaction has changed anything; then what it sees may still be rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
        return bool(cursor.fetchone()[0])


def changed_since(mark: Mark, tables: Iterable[str]) -> list[Change]:
    """The pact's rows of these tables that changed at or after the mark; some may be told twice."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT "table", row_id, before, after FROM audit_event'
            ' WHERE changed_in >= %s::xid8 AND "table" = ANY(%s)',
            [mark, list(tables)],
        )
        return [
            Change(table, row_id, *(json.loads(each) if each else None for each in columns))
            for table, row_id, *columns in cursor.fetchall()
        ]
