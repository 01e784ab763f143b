"""Writing down who looks at a person, and forgetting what the history held of one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import connection

from pakten.base.audit.models import Forgetting, Look
from pakten.base.audit.states import LookPurpose

# Going back and forth between pages is one look.
SAME_LOOK = timedelta(minutes=30)


class _Grant(Protocol):
    role: Any
    scope: Any


class Looker(Protocol):
    """Who looks: an actor of `base.access`, which this room does not know."""

    @property
    def account_id(self) -> int | None: ...

    @property
    def grants(self) -> tuple[Any, ...]: ...


def look(person_id: int, purpose: LookPurpose, by: Looker, at: datetime) -> bool:
    """Write down that `by` opened a person's data; False for oneself, nobody, or the same look again.

    Written in the transaction that shows the data: what could not be written is not shown.
    """
    return look_at_all([person_id], purpose, by, at) == 1


def look_at_all(person_ids: Iterable[int], purpose: LookPurpose, by: Looker, at: datetime) -> int:
    """The same for several people at once; how many looks were written."""
    if by.account_id is None:
        return 0
    own = {g.scope.id for g in by.grants if g.scope.kind == "person"}
    asked = sorted({*person_ids} - own)
    if not asked:
        return 0
    seen = Look.objects.filter(
        account_id=by.account_id, purpose=purpose, at__gt=at - SAME_LOOK, person_id__in=asked
    ).values_list("person_id", flat=True)
    role, organisation_id = _capacity(by.grants)
    fresh = [
        Look(
            pact_id=0, person_id=pk, account_id=by.account_id, role=role,
            organisation_id=organisation_id, purpose=purpose, at=at,
        )
        for pk in asked if pk not in {*seen}
    ]  # fmt: skip
    # the database numbers and hashes row by row, and sees the rows before in the same statement
    return len(Look.objects.bulk_create(fresh, batch_size=1000))


def _capacity(grants: Iterable[_Grant]) -> tuple[str, int | None]:
    """The role somebody looks in: the city's before a member's."""
    for kind in ("pact", "organisation"):
        for grant in grants:
            if grant.scope.kind == kind:
                house = grant.scope.id if kind == "organisation" else None
                return str(grant.role), house
    return "", None


def forget_values(table: str, row_ids: Iterable[int], *, at: datetime) -> int:
    """Empty the history of some rows: that they changed stays, what they held does not."""
    ids = sorted({*row_ids})
    if not ids:
        return 0
    return _forget(Forgetting(pact_id=0, table=table, row_ids=ids, at=at))


def forget_older(table: str, until: datetime, *, at: datetime) -> int:
    """Remove what only the database may remove, when its time has come."""
    return _forget(Forgetting(pact_id=0, table=table, until=until, at=at))


def _forget(row: Forgetting) -> int:
    row.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rows FROM audit_forgetting WHERE id = %s", [row.pk])
        return int(cursor.fetchone()[0])
