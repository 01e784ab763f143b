"""Bring the database to where this version needs it, with the example pact if wanted."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from procrastinate.contrib.django import app

from pakten.config import embedded
from pakten.config.commands import places
from pakten.config.commands.quickly import migrate_quickly
from pakten.config.example.load import load_example
from pakten.config.refusal import Refusal
from pakten.parties.pacts.models import Pact

PASSWORD = "integrationspakt"  # noqa: S105  (public on purpose: it opens the example pact)


def migrate(words: argparse.Namespace) -> int:
    """Apply the outstanding migrations; quick where there are none."""
    embedded.ensure_app_role(places.owner_url())
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        migrate_quickly()
    return 0


def load(words: argparse.Namespace) -> int:
    """Load the example pact, on request."""
    if places.production():
        raise Refusal("The example pact is not loaded where PAKTEN_PRODUCTION=1.")
    migrate(words)
    if not load_if_empty():
        raise Refusal("There is a pact already; the example is only loaded into an empty database.")
    return 0


def load_if_empty() -> bool:
    """Load the example pact where there is no pact at all; whole or not at all."""
    if Pact.objects.exists():
        return False
    now = timezone.now()
    with _uncompiled(), transaction.atomic():
        load_example(password=example_password(), today=timezone.localdate(now), at=now)
        app.configure_task("seal_all_letters").defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # or the planner guesses until autovacuum comes round
    return True


@contextmanager
def _uncompiled() -> Iterator[None]:
    """The example's rounds of matching are small: to compile the engine takes longer than they do."""
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    try:
        yield
    finally:
        del os.environ["NUMBA_DISABLE_JIT"]  # or the processes started afterwards would have it


def example_password() -> str:
    """The common password of the example's accounts."""
    return os.environ.get("PAKTEN_EXAMPLE_PASSWORD") or PASSWORD
