"""A whole round by the coordinator: drafted, worked out, decided about, counted again, published."""

import pytest
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def until(office: Reader, text: str) -> None:
    """Wait for the worker: the page renews itself."""
    expect(office.main()).to_contain_text(office.word(text), timeout=90_000)


def begin(office: Reader) -> None:
    office.go("/rounds/")
    office.follow("New round")
    office.tick("Job")
    office.press("Show how many it is")
    office.press("Work out the best proposal")
    until(office, "Is it fair?")


def decide(office: Reader) -> None:
    """A lock on the first line, a no with its reason on the next."""
    office.click(office.page.locator("form[action$='/lock/'] button"))
    office.sees("waits to be counted")
    office.click(office.page.locator("a[href*='no=']"))
    office.press("The way there does not work")
    expect(office.page.locator("tr[data-state=vetoed]")).to_have_count(1)


def test_a_round_from_draft_to_published(worker: object, someone: Someone) -> None:
    office = someone(role="coordinator")
    begin(office)
    decide(office)
    office.press("Count again around them")
    until(office, "Counted again")
    office.follow("What happens when you publish")
    office.sees("This is what happens")
    office.click(office.main().locator("button[data-kind=primary]"))
    until(office, "Published")
    answer = office.main().locator("tr[data-state] a[href^='/placements/']")
    expect(answer.first).to_have_text(office.word("Proposed"))
