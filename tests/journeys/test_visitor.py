"""Somebody who has never heard of the pact: understands it, and says that they want to join."""

import pytest
from playwright.sync_api import expect

from tests.factories.world import organisation_number
from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def show_a_suggestion(visitor: Reader) -> None:
    """The guide: what suits somebody who looks for staff and is of middling size."""
    visitor.tick("Find staff")
    visitor.tick("10–49")
    visitor.press("Show a suggestion")


def tell_who_we_are(visitor: Reader, number: str) -> None:
    visitor.fill("Organisation", "Havtorn Catering AB")
    visitor.fill("Organisation number", number)
    visitor.choose("Kind of organisation", "Company")
    visitor.fill("Number of employees", "34")
    visitor.fill("Your name", "Eva Falk")
    visitor.fill("E-mail", "eva@havtorn.example")
    visitor.fill("Something you want to say", "Vi lagar mat för 600 varje dag.")


def test_send_interest_is_a_way_of_five_minutes(someone: Someone) -> None:
    visitor = someone()
    visitor.go("/")
    assert visitor.heading() == visitor.word("Together we shorten the way to work")
    visitor.sees("The pact in figures")
    visitor.follow("Join with your organisation")
    show_a_suggestion(visitor)
    tell_who_we_are(visitor, organisation_number())
    visitor.press("Send the form")
    visitor.sees("Thank you, your form has come in")


def test_send_interest_keeps_what_was_typed_when_refused(someone: Someone) -> None:
    visitor = someone()
    visitor.go("/join/")
    tell_who_we_are(visitor, "559999-1111")
    visitor.press("Send the form")
    assert visitor.faults_listed() == 1
    expect(visitor.field("Organisation number")).to_have_value("559999-1111")
    expect(visitor.field("Organisation number")).to_have_attribute("aria-invalid", "true")
    expect(visitor.field("Organisation")).to_have_value("Havtorn Catering AB")
    expect(visitor.field("Something you want to say")).to_have_value(
        "Vi lagar mat för 600 varje dag."
    )
    visitor.fill("Organisation number", organisation_number())
    visitor.press("Send the form")
    visitor.sees("Thank you, your form has come in")


def test_send_interest_pressed_twice_counts_once(someone: Someone) -> None:
    visitor = someone()
    visitor.go("/join/")
    tell_who_we_are(visitor, organisation_number())
    visitor.main().get_by_role("button", name=visitor.word("Send the form")).dblclick()
    visitor.page.wait_for_url("**/join/thanks/")
    coordinator = someone(role="coordinator")
    wants = coordinator.word("%(name)s wants to join", name="Havtorn Catering AB")
    expect(coordinator.main().get_by_role("link", name=wants, exact=True)).to_have_count(1)


def test_ask_callback_is_read_in_arabic(someone: Someone) -> None:
    newcomer = someone("ar")
    newcomer.go("/start/")
    expect(newcomer.page.locator("html")).to_have_attribute("dir", "rtl")
    newcomer.follow("Jobs and internships")
    assert newcomer.heading() == newcomer.word("Jobs and internships") != "Jobs and internships"
    newcomer.press("Call me")
    assert newcomer.faults_listed() == 2
    newcomer.fill("Your name", "سميرة")
    newcomer.fill("Your phone number", "070-123 45 67")
    newcomer.press("Call me")
    assert newcomer.heading() == newcomer.word("We will call you")


def test_set_language_is_remembered(someone: Someone) -> None:
    visitor = someone("en")
    visitor.go("/results/")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    visitor.open_menu("Language")
    arabic = "العربية"
    visitor.page.get_by_role("button", name=arabic).first.click()
    expect(visitor.page).to_have_url(f"{visitor.home}/results/")
    visitor.go("/about/")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "ar")
    expect(visitor.page.locator("html")).to_have_attribute("dir", "rtl")


def test_what_is_not_there_is_a_page_that_helps(someone: Someone) -> None:
    visitor = someone()
    for address in ("/members/999999/", "/activities/nothing/", "/nowhere/"):
        answer = visitor.page.goto(address)
        assert answer
        assert answer.status == 404
        assert visitor.main().get_by_role("link").count() > 0


def test_closed_pages_ask_the_visitor_to_sign_in(someone: Someone) -> None:
    visitor = someone()
    visitor.go("/letters/?q=hotell")
    visitor.fill_sign_in("coordinator")
    expect(visitor.page).to_have_url(f"{visitor.home}/letters/?q=hotell")
