"""The embedded PostgreSQL: made, started, stopped, killed, and started again."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from pakten.config import embedded


@pytest.fixture
def fresh() -> Iterator[Path]:
    """Not under pytest's own folder, whose rights every other run of pytest sets again."""
    with tempfile.TemporaryDirectory(prefix="pakten-") as folder:
        yield Path(folder) / "var"
        embedded.stop(Path(folder) / "var")


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A data folder that the tests of this module share: making one takes a second."""
    with tempfile.TemporaryDirectory(prefix="pakten-") as folder:
        embedded.start(Path(folder) / "var")
        yield Path(folder) / "var"
        embedded.stop(Path(folder) / "var")


@pytest.fixture
def var(made: Path) -> Path:
    with psycopg.connect(embedded.start(made)) as connection:
        connection.execute("DROP TABLE IF EXISTS deed")
    return made


def postmaster(var: Path) -> int:
    return int((var / "postgres/postmaster.pid").read_text().splitlines()[0])


def write(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS deed (n int)")
        connection.execute("INSERT INTO deed VALUES (1)")


def count(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM deed").fetchone()
    assert row is not None
    return int(row[0])


def test_start_answers_on_a_socket_only(var: Path) -> None:
    url = embedded.start(var)
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT current_database(), current_user, current_setting('listen_addresses'),"
            " current_setting('fsync'), current_setting('server_encoding')"
        ).fetchone()
    assert row == ("pakten", "postgres", "", "on", "UTF8")
    assert url == embedded.url_for(var)
    assert (var / "postgres").stat().st_mode & 0o077 == 0


def test_start_twice_is_one_server(var: Path) -> None:
    embedded.start(var)
    first = postmaster(var)
    embedded.start(var)
    assert postmaster(var) == first


def test_stop_leaves_no_process_and_keeps_the_data(var: Path) -> None:
    write(embedded.start(var))
    server = psutil.Process(postmaster(var))
    family = [server, *server.children(recursive=True)]
    embedded.stop(var)
    assert [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []
    embedded.stop(var)
    assert count(embedded.start(var)) == 1


def test_killed_server_starts_again_with_nothing_lost(var: Path) -> None:
    for round_ in range(1, 4):
        write(embedded.start(var))
        os.kill(postmaster(var), signal.SIGKILL)
        assert count(embedded.start(var)) == round_


def test_stale_pid_of_another_program_is_not_taken_for_the_server(var: Path) -> None:
    write(embedded.start(var))
    os.kill(postmaster(var), signal.SIGKILL)
    while embedded.is_alive(var):
        time.sleep(0.02)
    file = var / "postgres/postmaster.pid"
    file.write_text("\n".join([str(os.getpid()), *file.read_text().splitlines()[1:]]))
    assert count(embedded.start(var)) == 1


def test_broken_creation_is_made_anew(fresh: Path) -> None:
    (fresh / "postgres.new").mkdir(parents=True)
    (fresh / "postgres.new/PG_VERSION").write_text("18")
    write(embedded.start(fresh))
    assert sorted(p.name for p in fresh.iterdir() if p.name.startswith("postgres.")) == [
        "postgres.lock"
    ]


def test_long_folder_names_and_two_instances_side_by_side(var: Path, fresh: Path) -> None:
    deep = fresh.parent / ("å b" * 30) / "var"
    try:
        write(embedded.start(deep))
        write(embedded.start(var))
        write(embedded.start(var))
        assert (count(embedded.url_for(deep)), count(embedded.url_for(var))) == (1, 2)
    finally:
        embedded.stop(deep)


def test_app_role_is_made_once_and_owns_nothing(var: Path) -> None:
    url = embedded.start(var)
    embedded.ensure_app_role(url)
    embedded.ensure_app_role(url)
    write(url)
    with (
        psycopg.connect(url, options="-c role=pakten_app") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT * FROM deed")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the way to another account")
def test_root_opens_closed_folders_for_the_server_alone(fresh: Path) -> None:
    closed = fresh.parent / "closed"
    closed.mkdir(mode=0o700)
    try:
        write(embedded.start(closed / "var"))
        assert closed.stat().st_mode & 0o007 == 0
        closed.chmod(0o700)
        embedded.stop(closed / "var")
        assert count(embedded.start(closed / "var")) == 1
    finally:
        embedded.stop(closed / "var")


def test_folder_deleted_under_a_running_server_is_made_anew(fresh: Path) -> None:
    write(embedded.start(fresh))
    old = psutil.Process(postmaster(fresh))
    shutil.rmtree(fresh)
    write(embedded.start(fresh))
    assert (count(embedded.url_for(fresh)), left_running(old)) == (1, False)


def left_running(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
