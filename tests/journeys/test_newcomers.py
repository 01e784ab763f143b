"""What a newcomer meets, in each of the ten languages, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from pakten.base.ui.languages import EVERY, Language
from tests.journeys.acting import Reader
from tests.journeys.conftest import PHONE, OpenPage
from tests.journeys.crawl import NARROWEST, OVERFLOW
from tests.journeys.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BEFORE = ("/start/", "/start/work/", "/begin/", "/privacy/", "/login/")
INSIDE = ("/home/", "/me/profile/", "/me/data/")


def is_in(page: Page, language: Language) -> None:
    """The page says which language it is in, runs that way, and stays within a small screen."""
    expect(page.locator("html")).to_have_attribute("lang", language.code)
    expect(page.locator("html")).to_have_attribute("dir", language.dir)
    assert page.get_by_role("heading", level=1).count() == 1
    for width in (PHONE["width"], NARROWEST):
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        assert page.evaluate(OVERFLOW) == [], f"{page.url} at {width}"


@pytest.mark.parametrize("language", EVERY, ids=lambda each: each.code)
def test_newcomers_pages_keep_within_a_phone(
    fresh: Server, open_page: OpenPage, language: Language
) -> None:
    page = open_page(PHONE, language=language.code)
    for address in BEFORE:
        page.goto(address)
        is_in(page, language)
    reader = Reader(page, language.code)
    reader.fill_sign_in("participant")
    for address in INSIDE:
        page.goto(address)
        is_in(page, language)
    reader.go("/home/")
    reader.follow("See the proposal", reader.main())
    is_in(page, language)
