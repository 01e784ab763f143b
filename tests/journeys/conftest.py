"""A real server on a copy of the example pact, and a real browser whose complaints are faults."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.acting import Reader
from tests.journeys.server import Server, running, working
from tests.journeys.watch import Watch, told

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 60_000  # milliseconds: a busy machine fails no test, and an idle one waits for nothing
expect.set_options(timeout=PATIENCE)
OpenPage = Callable[..., Page]
Someone = Callable[..., Reader]


@pytest.fixture(scope="session")
def server(
    worker_id: str, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One for all journeys of a worker."""
    log = tmp_path_factory.mktemp("server") / "log"
    with running(f"journey_{os.getpid()}_{worker_id}", log) as started:
        yield started


@pytest.fixture
def fresh(server: Server) -> Server:
    """The server, with the example as it is when it has just been loaded."""
    server.start_over()
    return server


@pytest.fixture
def worker(fresh: Server) -> Iterator[Server]:
    """The fresh server with a worker beside it, which seals letters and runs imports."""
    with working(fresh):
        yield fresh


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """Fails the test at its end when a page complained, broke or called a stranger."""
    watching = Watch(server)
    yield watching
    told(watching.faults)


@pytest.fixture
def open_page(chromium: Browser, watch: Watch) -> Iterator[OpenPage]:
    """`open_page(size, javascript=True, language="sv")`: somebody's own browser, not yet anywhere."""
    contexts = []

    def opened(size: Any = WIDE, *, javascript: bool = True, language: str = "sv") -> Page:
        context = chromium.new_context(
            base_url=watch.server.address, viewport=size, java_script_enabled=javascript,
            locale=language, reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watch.over(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=[(WIDE, True), (PHONE, False)], ids=["script-1280", "plain-390"])
def someone(request: pytest.FixtureRequest, fresh: Server, open_page: OpenPage) -> Someone:
    """`someone(language="sv", role="")`: a reader in a browser of their own, signed in with a role.

    Every story is told twice: on a wide screen with JavaScript, on a phone without.
    """
    size, javascript = request.param

    def came(language: str = "sv", role: str = "") -> Reader:
        reader = Reader(open_page(size, javascript=javascript, language=language), language)
        if role:
            reader.sign_in(role)
        return reader

    return came
