"""Somebody looking for work, on a phone, in Swedish and in Arabic."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_accept_proposal_is_a_yes_with_open_eyes(someone: Someone, language: str) -> None:
    person = someone(language, role="participant")
    expect(person.page.locator("html")).to_have_attribute("lang", language)
    person.follow("See the proposal", person.main())
    person.sees("Nothing happens until you say yes.")
    person.click(person.main().get_by_text(person.word("What the employer gets to read")))
    person.field("What the employer reads about you").fill("Jag bakar gärna tidigt på morgonen.")
    consent = person.main().get_by_role("checkbox")
    if consent.count():
        consent.check()
    person.press("Yes, I want to")
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
    back = person.main().get_by_role("switch", checked=True)
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


def link_in(admin: Reader, to: str) -> str:
    """The way in that the newest mail to somebody holds."""
    admin.go(f"/outbox/?q={to}")
    said = admin.main().get_by_role("row").nth(1).text_content() or ""
    found = re.search(r"/begin/[^/\s]+/", said)
    assert found, said
    return found[0]


def test_begin_profile_alone_in_arabic(someone: Someone) -> None:
    """Nobody is registered, nothing but an address is known, and no counsellor sits beside."""
    person, admin = someone("ar"), someone(role="admin")
    person.go("/start/")
    person.follow("Tell us about yourself", person.main())
    person.fill("Your e-mail", "hodan@example.org")
    person.press("Send the link")
    person.go(link_in(admin, "hodan"))
    person.fill("First name", "Hodan")
    person.fill("Last name", "Warsame")
    person.fill("Which year were you born?", "1994")
    person.field("Where do you live?").select_option(index=1)
    person.press("Begin")
    person.follow("Answer now", person.main())
    person.tick("I manage in the shop, on the bus and at the doctor's.")
    person.press("Continue")
    person.tick("Cook food")
    person.press("Continue")
    person.tick("At home or in the family")
    person.press("Continue")
    person.tick("Get a job")
    person.press("Save and leave")
    assert person.heading() == person.word("Saved. Well done, %(name)s!", name="Hodan")
    person.follow("See my profile", person.main())
    person.sees("At home or in the family")


def test_tell_profile_finds_skills_in_own_words(someone: Someone) -> None:
    """What is written in one's own words becomes skills only when it is pressed."""
    person = someone(role="participant")
    person.follow("My profile", person.main())
    person.go(person.link("Change").split("/tell/")[0] + "/tell/can/")
    person.fill("Write it in your own words", "Jag har städat kontor och hotell")
    person.press("Find")
    person.sees("We found this")
    person.tick("Städa kontor")
    person.press("Save and leave")
    person.follow("See my profile", person.main())
    expect(person.main()).to_contain_text("Städa kontor")


def test_answer_proposal_by_link_needs_no_account(someone: Someone) -> None:
    """Asks first, says no, takes it back and says yes, with nothing but a link on paper."""
    counsellor, person = someone(role="counsellor"), someone("ar")
    counsellor.go("/placements/?state=proposed")
    counsellor.click(counsellor.main().get_by_role("rowheader").get_by_role("link"))
    counsellor.press("Show the link")
    said = counsellor.main().inner_html()
    found = re.search(r"/proposal/[^/\s\"<]+/", said)
    assert found, said
    cookie = {"name": "pakten_language", "value": "ar", "url": counsellor.home}  # as it was chosen
    person.page.context.add_cookies([cookie])  # type: ignore[list-item]
    person.go(found[0])
    person.sees("Nothing happens until you say yes.")
    person.press("I want to ask first")
    person.follow("No, thank you", person.main())
    person.tick("It is too far away")
    person.press("Send my answer")
    person.sees("You said no. We go on looking for something better.")
    person.press("Take back my no")
    consent = person.main().get_by_role("checkbox")
    if consent.count():
        consent.check()
    person.press("Yes, I want to")
    person.sees("What happens now")
    expect(person.page.get_by_role("link", name=person.word("Sign in")).first).to_be_attached()
