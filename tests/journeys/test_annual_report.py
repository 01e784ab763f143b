"""The annual report: figures locked, words written beside them, three pairs of eyes, then everybody."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
YEAR = timezone.localdate().year - 1


def lock_again(analyst: Reader) -> None:
    """Last year's figures are locked already; they are locked anew and the texts come along."""
    analyst.go(f"/reports/lock/?year={YEAR}")
    analyst.sees("The year is locked already")
    analyst.fill("Why are the figures locked again?", "En händelse registrerades för sent.")
    analyst.press("Lock the figures")
    analyst.is_told("The figures of %(year)d are locked.", year=YEAR)


def locked_figures(analyst: Reader) -> dict[str, str]:
    """What the editor offers to put in: {hires} 493."""
    analyst.open_menu("All locked figures with their marks")
    lines = analyst.page.locator(".p-repmarks li").all()
    return {each.locator("code").inner_text(): each.locator("b").inner_text() for each in lines}


def near(figure: str, others: set[str]) -> int:
    """A number a little beside a locked one, that is no other locked figure."""
    right = int(re.sub(r"\s", "", figure))
    known = {re.sub(r"\s", "", each) for each in others}
    return next(n for n in range(right - 1, 0, -1) if str(n) not in known)


def write_a_wrong_number(analyst: Reader) -> str:
    """It is pointed out beside the locked one, and put right by a button. The locked figure."""
    analyst.follow("Write", analyst.main())
    figures = locked_figures(analyst)
    right = figures["{hires}"]
    wrong = near(right, set(figures.values()))
    analyst.fill("Text", f"Under året anställdes {wrong} personer.")
    analyst.press("Save")
    analyst.sees("A number in the text does not agree")
    analyst.press("Put right to %(right)s", right=right)
    analyst.is_told("The locked figure stands in the text.")
    expect(analyst.field("Text")).to_have_value("Under året anställdes {hires} personer.")
    return right


def send_it_on(analyst: Reader) -> None:
    """Nothing goes before the member in the example has said yes once more."""
    analyst.follow("The whole report, and sending it")
    analyst.press("Send to the analyst")
    analyst.sees("The member has not agreed to the example")
    analyst.follow("Write", analyst.main())
    analyst.page.locator(".p-repoutline a[href*='/example/']").click()
    analyst.tick("The member that the example is about agrees to it")
    analyst.press("Save")
    analyst.follow("The whole report, and sending it")
    analyst.press("Send to the analyst")
    analyst.press("Looked at, send on for approval")
    analyst.is_told("The report is sent on to be approved.")


def approve(board: Reader, address: str) -> None:
    board.go(address)
    board.follow("Approve", board.main())
    board.press("Approve")
    assert board.faults_listed() == 1
    board.fill("Who has approved the report?", "Arbetsmarknadsnämnden")
    board.press("Approve")
    board.is_told("The report is approved.")


def test_publish_report_is_what_a_visitor_reads_and_fetches(someone: Someone) -> None:
    analyst, board = someone(role="analyst"), someone(role="board")
    lock_again(analyst)
    hires = write_a_wrong_number(analyst)
    send_it_on(analyst)
    approve(board, analyst.page.url)
    coordinator, visitor = someone(role="coordinator"), someone()
    coordinator.go(analyst.page.url)
    coordinator.press("Publish")
    coordinator.is_told("The report is published.")
    visitor.go("/results/reports/")
    visitor.follow("Annual report %(year)s", visitor.main(), year=YEAR)
    expect(visitor.main()).to_contain_text(f"Under året anställdes {hires} personer.")
    visitor.sees("Arbetsmarknadsnämnden")
    file = visitor.page.request.get(visitor.link("PDF, Svenska"))
    assert file.headers["content-type"] == "application/pdf"
    assert file.body().startswith(b"%PDF-")
