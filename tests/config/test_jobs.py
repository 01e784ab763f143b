"""Background jobs: none is lost when a worker is killed, none begins when its cause is undone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

Worker = "subprocess.Popen[bytes]"


@pytest.fixture
def start_worker(database_url: str) -> Iterator[Callable[[], Worker]]:
    started = []

    def start() -> Worker:
        words = [sys.executable, "-m", "tests.config.deeds"]
        started.append(subprocess.Popen(words, env=os.environ | {"DATABASE_URL": database_url}))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def defer(file: Path, seconds: float) -> None:
    app.configure_task("slow_deed", allow_unknown=True).defer(file=str(file), seconds=seconds)


def wait_for(file: Path, *words: str) -> None:
    deadline = time.monotonic() + 180
    while not file.exists() or file.read_text().split() != list(words):
        assert time.monotonic() < deadline, file.read_text() if file.exists() else "nothing"
        time.sleep(0.05)


def states() -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'slow_deed'")
        return list(cursor.fetchall())


def fall_silent() -> None:
    """As if the time had passed after which a worker counts as gone."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '20 s'")


def test_job_of_a_killed_worker_is_done_by_the_next(
    start_worker: Callable[[], Worker], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    defer(log, 1.0)
    first = start_worker()
    wait_for(log, "begun")
    first.kill()
    first.wait()
    assert states() == [("doing",)]
    fall_silent()
    second = start_worker()
    wait_for(log, "begun", "begun", "done")
    second.send_signal(signal.SIGTERM)
    assert second.wait(20) == 0
    assert states() == [("succeeded",)]


def test_worker_told_to_stop_ends_its_job_first(
    start_worker: Callable[[], Worker], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    defer(log, 1.0)
    worker = start_worker()
    wait_for(log, "begun")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    assert log.read_text().split() == ["begun", "done"]


@pytest.mark.django_db
def test_job_of_an_undone_transaction_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        defer(tmp_path / "log", 0.0)
        raise ZeroDivisionError
    assert states() == []
