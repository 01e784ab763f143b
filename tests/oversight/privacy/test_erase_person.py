"""After an erasure no table, column, history row or kept form holds the person."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from pakten.activities.opportunities.models import FollowUp, Placement, PlacementStep
from pakten.base.accounts.models import Account
from pakten.base.audit.actions import look
from pakten.base.audit.models import Event
from pakten.base.audit.queries import check_looks
from pakten.base.audit.states import LookPurpose
from pakten.base.notices.models import Notice
from pakten.base.tenancy.context import open_door
from pakten.oversight.privacy.actions.asking import ask_erasure
from pakten.oversight.privacy.actions.erasing import carry_out_erasure, erase_all_due
from pakten.oversight.privacy.models import Erasure
from pakten.parties.pacts.models import Staff
from pakten.parties.people.models import Participant
from tests.factories.privacy import EMAIL, MARKS, make_marked
from tests.factories.world import NOW, inside, make_pact

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=31)


@pytest.fixture
def world() -> Any:
    made = make_marked()
    with inside(made.pact):
        yield made


def found_in_database() -> dict[str, int]:
    """Rows of any table, as the owner sees it, in which any column holds one of the marks."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = sorted(row[0] for row in cursor.fetchall())
        pattern = "|".join(re.escape(each) for each in (*MARKS, "998 87 76"))
        found = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ~* %s', [pattern])
            if number := cursor.fetchone()[0]:
                found[table] = number
        cursor.execute("SET ROLE pakten_app")
    return found


def erase(world: Any, at: Any = LATER) -> Erasure:
    erasure = ask_erasure(world.person, by=world.participant, at=NOW)
    assert carry_out_erasure(erasure.pk, at=at) is True
    erasure.refresh_from_db()
    return erasure


def test_erase_person_leaves_nothing_anywhere(world: Any) -> None:
    before = found_in_database()
    assert {"audit_event", "people_participant", "accounts_account", "notices_message"} <= {*before}
    erase(world)
    assert found_in_database() == {}


def test_erase_person_empties_history_and_keeps_that_it_happened(world: Any) -> None:
    table, pk = Participant._meta.db_table, world.person.pk
    erase(world)
    events = Event.objects.filter(table=table, row_id=pk)
    assert events.filter(kind="DELETE").count() == 1
    held = [
        value for e in events for side in (e.before, e.after) for value in (side or {}).values()
    ]
    assert {*held} == {None}


def test_erase_person_says_what_it_did_and_names_nobody(world: Any) -> None:
    erasure = erase(world)
    assert (erasure.state, erasure.participant_id, erasure.asked_by_id) == ("done", None, None)
    assert (erasure.rows > 8, erasure.left) == (True, {})


def test_erase_person_is_done_once(world: Any) -> None:
    erasure = erase(world)
    assert carry_out_erasure(erasure.pk, at=LATER) is False


def test_erase_person_waits_for_its_day(world: Any) -> None:
    erasure = ask_erasure(world.person, by=world.participant, at=NOW)
    assert carry_out_erasure(erasure.pk, at=NOW + timedelta(days=29)) is False
    assert Participant.objects.filter(pk=world.person.pk).exists()


def test_erase_person_takes_steps_and_follow_ups_along(world: Any) -> None:
    erase(world)
    left = [model.objects.count() for model in (Placement, PlacementStep, FollowUp)]
    assert left == [0, 0, 0]


def test_erase_person_removes_the_account_and_signs_out(world: Any) -> None:
    erase(world)
    with open_door():
        assert not Account.objects.filter(email=EMAIL).exists()


def test_erase_person_keeps_an_account_with_another_role(world: Any) -> None:
    account = world.person.account
    make_staff_of(world, account)
    erasure = erase(world)
    with open_door():
        assert Account.objects.filter(pk=account.pk).exists()
    assert (erasure.left, Participant.objects.count()) == ({}, 0)


def make_staff_of(world: Any, account: Account) -> None:
    Staff.objects.create(pact=world.pact, account=account, role="counsellor")


def test_erase_person_tells_the_employer_who_has_seen_the_name(world: Any) -> None:
    erase(world)
    about = f"placement:{world.placed.pk}:withdrawn"
    assert Notice.objects.filter(about=about).exists() is True


def test_erase_person_keeps_a_started_place_taken(world: Any) -> None:
    opening = world.place("started", seats=3).opening
    erase(world)
    opening.refresh_from_db()
    assert opening.seats == 2


def test_erase_person_says_where_others_still_name_them(world: Any) -> None:
    pk = world.opening.pk
    type(world.opening).objects.filter(pk=pk).update(description="For Zaynabmark Qorrinmark")
    erasure = erase(world)
    assert set(erasure.left) == {"opportunities_opening", "audit_event"}


def test_erase_person_leaves_the_log_of_visits_whole(world: Any) -> None:
    look(world.person.pk, LookPurpose.PAGE, world.counsellor, NOW)
    erase(world)
    chain = check_looks(world.pact.pk)
    assert (chain.looks, chain.broken) == (1, None)


def test_erase_all_due_takes_those_whose_day_has_come(world: Any) -> None:
    erasure = ask_erasure(world.person, by=world.participant, at=NOW - timedelta(days=31))
    erase_all_due(0)
    erase_all_due(0)
    erasure.refresh_from_db()
    assert (erasure.state, Participant.objects.filter(pk=world.person.pk).exists()) == (
        "done",
        False,
    )


def test_erase_person_of_another_pact_is_out_of_reach(world: Any) -> None:
    erasure = ask_erasure(world.person, by=world.participant, at=NOW)
    with inside(make_pact()):
        assert carry_out_erasure(erasure.pk, at=LATER) is False
