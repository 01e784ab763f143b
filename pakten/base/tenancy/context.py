"""The transaction-local settings that every policy reads.

`app.pact_id`, `app.account_id`: whose rows, for whom. `app.verb`: the audit word. `app.door`: open
only while somebody signs in or is invited, when accounts are looked up before it is known who asks.
A query on a tenant's table without `app.pact_id` raises; it never just finds nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_NAMES = ("app.pact_id", "app.account_id", "app.verb", "app.door")
_SET = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _NAMES)
_GET = "SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _NAMES)


def enter(
    pact_id: int | None, account_id: int | None = None, *, verb: str = "", door: bool = False
) -> None:
    """Set the context for the rest of the running transaction; outside one it would be lost."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the context needs an open transaction")
    values = [str(pact_id or ""), str(account_id or ""), verb, "open" if door else ""]
    with connection.cursor() as cursor:
        cursor.execute(_SET, values)


def _read() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        return list(cursor.fetchone())


def _write(values: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, values)


@contextmanager
def pact_context(
    pact_id: int | None, account_id: int | None = None, *, verb: str = "", door: bool = False
) -> Iterator[None]:
    """One transaction inside a pact. Nested, the outer context is put back at the end.

    After an exception the rollback restores it: settings made in a savepoint go with it.
    """
    with transaction.atomic():
        before = _read()
        enter(pact_id, account_id, verb=verb, door=door)
        yield
        _write(before)


@contextmanager
def open_door() -> Iterator[None]:
    """Let accounts of any pact be found, for the few lines that must (sign-in, invitation)."""
    with transaction.atomic():
        before = _read()
        _write([*before[:3], "open"])
        yield
        _write(before)
