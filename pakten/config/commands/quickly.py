"""Migrations carried out without drawing every model anew at every step.

Django keeps the models as classes while it migrates, and makes all that are related anew whenever one
changes: with a hundred models that all lead to the pact, an empty database took 20 s of processor
time, nearly all of it for classes nobody looked at. Here only the changed model is made anew, and all
of them once where a step may look at its neighbours. The schema is the same, byte by byte.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

# What these do to a table is told by its own model alone. A function that is run (RunPython) gets
# models made anew by Django itself, since the state says that it is delayed.
_ALONE = (
    operations.AddConstraint,
    operations.AddField,
    operations.AddIndex,
    operations.AlterConstraint,
    operations.AlterModelManagers,
    operations.AlterModelOptions,
    operations.CreateModel,
    operations.RemoveConstraint,
    operations.RemoveField,
    operations.RemoveIndex,
    operations.RunPython,
    operations.RunSQL,
)


def _is_alone(step: operations.base.Operation) -> bool:
    if isinstance(step, operations.AlterField):
        # Other tables may point at a key, and change with it; a table between two is one more.
        return not (step.field.primary_key or step.field.unique or step.field.many_to_many)
    return isinstance(step, _ALONE)


class Executor(MigrationExecutor):
    """Applies each migration in the quick way where all its steps allow it, else in Django's own."""

    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        """As Django's, with fewer models made anew."""
        if all(map(_is_alone, migration.operations)):
            with _one_at_a_time():
                return super().apply_migration(state, migration, fake, fake_initial)
        state.clear_delayed_apps_cache()
        state.apps.get_models()  # made once here, not by every step for itself
        return super().apply_migration(state, migration, fake, fake_initial)


def migrate_quickly() -> None:
    """`migrate`, with everything that belongs to it."""
    with (
        _uncollected(),
        patch("django.core.management.commands.migrate.MigrationExecutor", Executor),
    ):
        call_command("migrate", verbosity=0)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: a third of the time went to classes that are all still in use."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    def itself(
        state: ProjectState, app_label: str, model_name: str, *_delay: Any, **_as: Any
    ) -> Any:
        state.is_delayed = True
        return {(app_label, model_name)}

    with patch.object(ProjectState, "_find_reload_model", itself):
        yield
