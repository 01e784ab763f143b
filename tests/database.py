"""The databases of a test run: one server, a migrated template on it, a copy for every worker.

Without `DATABASE_URL` the server is an embedded one of this run alone, in a temporary folder, in
memory where there is room: a copy of a database is then made in a tenth of the time. Its migrated
state is kept in `var/test` under a digest of the migrations, so that only a changed
schema is migrated anew. With `DATABASE_URL` the databases are made on that server and dropped.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pakten.config import embedded

ROOT = Path(__file__).parent.parent
CACHE = ROOT / "var" / "test"
PREFIX = "pakten-test-"
MEMORY = Path("/dev/shm")
ROOM = 6 * 1024**3
FOLDER = "PAKTEN_TEST_FOLDER"
SERVER = "PAKTEN_TEST_SERVER"
TEMPLATE = "PAKTEN_TEST_TEMPLATE"


def begin() -> None:
    """Start the server and make the template; called once, in the process that controls a run."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=_place()))
    os.environ[FOLDER] = str(folder)
    (folder / "tmp").mkdir()
    # For the folders of single tests too, and what the browser writes.
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")
    os.environ["PAKTEN_VAR"] = str(folder)
    os.environ[TEMPLATE] = f"pakten_test_{os.getpid()}"
    if outside := os.environ.get("DATABASE_URL"):
        os.environ[SERVER] = outside
        _create(os.environ[TEMPLATE], "template0")
        _child("pakten.config.cli", "migrate", DATABASE_URL=url(os.environ[TEMPLATE]))
    else:
        os.environ[SERVER] = embedded.url_for(folder, "postgres")
        os.environ[TEMPLATE] = "pakten"
        give_migrated(folder)
        embedded.start(folder, durable=False)


def end() -> None:
    """Stop what `begin` started and remove what it made."""
    folder = os.environ.pop(FOLDER, None)
    if folder is None:
        return
    if "DATABASE_URL" in os.environ:
        for suffix in ("", "_example"):
            drop(os.environ[TEMPLATE] + suffix)
    embedded.stop(Path(folder))
    shutil.rmtree(folder, ignore_errors=True)


def template() -> str:
    """The name of the database that holds the migrated schema and nothing else."""
    return os.environ[TEMPLATE]


def example_template() -> str:
    """The name of the database that holds the example pact, loaded at the first call of a run."""
    name = f"{template()}_example"
    with _lock(Path(os.environ[FOLDER]) / "example.lock"):
        if not _exists(name):
            making = f"{name}_new"
            drop(making)
            _create(making, template())
            _child("pakten.config.cli", "example", "load", DATABASE_URL=url(making))
            # The server of the tests does not do it by itself, and a copy keeps what is known.
            with psycopg.connect(url(making), autocommit=True) as loaded:
                loaded.execute("VACUUM ANALYZE")
            with _server() as server:
                server.execute(
                    sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                        sql.Identifier(making), sql.Identifier(name)
                    )
                )
    return name


def copy(source: str, name: str) -> None:
    """Make `name` a fresh copy of the database `source`, ending whatever still uses the old one."""
    drop(name)
    _create(name, source)


def drop(name: str) -> None:
    with _server() as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def django_settings(name: str) -> dict[str, object]:
    """The entries of Django's `DATABASES` that lead to a database, as the application's role."""
    parts = conninfo_to_dict(os.environ[SERVER])
    return {
        "NAME": name,
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
    }


def url(name: str) -> str:
    """An address as the settings read it, leading to another database of the run's server."""
    address, _question, options = os.environ[SERVER].partition("?")
    address = f"{address.rpartition('/')[0]}/{name}"
    return f"{address}?{options}" if options else address


def give_migrated(var: Path) -> None:
    """Put a migrated embedded database, not running, into a data folder."""
    CACHE.mkdir(parents=True, exist_ok=True)
    kept = CACHE / _digest()
    with _lock(CACHE / "lock"):
        if not kept.exists():
            _make_migrated(kept)
        var.mkdir(parents=True, exist_ok=True)
        _copy_tree(kept, var / "postgres")


def _make_migrated(kept: Path) -> None:
    for old in CACHE.glob("schema-*"):
        shutil.rmtree(old)
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
        var = Path(folder)
        embedded.start(var, durable=False)
        # Whatever server the run itself uses, this one is meant.
        _child("pakten.config.cli", "migrate", PAKTEN_VAR=folder, DATABASE_URL="")
        embedded.stop(var)
        _copy_tree(var / "postgres", kept)


def _copy_tree(source: Path, target: Path) -> None:
    """With owners and modes kept, and in place only when complete."""
    aside = target.with_name(f"{target.name}.new-{os.getpid()}")
    subprocess.run(["cp", "-a", str(source), str(aside)], check=True)
    aside.rename(target)


def _digest() -> str:
    """Of all that decides what an empty migrated database holds."""
    digest = hashlib.sha256(sys.version.encode())
    files = [ROOT / "requirements.txt", ROOT / "pakten/config/settings.py"]
    for pattern in ("migrations/*.py", "tenancy/*.py", "audit/*.py", "*.sql", "*.csv", "*.tsv"):
        files += (ROOT / "pakten").rglob(pattern)
    for file in sorted(set(files)):
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return f"schema-{digest.hexdigest()[:20]}"


def _sweep() -> None:
    """Remove what a killed run left: its server and its folder."""
    places = {Path(tempfile.gettempdir()), MEMORY}
    for folder in (found for place in places for found in place.glob(f"{PREFIX}*-*")):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            with suppress(embedded.EmbeddedError, OSError):
                embedded.stop(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _place() -> Path | None:
    """Memory, when both it and its file system have room to spare; else wherever TMPDIR says."""
    try:
        room = shutil.disk_usage(MEMORY).free
    except OSError:
        return None
    return MEMORY if min(room, psutil.virtual_memory().available // 2) >= ROOM else None


def _child(module: str, *words: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=os.environ | environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} {' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def _create(name: str, source: str) -> None:
    with _server() as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )


def _exists(name: str) -> bool:
    with _server() as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def _server() -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(make_conninfo(os.environ[SERVER], dbname="postgres"), autocommit=True)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
