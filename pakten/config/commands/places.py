"""Where this instance lives: its data folder, its database, its port, as the environment says."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from pakten.config import embedded
from pakten.config.refusal import Refusal

ROOT = Path(__file__).resolve().parents[3]


def var() -> Path:
    """The data folder, as the settings see it."""
    return Path(os.environ.get("PAKTEN_VAR") or ROOT / "var").resolve()


def outside_database() -> str | None:
    """The address of a database server that is not ours to start and stop."""
    return os.environ.get("DATABASE_URL") or None


def owner_url() -> str:
    """The address by which the schema is changed."""
    return os.environ.get("DATABASE_OWNER_URL") or outside_database() or embedded.url_for(var())


def port(text: str | None = None) -> int:
    """The port of the web server, from the word given or from PORT."""
    word = text or os.environ.get("PORT") or "8000"
    if not word.isascii() or not word.isdigit() or not 0 < int(word) < 65536:
        raise Refusal(f"PORT must be a number from 1 to 65535, not “{word}”.")
    return int(word)


def production() -> bool:
    return os.environ.get("PAKTEN_PRODUCTION") == "1"


@contextmanager
def database() -> Iterator[None]:
    """The database while a command needs it: the embedded server runs on only if it ran before."""
    if outside_database() is not None:
        yield
        return
    ran = embedded.is_running(var())
    embedded.start(var())
    try:
        yield
    finally:
        if not ran:
            embedded.stop(var())


def require_database() -> None:
    """For the processes that others start the database for."""
    if outside_database() is None and not embedded.is_alive(var()):
        raise Refusal(
            "The database does not run: `pakten run` starts everything, "
            "`pakten database start` the database alone."
        )


def set_up(*, owner: bool = False) -> None:
    """Load Django, as the role of the application or as the owner of the schema."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "pakten.config.settings"
    os.environ["PAKTEN_DB_AS"] = "owner" if owner else "app"
    (var() / "static").mkdir(parents=True, exist_ok=True)
    django.setup()
