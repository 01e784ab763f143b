"""The web server alone: as many processes as the machine has cores, each with a few threads."""

import argparse
import os
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from pakten.config import supervisor
from pakten.config.commands import places

THREADS = 4
MOST_WORKERS = 8


def serve(words: argparse.Namespace) -> int:
    """Serve until told to stop; a process that dies is replaced."""
    places.require_database()
    if places.production():
        places.set_up()
        import_module("pakten.config.checks").refuse_example_accounts()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "pakten.config.settings", "PAKTEN_DB_AS": "app"}
    supervisor.end_with_parent()
    server: Any = Server(
        "pakten.config.wsgi:application",
        address=words.host,
        port=places.port(words.port),
        interface=Interfaces.WSGI,
        workers=_workers(),
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve()
    return 0


def _workers() -> int:
    word = os.environ.get("WEB_WORKERS", "")
    return int(word) if word.isdigit() and word != "0" else min(os.cpu_count() or 1, MOST_WORKERS)
