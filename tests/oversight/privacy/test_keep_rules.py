"""What time erases: every table by its rule, or held for a reason; and the register of it all."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from pakten.base.audit.models import Event
from pakten.base.audit.retention import Retention
from pakten.oversight.privacy.actions.keeping import BY_DATABASE, due_in, keep_rules
from pakten.oversight.privacy.ages import counted_from, is_known
from pakten.oversight.privacy.kept import OF_PERSONS, SAID, kept_topics
from pakten.oversight.privacy.models import Erasure
from pakten.oversight.privacy.plan import tables_of
from pakten.parties.pacts.models import RetentionRule
from pakten.parties.pacts.queries import declared_retention
from pakten.parties.pacts.queries.retention import AFTER, NAMES, WHY
from pakten.parties.people.models import CallbackRequest, Participant
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_placement
from tests.factories.world import NOW, inside, make_staff

pytestmark = pytest.mark.django_db
RULES = declared_retention()
LONG_AGO = NOW - timedelta(days=366)


@pytest.fixture
def world() -> Any:
    made = PlacementWorld()
    with inside(made.pact):
        yield made


def call(world: Any, at: datetime) -> CallbackRequest:
    return CallbackRequest.objects.create(
        pact=world.pact, name="Ayan Warsame", phone="070-111 22 33", language="so", door="work",
        asked_at=at,
    )  # fmt: skip


def test_every_rule_says_from_when_or_with_what() -> None:
    wrong = [
        label
        for label, rule in RULES.items()
        if not (is_known(apps.get_model(label), rule.since) ^ _follows(label, rule))
    ]
    assert wrong == []


def _follows(label: str, rule: Retention) -> bool:
    if not rule.follows:
        return False
    aim = apps.get_model(label)._meta.get_field(rule.follows).related_model
    return aim._meta.label in RULES


def test_every_rule_can_be_counted(world: Any) -> None:
    for label, rule in RULES.items():
        if rule.since:
            model = apps.get_model(label)
            [*model._base_manager.annotate(counted_from=counted_from(model, rule.since))[:1]]
    assert {each.label for each in due_in(world.pact, NOW)} == {
        label for label, rule in RULES.items() if rule.since
    }


def test_every_table_that_points_at_a_person_goes_with_them_or_stays_without() -> None:
    going = tables_of(Participant)
    pointing = {
        m for m in apps.get_models()
        for f in m._meta.concrete_fields
        if f.is_relation and f.related_model is Participant
    }  # fmt: skip
    left = {m._meta.label for m in pointing - going}
    assert left == {label for label, rule in RULES.items() if rule.stays}


def test_no_table_that_goes_is_the_databases_alone() -> None:
    with connection.cursor() as cursor:
        for model in tables_of(Participant):
            table = model._meta.db_table
            cursor.execute("SELECT has_table_privilege('pakten_app', %s, 'DELETE')", [table])
            assert (table, cursor.fetchone()[0]) == (table, True)


def test_no_ledger_or_account_goes_with_a_person() -> None:
    kept = {
        "results.Outcome",
        "accounts.Account",
        "organisations.Organisation",
        "opportunities.Opening",
    }
    assert {m._meta.label for m in tables_of(Participant)} & kept == set()


def test_every_rule_has_words() -> None:
    unnamed = {label for label in RULES if label not in NAMES}
    unsaid = {r.after for r in RULES.values()} - {*AFTER} | {r.why for r in RULES.values()} - {*WHY}
    assert (unnamed, unsaid) == (set(), set())


def test_keep_rules_erases_what_is_older_and_empties_its_history(world: Any) -> None:
    old, new = call(world, LONG_AGO), call(world, NOW)
    run = keep_rules(world.pact, at=NOW)
    assert run is not None
    assert (run.erased, [*CallbackRequest.objects.all()]) == ({"people.CallbackRequest": 1}, [new])
    held = Event.objects.filter(table="people_callbackrequest", row_id=old.pk)
    assert {value for e in held for value in (e.before or e.after or {}).values()} == {None}


def test_keep_rules_twice_does_nothing_more(world: Any) -> None:
    call(world, LONG_AGO)
    assert [keep_rules(world.pact, at=NOW) is None for _time in range(2)] == [False, True]


def test_keep_rules_goes_by_the_citys_shorter_rule(world: Any) -> None:
    call(world, NOW - timedelta(days=2))
    RetentionRule.objects.create(pact=world.pact, model="people.CallbackRequest", years=0)
    keep_rules(world.pact, at=NOW)
    assert CallbackRequest.objects.count() == 0


def test_keep_rules_erases_a_person_nobody_has_met_for_two_years(world: Any) -> None:
    assert keep_rules(world.pact, at=NOW + timedelta(days=725)) is None
    keep_rules(world.pact, at=NOW + timedelta(days=740))
    told = [(each.asked, each.state, each.participant_id) for each in Erasure.objects.all()]
    assert (Participant.objects.count(), told) == (0, [("time", "done", None)])


def test_keep_rules_waits_while_a_place_goes_on(world: Any) -> None:
    make_placement(world.opening, world.person, world.coordinator, "started")
    due = {each.label: each.rows for each in due_in(world.pact, NOW + timedelta(days=3000))}
    assert due["opportunities.Placement"] == 0


def test_see_retention_tells_what_would_go_and_erases_nothing(world: Any) -> None:
    call(world, LONG_AGO)
    admin = make_staff(world.pact, "admin")
    answer = browser(world.pact, admin).get("/pact/kept/")
    assert (answer.status_code, CallbackRequest.objects.count()) == (200, 1)
    assert [line.due for line in answer.context["lines"] if line.due] == [1]


def test_see_retention_counts_all_tables_at_once(world: Any) -> None:
    client = browser(world.pact, make_staff(world.pact, "admin"))
    with CaptureQueriesContext(connection) as queries:
        client.get("/pact/kept/")
    assert sum("SAVEPOINT" not in each["sql"] for each in queries) <= 15


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_see_kept_is_open_to_all_and_has_every_rule(world: Any, lang: str) -> None:
    answer = browser(world.pact, None, lang).get("/kept/")
    assert (answer.status_code, len(answer.context["lines"])) == (200, len(RULES))


def test_by_database_are_all_append_only() -> None:
    with connection.cursor() as cursor:
        for table in sorted(BY_DATABASE):
            cursor.execute("SELECT has_table_privilege('pakten_app', %s, 'DELETE')", [table])
            assert cursor.fetchone()[0] is False


def test_see_kept_tells_those_who_look_for_work_in_few_lines(world: Any) -> None:
    """Every rule of their tables is in one of them, and in words that every newcomer's language has."""
    rules = {
        rule.after
        for label, rule in declared_retention().items()
        if label.split(".", maxsplit=1)[0] in OF_PERSONS
    }
    with override("en"):
        lines = kept_topics(world.pact)
    assert {line.after for line in lines} == rules
    assert rules <= SAID
    assert len(lines) <= 12
    page = browser(world.pact, None, "ti").get("/kept/").content.decode()
    assert ('lang="ti"' in page, '<div lang="en" dir="ltr">' in page) == (True, True)
