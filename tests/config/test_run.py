"""`pakten run`: everything starts together, and nothing is left behind."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pakten.config import embedded
from tests import database

pytestmark = pytest.mark.slow
PATIENCE = 180.0  # seconds, on a machine that has much else to do
Run = "subprocess.Popen[str]"


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A data folder with a migrated database, shared by the tests of this module."""
    with tempfile.TemporaryDirectory(prefix="pakten-") as folder:
        database.give_migrated(Path(folder) / "var")
        yield Path(folder) / "var"
        embedded.stop(Path(folder) / "var")


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])


def start(var: Path, port: str) -> Run:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PAKTEN_PRODUCTION")}
    words = [sys.executable, "-m", "pakten.config.cli", "run", "--empty", "--port", port]
    return subprocess.Popen(
        words,
        env=clean | {"PAKTEN_VAR": str(var)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def opened(run: Run) -> list[psutil.Process]:
    """Wait until it says that it is open; return all its processes and the database's."""
    assert run.stdout is not None
    line = run.stdout.readline()
    assert line.startswith("Pakten is open at http://127.0.0.1:"), (line, run.communicate()[1])
    return psutil.Process(run.pid).children(recursive=True)


def left(processes: list[psutil.Process], seconds: float = PATIENCE) -> list[psutil.Process]:
    """Those that still run after a while."""
    deadline = time.monotonic() + seconds
    while alive := [p for p in processes if _runs(p)]:
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    return alive


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_ctrl_c_leaves_nothing_running(var: Path) -> None:
    run = start(var, free_port())
    processes = opened(run)
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=PATIENCE)
    assert run.returncode == 0
    assert len(processes) >= 4
    assert left(processes, 0) == []
    assert not embedded.is_alive(var)


def test_second_run_on_the_same_folder_is_refused(var: Path) -> None:
    first = start(var, free_port())
    try:
        opened(first)
        second = start(var, free_port())
        out, error = second.communicate(timeout=PATIENCE)
        expected = f"pakten: Pakten runs already from {var}; PAKTEN_VAR names another folder.\n"
        assert (second.returncode, out, error) == (1, "", expected)
        assert embedded.is_alive(var)
    finally:
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=PATIENCE)


def test_killed_run_takes_its_children_along_and_the_next_takes_over(var: Path) -> None:
    port = free_port()
    run = start(var, port)
    processes = opened(run)
    run.kill()
    run.communicate()
    again = start(var, port)
    opened(again)
    assert left(processes) == []
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=PATIENCE)
    assert (again.returncode, embedded.is_alive(var)) == (0, False)


@pytest.mark.parametrize(("word", "name"), [("worker", "worker"), ("serve", "web server")])
def test_dead_child_ends_all_with_a_reason(var: Path, word: str, name: str) -> None:
    run = start(var, free_port())
    processes = opened(run)
    child = next(p for p in psutil.Process(run.pid).children() if word in p.cmdline())
    child.kill()
    _out, error = run.communicate(timeout=PATIENCE)
    said = f"pakten: The {name} has ended (killed by SIGKILL); all of Pakten ends."
    assert (run.returncode, error.splitlines()[-1]) == (1, said)
    assert left(processes) == []
    assert not embedded.is_alive(var)


def test_dead_database_ends_all_with_a_reason(var: Path) -> None:
    run = start(var, free_port())
    processes = opened(run)
    os.kill(int((var / "postgres/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    _out, error = run.communicate(timeout=PATIENCE)
    said = "pakten: The database server has ended; all of Pakten ends. Nothing is lost."
    assert (run.returncode, error.splitlines()[-1]) == (1, said)
    assert left(processes) == []
