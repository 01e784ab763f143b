"""The office's pages, which are the most: readable by all, light, and of our own making."""

import pytest
from playwright.sync_api import Page

from pakten.base.access import Role
from tests.journeys.acting import Reader
from tests.journeys.conftest import OpenPage
from tests.journeys.crawl import Crawl
from tests.journeys.server import Server
from tests.journeys.watch import told

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OFFICE = (Role.COORDINATOR, Role.ANALYST)


def crawl_as(role: Role, page: Page) -> None:
    """Every page the role reaches by links."""
    Reader(page).sign_in(role)
    crawl = Crawl(page, role, arabic=role == Role.PARTICIPANT)
    told(crawl.run(page.url, "/account/"))
    assert len(crawl.opened) >= 3


@pytest.mark.parametrize("role", OFFICE)
def test_pages_are_accessible_to(fresh: Server, open_page: OpenPage, role: Role) -> None:
    crawl_as(role, open_page())
