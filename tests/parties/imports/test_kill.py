"""An import on real processes: the worker is killed in the middle and nothing is lost or doubled."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from pakten.parties.imports.actions import carry_out_import
from pakten.parties.imports.models import Import, ImportRow
from pakten.parties.imports.states import BatchState
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.pacts.models import Pact
from tests.factories.imports import a_row, stage
from tests.factories.world import NOW, inside, make_pact, make_staff

Worker = "subprocess.Popen[bytes]"
ROWS = 600


@pytest.fixture
def start_worker(database_url: str) -> Iterator[Callable[[], Worker]]:
    started = []

    def start() -> Worker:
        words = [sys.executable, "-m", "pakten.config.cli", "worker"]
        started.append(subprocess.Popen(words, env=os.environ | {"DATABASE_URL": database_url}))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def done(pact: Pact) -> int:
    with inside(pact):
        return ImportRow.objects.filter(done_at__isnull=False).count()


def wait_until(fulfilled: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not fulfilled():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def fall_silent() -> None:
    """As if the time had passed after which a worker counts as gone."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '20 s'")


@pytest.mark.slow
def test_carry_out_import_survives_kill_9(start_worker: Callable[[], Worker]) -> None:
    pact = make_pact()
    by = make_staff(pact)
    rows = [a_row(f"Member {n} AB", email=f"c{n}@x.example") for n in range(ROWS)]
    batch = stage(pact, by, rows)
    with inside(pact, by):
        carry_out_import(batch, by=by, at=NOW)
    for part in (1, ROWS // 3):
        worker = start_worker()
        wait_until(lambda part=part: done(pact) >= part)  # type: ignore[misc]
        worker.kill()
        worker.wait()
        fall_silent()
    assert 0 < done(pact) < ROWS
    start_worker()
    with inside(pact):
        found = Import.objects.filter(pk=batch.pk)
        wait_until(lambda: found.filter(state=BatchState.DONE).exists())
        names = sorted(Organisation.objects.values_list("name", flat=True))
        assert names == sorted(f"Member {n} AB" for n in range(ROWS))
        assert Contact.objects.count() == ROWS
        assert ImportRow.objects.filter(is_made=True, done_at__isnull=False).count() == ROWS
