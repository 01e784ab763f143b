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

PATIENCE = 180.0  # seconds, on a machine that has much else to do
PAKTEN = (sys.executable, "-m", "pakten.config.cli")


@dataclass
class Server:
    """Where it answers, what database it reads, and where it writes what went wrong."""

    address: str
    name: str
    log: Path

    def start_over(self) -> None:
        """Give it a fresh copy of the example; its connections are made anew by themselves."""
        database.copy(database.example_template(), self.name)

    def environment(self) -> dict[str, str]:
        """What a command needs to work with the same database."""
        return os.environ | {"DATABASE_URL": database.url(self.name)}

    def command(self, *words: str) -> int:
        """Run `pakten words…` beside the server; the exit code."""
        call = [*PAKTEN, *words]
        return subprocess.run(
            call, check=False, env=self.environment(), capture_output=True
        ).returncode

    def last_words(self) -> str:
        return "\n".join(self.log.read_text().splitlines()[-25:])


@contextmanager
def running(name: str, log: Path) -> Iterator[Server]:
    database.copy(database.example_template(), name)
    port = _free_port()
    server = Server(f"http://127.0.0.1:{port}", name, log)
    try:
        with _child(server, "serve", PORT=str(port), WEB_WORKERS="1") as process:
            _wait(server, process)
            yield server
    finally:
        database.drop(name)


@contextmanager
def working(server: Server) -> Iterator[None]:
    """A worker for what is done in the background: sealing, imports, mail."""
    with _child(server, "worker", PORT=server.address.rpartition(":")[2]):
        yield


@contextmanager
def _child(server: Server, verb: str, **more: str) -> "Iterator[subprocess.Popen[bytes]]":
    with server.log.open("a") as words:
        process = subprocess.Popen(
            [*PAKTEN, verb],
            env=server.environment() | more,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.address}/health/", timeout=PATIENCE).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server of the journeys did not open\n{server.last_words()}")
