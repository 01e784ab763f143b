"""Whatever path a change takes, the history has it, and the app cannot touch the history."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from pakten.base.accounts.models import Account
from pakten.base.audit.models import Event
from pakten.base.audit.queries import events_of
from pakten.base.tenancy.context import pact_context
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact
from tests.factories.world import NOW, inside, make_account, make_organisation, make_pact

pytestmark = pytest.mark.django_db
TABLE = "organisations_organisation"


@pytest.fixture
def pact() -> Any:
    made = make_pact()
    with inside(made):
        yield made


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def save(row: Organisation) -> None:
    row.employees = 11
    row.save()


PATHS: dict[str, tuple[Callable[[Organisation], object], str]] = {
    "save": (save, "UPDATE"),
    "update": (lambda row: Organisation.objects.filter(pk=row.pk).update(employees=11), "UPDATE"),
    "bulk_update": (
        lambda row: (
            setattr(row, "employees", 11),
            Organisation.objects.bulk_update([row], ["employees"]),
        ),
        "UPDATE",
    ),
    "raw update": (
        lambda row: sql(f"UPDATE {TABLE} SET employees = 11 WHERE id = %s", row.pk),
        "UPDATE",
    ),
    "delete": (lambda row: row.delete(), "DELETE"),
    "delete of a set": (lambda row: Organisation.objects.filter(pk=row.pk).delete(), "DELETE"),
    "raw delete": (
        lambda row: (
            sql("DELETE FROM organisations_contact WHERE organisation_id = %s", row.pk),
            sql(f"DELETE FROM {TABLE} WHERE id = %s", row.pk),
        ),
        "DELETE",
    ),
}


def test_history_is_not_forged_from_a_table_of_the_app_roles_own(pact: Pact) -> None:
    sql("CREATE TEMPORARY TABLE accounts (id bigint, pact_id bigint)")
    with pytest.raises(DatabaseError, match="denied for function"), transaction.atomic():
        sql(
            "CREATE TRIGGER forged AFTER INSERT ON accounts FOR EACH ROW"
            " EXECUTE FUNCTION public.audit_record()"
        )


@pytest.mark.parametrize("path", PATHS)
def test_history_has_every_write_path(pact: Pact, path: str) -> None:
    row = make_organisation(pact, employees=10)
    number = row.pk
    change, kind = PATHS[path]
    change(row)
    event = events_of({TABLE: [number]}).first()
    assert event is not None
    assert (event.kind, event.before["employees"]) == (kind, 10)
    assert (event.after or {}).get("employees") == (11 if kind == "UPDATE" else None)


def test_history_of_an_insert_holds_the_whole_row(pact: Pact) -> None:
    row = make_organisation(pact, name="Kvarnholms Bageri")
    event = events_of({TABLE: [row.pk]}).get()
    assert (event.kind, event.before, event.after["name"]) == ("INSERT", None, "Kvarnholms Bageri")


def test_history_has_bulk_created_rows(pact: Pact) -> None:
    rows = Organisation.objects.bulk_create(
        Organisation(
            pact=pact, number=f"559900000{n}", name=f"House {n}", stage="ended", registered_at=NOW
        )
        for n in range(3)
    )
    assert events_of({TABLE: [r.pk for r in rows]}).count() == 3


def test_history_says_who_and_which_verb(pact: Pact) -> None:
    account = make_account()
    with pact_context(pact.pk, account.pk, verb="register_organisation"):
        row = make_organisation(pact)
    event = events_of({TABLE: [row.pk]}).get()
    assert (event.account_id, event.verb, event.pact_id) == (
        account.pk, "register_organisation", pact.pk,
    )  # fmt: skip


def test_change_that_changes_nothing_leaves_no_row(pact: Pact) -> None:
    row = make_organisation(pact)
    row.save()
    assert events_of({TABLE: [row.pk]}).count() == 1


def test_history_never_holds_a_password(pact: Pact) -> None:
    account = make_account(password="a long one for a test")
    events = Event.objects.filter(table=Account._meta.db_table, row_id=account.pk)
    assert [e for e in events if "password" in (e.after or {})] == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event",
     "INSERT INTO audit_event (pact_id, \"table\", row_id, kind, verb, at) VALUES (1,'x',1,'INSERT','',now())"],
)  # fmt: skip
def test_history_cannot_be_touched_by_the_app(pact: Pact, statement: str) -> None:
    make_organisation(pact)
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(statement)
