"""A real server on a copy of the example pact, and a real browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import database

PASSWORD = "integrationspakt"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
OpenPage = Callable[..., Page]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError("the server of the journeys ended")
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server of the journeys did not open")


@pytest.fixture(scope="session")
def address(worker_id: str, django_db_setup: None) -> Iterator[str]:
    """Where the server of this worker answers. Its database is its own copy of the example."""
    name = f"journey_{os.getpid()}_{worker_id}"
    database.copy(database.example_template(), name)
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": database.url(name),
        "PORT": str(port),
        "WEB_WORKERS": "1",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "pakten.config.cli", "serve"],
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        database.drop(name)


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[OpenPage]:
    """`open_page(size, javascript=True, language="sv")`: a fresh browser at the home page."""
    contexts = []

    def opened(size: Any = WIDE, *, javascript: bool = True, language: str = "sv") -> Page:
        context = chromium.new_context(
            base_url=address, viewport=size, java_script_enabled=javascript, locale=language,
            reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", _no_errors)
        page.goto("/")
        return page

    yield opened
    for context in contexts:
        context.close()


def _no_errors(message: Any) -> None:
    if message.type == "error" and "status of 4" not in message.text:
        raise AssertionError(f"{message.text} at {message.location}")
