"""What has changed since a reading, with nothing missed that was written meanwhile."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple, NewType

from django.db import connection

Mark = NewType("Mark", str)


class Change(NamedTuple):
    """A row that changed, and the columns that differ (all of them when it came or went)."""

    event: int
    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Changes(NamedTuple):
    """What one question to the history tells.

    `mark` is the place in time to ask from next: take it before reading what is to be kept. With
    `wrote` this transaction has itself changed something, and what it sees may still be rolled back.
    """

    mark: Mark
    wrote: bool
    rows: list[Change]


_NEVER = "18446744073709551615"  # the last number a transaction can have
_ASK = """
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text,
           pg_current_xact_id_if_assigned() IS NOT NULL,
           changed.id, changed."table", changed.row_id, changed.before, changed.after
    FROM (SELECT 1) one LEFT JOIN audit_event changed
         ON changed.changed_in >= %s::xid8 AND changed."table" = ANY(%s)
"""


def changes_since(mark: Mark | None, tables: Iterable[str]) -> Changes:
    """The pact's rows of these tables that changed at or after the mark.

    While some transaction anywhere stays open, what was told already is told again: know it by `event`.
    One query, so that the mark and the rows are of the same moment. Without a mark, no rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [mark or _NEVER, list(tables)])
        found = cursor.fetchall()
    rows = [
        Change(event, table, row_id, *(json.loads(each) if each else None for each in columns))
        for _mark, _wrote, event, table, row_id, *columns in found
        if event
    ]
    return Changes(Mark(found[0][0]), bool(found[0][1]), rows)
