"""The pages of everybody but the office: readable by all, light, and of our own making."""

import pytest

from pakten.base.access import Role
from tests.journeys.conftest import OpenPage
from tests.journeys.server import Server
from tests.journeys.test_accessible_office import OFFICE, crawl_as

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OTHERS = tuple(role for role in Role if role not in OFFICE)


@pytest.mark.parametrize("role", OTHERS)
def test_pages_are_accessible_to(fresh: Server, open_page: OpenPage, role: Role) -> None:
    crawl_as(role, open_page())
