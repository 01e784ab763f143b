"""Somebody looking for work, on a phone, in Swedish and in Arabic."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_accept_proposal_is_a_yes_with_open_eyes(someone: Someone, language: str) -> None:
    person = someone(language, role="participant")
    expect(person.page.locator("html")).to_have_attribute("lang", language)
    person.follow("See the proposal", person.main())
    person.sees("Nothing happens until you say yes.")
    person.follow("Yes, I want to", person.main())
    person.field("What the employer reads about you").fill("Jag bakar gärna tidigt på morgonen.")
    consent = person.main().get_by_role("checkbox")
    if consent.count():
        consent.check()
    person.press("Send my yes")
    person.is_told("Thank you. We present you to the employer.")
    coordinator = someone(role="coordinator")
    coordinator.go("/placements/?q=Haddad")
    coordinator.follow("Amal Haddad", coordinator.main())
    coordinator.follow("Present", coordinator.main())
    expect(coordinator.main()).to_contain_text("Jag bakar gärna tidigt på morgonen.")


def test_decline_proposal_asks_kindly_for_one_reason(someone: Someone) -> None:
    person = someone("ar", role="participant")
    person.follow("See the proposal", person.main())
    person.follow("No, thank you", person.main())
    person.tick("It is too far away")
    person.press("Send my answer")
    person.is_told("Thank you. We go on looking.")


def test_withdraw_consent_holds_at_once(someone: Someone) -> None:
    person = someone(role="participant")
    person.go("/me/data/")
    back = person.main().get_by_role("button", name=person.word("Take back"))
    given = back.count()
    assert given >= 1
    back.first.click()
    expect(back).to_have_count(given - 1)


def test_edit_participant_adds_a_skill_on_the_phone(someone: Someone) -> None:
    person = someone(role="participant")
    person.follow("My profile", person.main())
    person.follow("In my own words", person.main())
    person.main().get_by_role("textbox").fill("Jag vill arbeta med bröd.")
    person.press("Save")
    expect(person.main()).to_contain_text("Jag vill arbeta med bröd.")


def test_other_peoples_pages_are_not_there(someone: Someone) -> None:
    person = someone(role="participant")
    for address in ("/people/2/", "/people/3/", "/people/999999/"):
        answer = person.page.goto(address)
        assert answer
        assert answer.status in {403, 404}
        assert person.main().get_by_role("link").count() > 0
