"""The server of the journeys: one process per test worker, on a copy of the example of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import database


@dataclass
class Server:
    """Where it answers, what database it reads, and where it writes what went wrong."""

    address: str
    name: str
    log: Path

    def start_over(self) -> None:
        """Give it a fresh copy of the example; its connections are made anew by themselves."""
        database.copy(database.example_template(), self.name)

    def last_words(self) -> str:
        return "\n".join(self.log.read_text().splitlines()[-25:])


@contextmanager
def running(name: str, log: Path) -> Iterator[Server]:
    database.copy(database.example_template(), name)
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": database.url(name),
        "PORT": str(port),
        "WEB_WORKERS": "1",
    }
    with log.open("w") as words:
        process = subprocess.Popen(
            [sys.executable, "-m", "pakten.config.cli", "serve"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://127.0.0.1:{port}", name, log)
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(20)
            database.drop(name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{server.address}/health/", timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server of the journeys did not open\n{server.last_words()}")
