"""Every page that a role can reach by links: readable by all, light, and of our own making."""

import pytest

from pakten.base.access import Role
from tests.journeys.acting import Reader
from tests.journeys.conftest import OpenPage
from tests.journeys.crawl import Crawl
from tests.journeys.server import Server
from tests.journeys.watch import told

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("shell", ["work", "public", "member", "person", "plain"])
def test_components_are_accessible(server: Server, open_page: OpenPage, shell: str) -> None:
    page = open_page()
    crawl = Crawl(page, f"gallery {shell}", arabic=shell in {"public", "person"})
    page.goto("/gallery/")
    crawl.visit(f"{server.address}/gallery/?shell={shell}")
    told(crawl.faults)


def test_pages_are_accessible_to_visitors(fresh: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    told(Crawl(page, "visitor", arabic=True).run("/"))


@pytest.mark.parametrize("role", list(Role))
def test_pages_are_accessible_to(fresh: Server, open_page: OpenPage, role: Role) -> None:
    page = open_page()
    Reader(page).sign_in(role)
    crawl = Crawl(page, role, arabic=role == Role.PARTICIPANT)
    told(crawl.run(page.url, "/account/"))
    assert len(crawl.opened) >= 3
