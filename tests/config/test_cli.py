"""The `pakten` command: its help, and what it says when it cannot."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pakten.config import cli, embedded
from tests import database


def pakten(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    names = ("DATABASE_URL", "PORT", "HOST", "PAKTEN_VAR", "PAKTEN_PRODUCTION", "SECRET_KEY")
    clean = {k: v for k, v in os.environ.items() if k not in names}
    return subprocess.run(
        [sys.executable, "-m", "pakten.config.cli", *words],
        env=clean | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refused(done: "subprocess.CompletedProcess[str]") -> str:
    """The one line of a refusal, and nothing else."""
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    return done.stderr.strip().removeprefix("pakten: ")


def test_help_names_every_command_in_one_line() -> None:
    shown = cli.parser().format_help().splitlines()
    commands = ["run", "serve", "worker", "migrate", "example", "database", "pacts", "terms",
                "openings", "match", "build", "messages", "manage", "letters", "report",
                "ledger"]  # fmt: skip
    begin = shown.index("  COMMAND") + 1
    lines = [line.split(maxsplit=1) for line in shown[begin : begin + len(commands)]]
    assert [line[0] for line in lines] == commands
    assert [line[0] for line in lines if len(line) < 2] == []


@pytest.mark.parametrize("word", ["abc", "0", "70000", "80 80", "²"])
def test_run_refuses_a_port_that_is_none(word: str, tmp_path: Path) -> None:
    said = refused(pakten("run", PORT=word, PAKTEN_VAR=str(tmp_path)))
    assert said == f"PORT must be a number from 1 to 65535, not “{word}”."
    assert list(tmp_path.iterdir()) == []


def test_run_refuses_a_port_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused(pakten("run", PORT=port, PAKTEN_VAR=str(tmp_path)))
    assert (
        said
        == f"Port {port} on 127.0.0.1 cannot be used (Address already in use); PORT names another."
    )
    assert not (tmp_path / "postgres").exists()


def test_migrate_refuses_a_database_that_does_not_answer(tmp_path: Path) -> None:
    said = refused(pakten("migrate", DATABASE_URL=f"postgresql://x@/x?host={tmp_path}"))
    assert said.startswith("the database: connection ")


def test_database_start_refuses_a_server_of_others() -> None:
    said = refused(pakten("database", "start", DATABASE_URL="postgresql://x@127.0.0.1:1/x"))
    assert said == "DATABASE_URL names another server; it is not for Pakten to start or stop."


def test_database_url_needs_no_server(tmp_path: Path) -> None:
    done = pakten("database", "url", PAKTEN_VAR=str(tmp_path))
    assert (done.returncode, done.stderr, done.stdout.startswith("postgresql://")) == (0, "", True)
    assert list(tmp_path.iterdir()) == []


def test_production_needs_a_secret_key(tmp_path: Path) -> None:
    said = refused(pakten("migrate", PAKTEN_PRODUCTION="1", PAKTEN_VAR=str(tmp_path)))
    assert said == "SECRET_KEY is needed in production"


def test_unknown_word_is_named() -> None:
    done = pakten("fly")
    assert (done.returncode, "fly" in done.stderr) == (2, True)


def test_migrate_leaves_no_server_running_that_it_started(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="pakten-") as folder:
        var = Path(folder) / "var"
        database.give_migrated(var)
        done = pakten("migrate", PAKTEN_VAR=str(var))
        assert (done.returncode, done.stderr, embedded.is_alive(var)) == (0, "", False)
        pakten("database", "start", PAKTEN_VAR=str(var))
        assert pakten("migrate", PAKTEN_VAR=str(var)).returncode == 0
        assert embedded.is_alive(var)
        assert pakten("database", "stop", PAKTEN_VAR=str(var)).returncode == 0
        assert not embedded.is_alive(var)


@pytest.mark.parametrize("word", ["serve", "worker"])
def test_processes_refuse_to_start_without_a_database(word: str, tmp_path: Path) -> None:
    said = refused(pakten(word, PAKTEN_VAR=str(tmp_path)))
    assert said.startswith("The database does not run: ")
