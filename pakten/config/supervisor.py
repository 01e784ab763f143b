"""The processes of `pakten run`: started together, ended together, none left behind."""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from pakten.config import embedded
from pakten.config.commands import places
from pakten.config.refusal import Refusal

PARENT = "PAKTEN_PARENT"
GRACE = 12.0
SLOWEST_START = 60.0


class Stopped(Exception):  # noqa: N818
    """Somebody asked us to end: Ctrl-C, or a signal to terminate."""


@contextmanager
def claimed(words: Namespace) -> Iterator[None]:
    """One `pakten run` per data folder and port; what it started is stopped on the way out."""
    port = places.port(words.port)
    with _only_one(places.var()):
        _refuse_taken(words.host, port)
        before = {
            s: signal.signal(s, _stop) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        try:
            yield
        finally:
            for number in before:
                signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave a child
            if places.outside_database() is None:
                embedded.stop(places.var())
            for number, handler in before.items():
                signal.signal(number, handler)


def watch(host: str, port: int, greeting: str) -> int:
    """Start the web server and the worker, say where they are, and end all when one ends."""
    os.environ["PORT"] = str(port)  # links in mails lead there
    children = {
        "web server": _child("serve", "--host", host, "--port", str(port)),
        "worker": _child("worker"),
    }
    try:
        _wait_until_open(host, port, children)
        shown = f"[{host}]" if ":" in host else host
        print(f"Pakten is open at http://{shown}:{port}/ (Ctrl-C closes it)", flush=True)
        print(greeting, flush=True)
        while True:
            _refuse_dead(children)
            time.sleep(0.2)
    finally:
        _end(list(children.values()))


def end_with_parent() -> None:
    """In a child: end when the supervisor is gone, even when it was killed."""
    parent = os.environ.get(PARENT)
    if parent:
        threading.Thread(target=_follow, args=[int(parent)], daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.3)
    # To the main thread, which may sleep in a call that only its own signal ends.
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
    time.sleep(GRACE)
    os.killpg(os.getpgid(0), signal.SIGKILL)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


@contextmanager
def _only_one(var: Path) -> Iterator[None]:
    var.mkdir(parents=True, exist_ok=True)
    with (var / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise Refusal(
                f"Pakten runs already from {var}; PAKTEN_VAR names another folder."
            ) from problem
        yield


def _refuse_taken(host: str, port: int) -> None:
    """Say so before anything is started; children of a killed run get a moment to leave."""
    deadline = time.monotonic() + 2
    while True:
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as problem:
            if time.monotonic() > deadline:
                reason = problem.strerror or str(problem)
                raise Refusal(
                    f"Port {port} on {host} cannot be used ({reason}); PORT names another."
                ) from problem
            time.sleep(0.2)
        else:
            return


def _child(*words: str) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C reaches the supervisor alone."""
    environment = os.environ | {PARENT: str(os.getpid()), "PAKTEN_DB_AS": "app"}
    return subprocess.Popen(
        [sys.executable, "-m", "pakten.config.cli", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wait_until_open(host: str, port: int, children: "dict[str, subprocess.Popen[bytes]]") -> None:
    deadline = time.monotonic() + SLOWEST_START
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    while time.monotonic() < deadline:
        _refuse_dead(children)
        page = http.client.HTTPConnection(address, port, timeout=10)
        try:
            page.request("GET", "/health/")
            answer = page.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            if answer.status == 500:
                raise Refusal(f"The address /health/ answers {answer.status}; the reason is above.")
            return
        finally:
            page.close()
    raise Refusal(f"The web server did not answer within {SLOWEST_START:.0f} seconds.")


def _refuse_dead(children: "dict[str, subprocess.Popen[bytes]]") -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise Refusal(f"The {name} has ended ({_how(child.returncode)}); all of Pakten ends.")
    if places.outside_database() is None and not embedded.is_alive(places.var()):
        raise Refusal("The database server has ended; all of Pakten ends. Nothing is lost.")


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


def _end(children: "list[subprocess.Popen[bytes]]") -> None:
    """Ask, wait, then insist; the group takes with it what a killed child left."""
    for child in children:
        with suppress(ProcessLookupError):
            child.terminate()
    deadline = time.monotonic() + GRACE
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
