"""Reading the history."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from pakten.base.audit.models import Event, Look


def events_of(rows: dict[str, Iterable[int]]) -> QuerySet[Event]:
    """Events of the given rows, newest first. `rows`: table name -> row ids."""
    wanted = Q(pk__in=[])
    for table, ids in rows.items():
        wanted |= Q(table=table, row_id__in=list(ids))
    return Event.objects.filter(wanted)


@dataclass(frozen=True, slots=True)
class Chain:
    """The state of a pact's access log: how many looks, the last hash, the first broken row."""

    looks: int
    head: str
    broken: int | None


_BROKEN = """
SELECT id FROM (
  SELECT look.*, lag(hash) OVER (ORDER BY id) AS before FROM audit_look AS look
  WHERE pact_id = %(pact)s
) AS linked
WHERE hash <> audit_look_hash(prev, id, pact_id, person_id, account_id, role, organisation_id, purpose, at)
   OR prev <> coalesce(before, (
     SELECT anchor FROM audit_forgetting
     WHERE pact_id = %(pact)s AND "table" = 'audit_look' AND anchor <> '' ORDER BY id DESC LIMIT 1
   ), '')
ORDER BY id LIMIT 1
"""


def check_looks(pact_id: int) -> Chain:
    """Whether the access log is as it was written. Compare `head` with one kept elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN, {"pact": pact_id})
        found = cursor.fetchone()
    mine = Look.objects.filter(pact_id=pact_id)
    head = mine.order_by("-id").values_list("hash", flat=True).first() or ""
    return Chain(mine.count(), head, found[0] if found else None)


def looks_at(*person_ids: int) -> QuerySet[Look]:
    """Who has opened a person's data, under each number the person has had; the latest first."""
    return Look.objects.filter(person_id__in=person_ids)
