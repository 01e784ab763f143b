"""An employer: what waits, what was promised, a need described without losing a word of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_see_home_tells_what_waits_and_what_was_promised(someone: Someone) -> None:
    member = someone(role="member")
    assert member.progress("Anställa")[1] >= 1
    member.follow("All promises", member.main())
    assert member.heading() == member.word("Our promises")
    in_force = member.page.get_by_role("listitem").filter(has_text=member.word("In force"))
    in_force.get_by_role("link", name=re.compile("20..-..-..")).first.click()
    assert member.download("PDF in Swedish").startswith(b"%PDF-")
    expect(member.page.get_by_role("button", name=member.word("Save"))).to_have_count(0)


def describe(member: Reader) -> None:
    member.go("/openings/new/")
    member.tick("Study visit")
    member.fill("title", "Bakom disken i hotellets kök")
    member.fill("description", "Vi visar frukosten från kl. 06.")


def test_post_opening_keeps_what_was_typed_when_refused(someone: Someone) -> None:
    member = someone(role="member")
    describe(member)
    member.fill("Number of places", "0")
    member.fill("Occupation", "rymdpirat")
    member.press("Post the opening")
    assert member.faults_listed() == 2
    expect(member.field("title")).to_have_value("Bakom disken i hotellets kök")
    expect(member.field("Occupation")).to_have_value("rymdpirat")
    member.fill("Number of places", "8")
    member.field("Occupation").clear()
    member.press("Post the opening")
    member.is_told("%(title)s is posted.", title="Bakom disken i hotellets kök")


def test_post_opening_sent_twice_counts_once(someone: Someone) -> None:
    """As when somebody presses the button twice: the same form, both times whole."""
    member = someone(role="member")
    describe(member)
    form = member.main().locator("form")
    sent = form.evaluate("(form) => new URLSearchParams(new FormData(form)).toString()")
    for _time in range(2):
        answer = member.page.request.post(
            "/openings/new/", data=sent,
            headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": member.page.url},
        )  # fmt: skip
        assert answer.ok
    member.go("/openings/?q=Bakom+disken")
    expect(member.main().get_by_role("rowheader")).to_have_count(1)


def test_post_opening_after_the_session_ended_loses_nothing(someone: Someone) -> None:
    member = someone(role="member")
    describe(member)
    member.page.context.clear_cookies(name="sessionid")
    member.press("Post the opening")
    member.fill_sign_in("member")
    assert member.heading() == member.word("What you wrote is as you left it")
    member.sees("Bakom disken i hotellets kök")
    member.press("Send it now")
    member.is_told("%(title)s is posted.", title="Bakom disken i hotellets kök")


def test_openings_of_others_are_not_there(someone: Someone) -> None:
    coordinator, member = someone(role="coordinator"), someone(role="member")
    coordinator.go("/openings/?q=Bagare")
    path = coordinator.link("Bagare").removesuffix("people/")
    for end in ("", "edit/", "close/", "people/"):
        answer = member.page.goto(path + end)
        assert answer
        assert answer.status in {403, 404}
        assert member.main().get_by_role("link").count() > 0
