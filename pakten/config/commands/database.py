"""The embedded PostgreSQL of the data folder."""

import argparse

from pakten.config import embedded
from pakten.config.commands import places
from pakten.config.refusal import Refusal


def start(words: argparse.Namespace) -> int:
    """Start the server and leave it running."""
    _ours()
    print(embedded.start(places.var()))
    return 0


def stop(words: argparse.Namespace) -> int:
    """Stop the server; nothing is lost."""
    _ours()
    embedded.stop(places.var())
    return 0


def url(words: argparse.Namespace) -> int:
    """Print the address, for psql and other tools."""
    print(places.outside_database() or embedded.url_for(places.var()))
    return 0


def shell(words: argparse.Namespace) -> int:
    """Open psql on the database."""
    with places.database():
        return embedded.shell(places.outside_database() or embedded.url_for(places.var()))


def _ours() -> None:
    if places.outside_database():
        raise Refusal("DATABASE_URL names another server; it is not for Pakten to start or stop.")
