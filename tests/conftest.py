"""What every test stands on: its database, as the application's role, and no network."""

import gc
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connections
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from pakten.activities.opportunities import crowd
from tests import database

# Timings never fail tests: how long an example takes says how busy the machine is.
settings.register_profile("pakten", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pakten")


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, before the workers; they find it by the environment."""
    idle = config.option.collectonly or config.option.help or config.option.version
    if not hasattr(config, "workerinput") and not idle:
        database.begin()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: LONGEST.get(item.path.stem, len(LONGEST)))


LONGEST = {
    name: place
    for place, name in enumerate((
        "test_matrix", "test_accessible_roles", "test_accessible_office", "test_accessible",
        "test_signatures", "test_coordinator", "test_fuzz", "test_ledger", "test_days",
    ))
}  # fmt: skip


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: nothing of it need be looked through for garbage."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        database.end()


@pytest.fixture(autouse=True)
def _no_crowd_of_another_database() -> None:
    """Pacts of two databases may have the same number."""
    crowd._kept.clear()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Messages in the language of the code, whatever is translated and whatever ran before."""
    with translation.override("en"):
        yield


class Current:
    """The database of this worker and the template it is a copy of."""

    name = ""
    template = ""

    @classmethod
    def refresh(cls, template: str | None = None) -> None:
        """Start over from a template: what a transactional test wrote is gone."""
        cls.template = template or cls.template
        connections["default"].close()
        database.copy(cls.template, cls.name)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """A copy of the migrated template, used as the role that owns nothing."""
    Current.name = f"{database.template()}_{worker_id}"
    with django_db_blocker.unblock():
        Current.refresh(database.template())
        chosen = connections["default"].settings_dict
        chosen |= database.django_settings(Current.name)
        options = chosen["OPTIONS"]["options"]
        assert "role=pakten_app" in options
        # How long a question or a lock takes on a busy machine says nothing of it. The last counts.
        patient = f"{options} -c statement_timeout=120s -c lock_timeout=120s"
        chosen["OPTIONS"] |= {"options": patient}
        chosen["CONN_MAX_AGE"] = 0
    # The app role may not empty tables, and a fresh copy also restores what migrations wrote.
    # Outside this, only a test that asks for the database reaches it: else its rows would stay.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", lambda *args, **options: Current.refresh())
        yield
    with django_db_blocker.unblock():
        connections["default"].close()
        database.drop(Current.name)


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For a module of tests that read the example pact instead of making their own data."""
    with django_db_blocker.unblock():
        Current.refresh(database.example_template())
    yield
    with django_db_blocker.unblock():
        Current.refresh(database.template())


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """The address of this test's database, for processes that a test starts."""
    return database.url(Current.name)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless browser; `make test` installs it where it may.

    It ends with its module: while it is there, an event loop runs in the thread of every test.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    quiet = ["disable-quic", "disable-background-networking", "disable-component-update",
             "disable-sync", "no-first-run", "disable-gpu"]  # fmt: skip
    flags = [f"--{word}" for word in quiet]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Django would take the loop for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=program, args=flags, chromium_sandbox=False
        )
        yield browser
        browser.close()
