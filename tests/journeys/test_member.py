"""An employer: what waits, what was promised, a need described without losing a word of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

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


TITLE = "Bakom disken i hotellets kök"


def begin(member: Reader, kind: str = "Study visit") -> None:
    """The first step: what it is about. A draft that nobody else sees comes of it."""
    member.go("/openings/new/")
    member.tick(kind)
    member.fill("What do you call it?", TITLE)
    member.press("Read and go on")


def describe(member: Reader) -> None:
    """The second step, with all that a visit needs."""
    begin(member)
    member.fill("description", "Vi visar frukosten från kl. 06.")
    member.fill("starts", (timezone.localdate() + timedelta(days=30)).isoformat())


def send_twice(member: Reader, form: Locator) -> None:
    """As when somebody presses the button twice: the same form, both times whole."""
    sent = form.evaluate("(form) => new URLSearchParams(new FormData(form)).toString()")
    for _time in range(2):
        answer = member.page.request.post(
            member.page.url, data=sent + "&publish=1",
            headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": member.page.url},
        )  # fmt: skip
        assert answer.ok


def test_edit_opening_keeps_what_was_typed_when_refused(someone: Someone) -> None:
    member = someone(role="member")
    begin(member, "Job")
    member.fill("description", "Vi visar frukosten från kl. 06.")
    member.fill("Number of places", "0")
    member.fill("Occupation", "rymdpirat")
    member.press("Post the opening")
    assert member.faults_listed() == 2
    expect(member.field("title")).to_have_value(TITLE)
    expect(member.field("description")).to_have_value("Vi visar frukosten från kl. 06.")
    expect(member.field("Occupation")).to_have_value("rymdpirat")


def test_publish_opening_asks_for_what_is_left(someone: Someone) -> None:
    member = someone(role="member")
    begin(member)
    member.press("Post the opening")
    assert member.faults_listed() == 1
    member.fill("starts", (timezone.localdate() + timedelta(days=30)).isoformat())
    member.press("Post the opening")
    member.is_told("%(title)s is posted.", title=TITLE)


def test_post_opening_sent_twice_counts_once(someone: Someone) -> None:
    """Both the first step, which makes a draft, and the last, which posts it."""
    member = someone(role="member")
    member.go("/openings/new/")
    member.tick("Study visit")
    member.fill("What do you call it?", "Skickad två gånger")
    send_twice(member, member.main().locator("form:has([name=ad_text])"))
    member.go("/openings/?q=Skickad+två")
    expect(member.main().get_by_role("rowheader")).to_have_count(1)
    describe(member)
    send_twice(member, member.main().locator("form#need"))
    member.go("/openings/?q=Bakom+disken&state=open")
    expect(member.main().get_by_role("rowheader")).to_have_count(1)


def test_post_opening_after_the_session_ended_loses_nothing(someone: Someone) -> None:
    member = someone(role="member")
    describe(member)
    member.page.context.clear_cookies(name="sessionid")
    member.press("Post the opening")
    member.fill_sign_in("member")
    assert member.heading() == member.word("What you wrote is as you left it")
    member.sees(TITLE)
    member.press("Send it now")
    member.is_told("%(title)s is posted.", title=TITLE)


def test_openings_of_others_are_not_there(someone: Someone) -> None:
    coordinator, member = someone(role="coordinator"), someone(role="member")
    coordinator.go("/openings/?q=Elektriker")
    path = coordinator.link("Elektriker").removesuffix("people/")
    for end in ("", "edit/", "close/", "people/"):
        answer = member.page.goto(path + end)
        assert answer
        assert answer.status in {403, 404}
        assert member.main().get_by_role("link").count() > 0
