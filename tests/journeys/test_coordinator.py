"""The office's day: from an interest form to a letter that waits for its signatures."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.world import organisation_number
from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone
from tests.journeys.test_visitor import show_a_suggestion, tell_who_we_are

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOUSE = "Havtorn Catering AB"


def answer_the_interest(coordinator: Reader) -> None:
    coordinator.follow("%(name)s wants to join", name=HOUSE)
    coordinator.tick("Begin a dialogue")
    coordinator.press("Send the answer")
    coordinator.is_told("%(name)s has got your answer.", name=HOUSE)
    assert coordinator.heading() == HOUSE


def talk_with_them(coordinator: Reader) -> None:
    """What was said is written down for the colleague who comes after."""
    coordinator.follow("Write down a talk")
    coordinator.fill("What was said", "De vill börja med två praktikplatser i köket.")
    coordinator.press("Put it in the log")
    coordinator.is_told("It is in the log.")
    coordinator.follow(HOUSE, coordinator.main())


def draw_up(coordinator: Reader) -> None:
    """A letter from the template for a company of this size: both parties promise something."""
    coordinator.follow("Draw up a letter")
    coordinator.press("Begin the letter")
    coordinator.is_told("The letter has begun. Add what you promise each other.")
    coordinator.page.get_by_role("spinbutton", name=re.compile("Praktik")).first.fill("3")


def name_signatory(coordinator: Reader, party: str, name: str) -> None:
    coordinator.press(f"Add somebody who signs for {party}", coordinator.page)
    coordinator.fill("Name", name)
    coordinator.fill("E-mail", f"{name.split(maxsplit=1)[0].lower()}@havtorn.example")
    coordinator.press("Add")
    coordinator.is_told("%(name)s is to sign.", name=name)


def mend_what_is_missing(coordinator: Reader) -> None:
    coordinator.press("Make ready to sign")
    coordinator.sees("The letter cannot be signed yet")
    coordinator.follow("Back to the letter", coordinator.main())
    for owner in coordinator.page.get_by_role("combobox").all():
        owner.fill("Sara Lindqvist")
    name_signatory(coordinator, "the member", "Olle Berg")
    coordinator.press("Make ready to sign")
    coordinator.press("Make it ready to sign")
    coordinator.is_told("The letter is ready to sign.")


def test_ready_letter_ends_the_way_from_the_guide(someone: Someone) -> None:
    visitor = someone()
    visitor.go("/join/")
    show_a_suggestion(visitor)
    tell_who_we_are(visitor, organisation_number())
    visitor.press("Send the form")
    coordinator = someone(role="coordinator")
    answer_the_interest(coordinator)
    talk_with_them(coordinator)
    draw_up(coordinator)
    mend_what_is_missing(coordinator)
    coordinator.follow("Signatures", coordinator.page.locator(".p-dock"))
    coordinator.follow("Send links", coordinator.main())
    coordinator.press("Send the links")
    coordinator.is_told("Links on their way: %(n)d.", n=3)


def test_decide_vetting_shows_a_member_and_takes_it_away(someone: Someone) -> None:
    visitor, coordinator = someone(), someone(role="coordinator")
    coordinator.go("/organisations/?q=Nordlys")
    coordinator.follow("Nordlys Redovisning AB", coordinator.main())
    coordinator.follow("The vetting")
    coordinator.press("Look again")
    for answer in coordinator.main().locator("input[name^=finding_][value=ok]").all():
        answer.check()
    coordinator.press("Save what I found")
    coordinator.is_told("Saved. All is answered.")
    coordinator.tick("Approve")
    coordinator.press("Decide")
    coordinator.is_told("Decided. The member has been told.")
    visitor.go("/members/?q=Nordlys")
    visitor.follow("Nordlys Redovisning AB", visitor.main())
    coordinator.follow("Withdraw the approval")
    coordinator.choose("Why", "Their own wish")
    coordinator.press("Withdraw the approval", coordinator.main())
    assert visitor.page.reload().status == 404  # type: ignore[union-attr]


def test_draft_letter_refuses_dates_the_wrong_way_round(someone: Someone) -> None:
    coordinator = someone(role="coordinator")
    coordinator.go("/letters/?state=draft")
    coordinator.main().get_by_role("row").nth(1).get_by_role("link").first.click()
    coordinator.fill("to", "2020-01-01")
    coordinator.press("Save")
    assert coordinator.faults_listed() >= 1
    expect(coordinator.field("to")).to_have_value("2020-01-01")


def test_see_letter_of_another_pact_is_not_there(someone: Someone) -> None:
    coordinator = someone(role="coordinator")
    answer = coordinator.page.goto("/letters/999999/")
    assert answer
    assert answer.status == 404
    assert coordinator.main().get_by_role("link").count() > 0
