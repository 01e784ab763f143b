"""Every table of a pact has a policy and a history; every table with persons says how long."""

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from pakten.base.audit.retention import Retention

pytestmark = pytest.mark.django_db
OURS = [m for m in apps.get_models() if m.__module__.startswith("pakten.")]
PERSONAL = {"phone", "given_name", "contact_name", "shown_name", "answered_by_side", "birth_year"}
# Written by triggers, append-only or without a person: their own rows are the history. The rows of
# an imported file are forgotten after 30 days; what they did is in the history of what they did it to.
NO_HISTORY = {
    "audit_event",
    "audit_look",
    "audit_forgetting",
    "results_outcome",
    "results_cell",
    "annual_lockedyear",
    "annual_reportfile",
    "results_reading",
    "notices_message",
    "notices_notice",
    "accounts_submission",
    "imports_importrow",
    "commitments_lettersnapshot",
    "sealing_sealingkey",
    "sealing_sealedfile",
    "commitments_letterlook",
    # a picture taken away must leave no second copy
    "people_photo",
    # who answered an anonymous survey, and what somebody said, must have no second copy
    "surveys_askedonce",
    "surveys_ask",
    "surveys_sheet",
    "surveys_answer",
    "surveys_tie",
    "surveys_interview",
    "surveys_passage",
    "surveys_passagetheme",
}


def column(query: str) -> set[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def bears_persons(model: type[models.Model]) -> bool:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.EmailField) or field.name in PERSONAL:
            return model._meta.label != "pacts.Pact"
        if field.is_relation and field.related_model._meta.label == "people.Participant":
            return True
    return False


def in_a_pact(model: type[models.Model]) -> bool:
    return any(f.column == "pact_id" for f in model._meta.concrete_fields)


def tables(wanted: Any) -> set[str]:
    return {m._meta.db_table for m in OURS if wanted(m)}


def test_every_model_is_as_its_migrations_say() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)


def test_every_table_of_a_pact_or_of_persons_has_a_policy() -> None:
    protected = column(
        "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
    )
    needed = tables(lambda m: in_a_pact(m) or bears_persons(m)) | {"account_emailaddress"}
    assert needed - protected == set()


def test_policies_are_not_bypassed_by_the_app_role() -> None:
    assert column("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = 'pakten_app'") == {
        False
    }
    owned = column(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = 'pakten_app'"
    )
    assert owned == set()


def test_functions_that_run_as_their_owner_are_not_the_app_roles_to_use() -> None:
    usable = column(
        "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE prosecdef AND nspname = 'public'"
        " AND has_function_privilege('pakten_app', p.oid, 'EXECUTE')"
    )
    loose = column(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(proconfig, '{}') && ARRAY['search_path=public, pg_temp']"
    )
    assert (usable, loose) == (set(), set())


def test_every_table_has_a_history() -> None:
    watched = column(
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'audited'"
    )
    assert tables(in_a_pact) - watched - NO_HISTORY == set()


def test_every_table_with_persons_says_how_long_they_stay() -> None:
    silent = {
        m._meta.label
        for m in OURS
        if bears_persons(m) and not isinstance(getattr(m, "retention", None), Retention)
    }
    assert silent == set()


def test_nobody_registers_ethnicity_or_religion() -> None:
    sensitive = ("ethnic", "religi", "national", "birth_country", "faith", "race")
    found = {
        f"{m._meta.label}.{f.name}"
        for m in OURS
        for f in m._meta.get_fields()
        if any(word in f.name for word in sensitive)
    }
    assert found == set()


def test_the_ledger_points_at_no_person() -> None:
    ledger = apps.get_model("results", "Outcome")
    people = {
        f.name
        for f in ledger._meta.concrete_fields
        if f.is_relation and f.related_model._meta.app_label == "people"
    }
    assert people == set()
