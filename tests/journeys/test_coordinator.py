"""The office's day: from an interest form to a letter in force and a member that all can see."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.world import organisation_number
from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone
from tests.journeys.test_visitor import tell_who_we_are

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOUSE, CITY = "Havtorn Catering AB", "Stockholm"


def answer_the_interest(coordinator: Reader) -> None:
    coordinator.follow("%(name)s wants to join", name=HOUSE)
    coordinator.tick("Begin a dialogue")
    coordinator.press("Send the answer")
    coordinator.is_told("%(name)s has got your answer.", name=HOUSE)
    assert coordinator.heading() == HOUSE


def promise(coordinator: Reader, promiser: str, quantity: str) -> None:
    """One pledge of a party, in the first activity of the sheet."""
    begin = re.compile(rf"{coordinator.word('Add a pledge')}.*{promiser}")
    buttons = coordinator.page.get_by_role("button", name=begin)
    if buttons.count() == 0:
        buttons = coordinator.main().get_by_role("button", name="Jobbpartnerskap")
    buttons.first.click()
    coordinator.page.get_by_role("radio").first.check()
    coordinator.fill("How many", quantity)
    coordinator.press("Add the pledge")
    coordinator.is_told("The pledge is in the letter.")


def draw_up(coordinator: Reader) -> None:
    """A letter with a pledge of each party, on which only names are missing."""
    coordinator.follow("Draw up a letter")
    coordinator.press("Begin the letter")
    promise(coordinator, HOUSE, "4")
    promise(coordinator, CITY, "2")


def mend_what_is_missing(coordinator: Reader) -> None:
    coordinator.sees("Name somebody (%(n)d missing)", n=1)
    coordinator.press("Save and make ready to sign")
    coordinator.sees("The letter cannot be signed yet")
    coordinator.follow("Back to the letter", coordinator.main())
    coordinator.page.get_by_role("combobox").fill("Sara")
    coordinator.fill("Signs for the member", "Eva Falk, VD")
    coordinator.fill("Signs for the city", "Maria Holm, stadsdirektör")
    coordinator.press("Save and make ready to sign")
    coordinator.press("Make it ready to sign")
    coordinator.is_told("The letter is ready to sign.")


def sign(coordinator: Reader, said: str, **values: str) -> None:
    """The first who is left signs on paper."""
    coordinator.follow("Record a signature on paper", coordinator.main())
    coordinator.tick("On paper")
    coordinator.press("Record the signature")
    coordinator.is_told(said, **values)


def test_sign_letter_ends_the_way_from_interest_to_member(someone: Someone) -> None:
    visitor = someone()
    visitor.go("/join/")
    tell_who_we_are(visitor, organisation_number())
    visitor.press("Send the form")
    coordinator = someone(role="coordinator")
    answer_the_interest(coordinator)
    draw_up(coordinator)
    mend_what_is_missing(coordinator)
    coordinator.follow("Signatures", coordinator.page.locator(".p-dock"))
    sign(coordinator, "The signature is recorded. Left to sign: %(names)s.", names="Maria Holm")
    sign(coordinator, "All have signed. The letter is in force.")
    coordinator.follow(HOUSE, coordinator.main())
    assert coordinator.download("Read as PDF").startswith(b"%PDF-")
    coordinator.follow(HOUSE, coordinator.main())
    coordinator.sees("%(name)s promises", name=HOUSE)
    coordinator.press("Show on the public pages")
    visitor.go("/members/?q=Havtorn")
    visitor.follow(HOUSE, visitor.main())
    assert visitor.heading() == HOUSE


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
