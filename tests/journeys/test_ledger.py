"""A figure and what it is made of: told wrongly, found, moved, taken back; and put to the other side."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone
from tests.journeys.server import Server
from tests.journeys.test_signatures import newest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KIN, NAME, NOTE = "study_visits", "Studiebesök", "Besök i verkstaden"
CLOCK = """
from datetime import timedelta
from django.utils import timezone
from pakten.agreements.assurance.actions.drawing import remind_samples
from pakten.base.tenancy.context import pact_context
from pakten.parties.pacts.models import Pact
for pact in Pact.objects.all():
    with pact_context(pact.pk, verb="draw_round"):
        remind_samples(pact, at=timezone.now() + timedelta(days=11))
"""


def public_figure(visitor: Reader) -> int:
    """What everybody reads of the measure this year."""
    visitor.go("/results/")
    row = visitor.main().locator("tr").filter(has_text=re.compile(rf"^\s*{NAME}(?!,)"))
    row.locator("xpath=ancestor::details[1]/summary").click()
    return int(re.sub(r"\D", "", row.locator("td").first.inner_text()))


def record_wrongly(coordinator: Reader) -> None:
    """Three visits on a promise that has had visits this year."""
    coordinator.go(f"/outcomes/?kin={KIN}")
    promise = coordinator.main().locator("td a[href*='pledge=']").first
    number = str(promise.get_attribute("href")).rpartition("=")[2]
    coordinator.go(f"/promises/{number}/record/")
    coordinator.fill("How many?", "3")
    coordinator.fill("In few words", NOTE)
    coordinator.press("Record")
    coordinator.is_told("Recorded. It counts from now.")


def drill_down(coordinator: Reader) -> Locator:
    """From the figure on the analysis page to the row: told by one side, as this one is."""
    coordinator.go(f"/analysis/?measure={KIN}&by=evidence")
    one_side = coordinator.word("Told by one side")
    links = coordinator.main().get_by_role("link", name=re.compile(f"^{one_side}, "))
    coordinator.click(links)
    coordinator.sees("Behind the figure")
    rows = coordinator.main().get_by_role("row").filter(has_text=NOTE)
    return rows.filter(has=coordinator.page.locator("a[href$='/reverse/']"))


def move_away(coordinator: Reader, row: Locator) -> None:
    row.locator("a[href$='/move/']").click()
    coordinator.main().locator("input[name=pledge]:not(:checked)").last.check()
    coordinator.fill("Why is it moved?", "Hörde inte till löftet.")
    coordinator.press("Move it")
    coordinator.is_told("Moved. Both bars follow.")


def take_back(coordinator: Reader, row: Locator) -> None:
    row.locator("a[href$='/reverse/']").click()
    coordinator.choose("Why is it taken back?", "It was recorded twice")
    coordinator.fill("In your own words", "Samma besök två gånger.")
    coordinator.press("Take it back")
    coordinator.is_told("Taken back. The figures follow.")


def test_reverse_outcome_moves_the_public_figure_back(someone: Someone) -> None:
    visitor, coordinator = someone(), someone(role="coordinator")
    before = public_figure(visitor)
    record_wrongly(coordinator)
    assert public_figure(visitor) == before + 3
    move_away(coordinator, drill_down(coordinator))
    assert public_figure(visitor) == before + 3
    take_back(coordinator, drill_down(coordinator))
    assert public_figure(visitor) == before


def errors_told(visitor: Reader) -> tuple[int, int]:
    """So many of so many checked deeds were wrong."""
    visitor.go("/results/")
    words = visitor.main().locator(".p-panel", has_text=visitor.word("Checked at random"))
    found = re.search(r"(\d+) av de (\d+)", words.inner_text())
    assert found, words.inner_text()
    return int(found[1]), int(found[2])


def answer_wrong_number(other: Reader, link: str) -> None:
    other.go(link)
    other.tick("It happened, but the number is wrong")
    other.fill("The right number", "7")
    other.press("Send the answer")
    assert other.heading() == other.word("Thank you for your answer")
    other.go(link)
    expect(other.main().get_by_role("radio")).to_have_count(0)


def mend(coordinator: Reader) -> None:
    coordinator.go("/samples/?standing=mend")
    coordinator.follow("Put right", coordinator.main())
    coordinator.tick("Correct the number")
    expect(coordinator.field("The right number")).to_have_value("7")
    coordinator.fill("Why?", "Medlemmen räknade om.")
    coordinator.press("Put it right")
    coordinator.is_told("Put right. The figures follow.")


def test_answer_by_link_that_it_is_wrong_is_mended_and_told(
    fresh: Server, someone: Someone
) -> None:
    visitor, admin = someone(), someone(role="admin")
    wrong, checked = errors_told(visitor)
    assert fresh.command("manage", "shell", "-c", CLOCK) == 0
    answer_wrong_number(someone(), f"/checks/{newest(admin, r'/checks/([^/ ]+)/')}/")
    assert errors_told(visitor) == (wrong + 1, checked + 1)
    mend(someone(role="coordinator"))
    assert errors_told(visitor) == (wrong + 1, checked + 1)
