"""Who opened a person's data: written once, chained, and shown when touched."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from pakten.base.access import Actor, Grant, Role, Scope
from pakten.base.audit.actions import forget_older, forget_values, look, look_at_all
from pakten.base.audit.models import Event, Forgetting, Look
from pakten.base.audit.queries import check_looks, events_of, looks_at
from pakten.base.audit.states import LookPurpose
from tests.factories.world import NOW, inside, make_organisation, make_pact

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=900)


@pytest.fixture
def pact() -> Any:
    made = make_pact()
    with inside(made):
        yield made


def counsellor(pact: Any, account: int = 41) -> Actor:
    return Actor(account, "Leila", (Grant(Role.COUNSELLOR, Scope("pact", pact.pk)),))


def sql(statement: str, *values: object) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


def as_owner(statement: str, *values: object) -> None:
    sql("SET ROLE NONE")
    try:
        sql(statement, *values)
    finally:
        sql("SET ROLE pakten_app")


def test_look_is_written_once_within_half_an_hour(pact: Any) -> None:
    by = counsellor(pact)
    written = [look(7, LookPurpose.PAGE, by, NOW + timedelta(minutes=m)) for m in (0, 29, 31)]
    assert written == [True, False, True]
    rows = looks_at(7).values_list("person_id", "account_id", "role", "purpose", "pact_id")
    assert list(rows) == [(7, 41, "counsellor", "page", pact.pk)] * 2


def test_look_at_oneself_is_not_one(pact: Any) -> None:
    own = Actor(9, "Samira", (Grant(Role.PARTICIPANT, Scope("person", 7)),))
    assert (look(7, LookPurpose.EXPORT, own, NOW), looks_at(7).count()) == (False, 0)


def test_look_of_an_employer_keeps_which(pact: Any) -> None:
    by = Actor(12, "Peter", (Grant(Role.MEMBER, Scope("organisation", 3)),))
    look(7, LookPurpose.PRESENTED, by, NOW)
    assert list(looks_at(7).values_list("role", "organisation_id")) == [("member", 3)]


def test_look_chain_is_whole_and_knows_its_head(pact: Any) -> None:
    look_at_all([3, 1, 2], LookPurpose.ROUND, counsellor(pact), NOW)
    chain = check_looks(pact.pk)
    last = Look.objects.first()
    assert last is not None
    assert (chain.looks, chain.head, chain.broken) == (3, last.hash, None)
    assert [row.prev for row in Look.objects.all()][:2] == [row.hash for row in Look.objects.all()][
        1:
    ]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_look SET person_id = 1", "DELETE FROM audit_look"]
)
def test_looks_are_not_the_apps_to_change(pact: Any, statement: str) -> None:
    look(7, LookPurpose.PAGE, counsellor(pact), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(statement)


def test_look_chain_tells_of_a_row_the_owner_changed(pact: Any) -> None:
    look_at_all([1, 2, 3], LookPurpose.PAGE, counsellor(pact), NOW)
    middle = Look.objects.get(person_id=2)
    as_owner("ALTER TABLE audit_look DISABLE TRIGGER append_only")
    as_owner("UPDATE audit_look SET account_id = 99 WHERE id = %s", middle.pk)
    assert check_looks(pact.pk).broken == middle.pk


def test_look_chain_tells_of_a_row_the_owner_removed(pact: Any) -> None:
    look_at_all([1, 2, 3], LookPurpose.PAGE, counsellor(pact), NOW)
    middle, after = Look.objects.get(person_id=2), Look.objects.get(person_id=3)
    as_owner("ALTER TABLE audit_look DISABLE TRIGGER append_only")
    as_owner("DELETE FROM audit_look WHERE id = %s", middle.pk)
    assert check_looks(pact.pk).broken == after.pk


def test_look_chain_stays_whole_when_the_oldest_have_left(pact: Any) -> None:
    look_at_all([1, 2], LookPurpose.PAGE, counsellor(pact), LONG_AGO)
    look(3, LookPurpose.PAGE, counsellor(pact), NOW)
    gone = forget_older("audit_look", NOW - timedelta(days=731), at=NOW)
    chain = check_looks(pact.pk)
    assert (gone, chain.looks, chain.broken) == (2, 1, None)


def test_look_chain_goes_on_from_the_anchor_when_all_have_left(pact: Any) -> None:
    look(1, LookPurpose.PAGE, counsellor(pact), LONG_AGO)
    head = check_looks(pact.pk).head
    forget_older("audit_look", NOW - timedelta(days=731), at=NOW)
    look(2, LookPurpose.PAGE, counsellor(pact), NOW)
    row = Look.objects.get()
    assert (row.prev, check_looks(pact.pk).broken) == (head, None)


def test_forget_values_keeps_that_it_happened_and_not_what(pact: Any) -> None:
    house = make_organisation(pact, name="Fyrstaden Marker AB")
    table = "organisations_organisation"
    before = events_of({table: [house.pk]}).count()
    assert forget_values(table, [house.pk], at=NOW) == before
    event = events_of({table: [house.pk]}).get()
    assert "name" in (event.after or {})
    assert {*(event.after or {}).values()} == {None}


def test_forget_values_of_another_pact_does_nothing(pact: Any) -> None:
    house = make_organisation(pact)
    with inside(make_pact(slug="other", host="other.example")):
        assert forget_values("organisations_organisation", [house.pk], at=NOW) == 0


def test_forgetting_refuses_what_is_younger_than_a_year(pact: Any) -> None:
    with pytest.raises(DatabaseError, match="younger than a year"), transaction.atomic():
        forget_older("audit_event", NOW, at=NOW)
    with pytest.raises(DatabaseError, match="no age"), transaction.atomic():
        forget_older("organisations_organisation", LONG_AGO, at=NOW)


def test_history_cannot_be_emptied_by_the_app_itself(pact: Any) -> None:
    make_organisation(pact)
    sql("SELECT set_config('app.forgets', 'audit_event', true)")
    for statement in ("UPDATE audit_event SET before = NULL", "DELETE FROM audit_event"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            sql(statement)
    assert (Event.objects.count() > 0, Forgetting.objects.count()) == (True, 0)
