"""A few questions on a phone, behind a link of one's own; and what is shown of the answers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import PHONE, OpenPage, Someone
from tests.journeys.server import Server
from tests.journeys.test_signatures import newest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "Hur går samarbetet?"
CLOCK = "from pakten.oversight.surveys.actions.asking import ask_all_surveys; ask_all_surveys(0)"


def plan(analyst: Reader) -> None:
    """Every member's first contact is asked one question from the bank."""
    analyst.go("/surveys/new/")
    analyst.fill("Title in Swedish", TITLE)
    analyst.fill("Title in Arabic", "كيف يسير التعاون؟")
    analyst.page.locator("input[name=audience][value=contacts]").check()
    analyst.page.locator("input[name=privacy][value=anonymous]").check()
    analyst.fill("Last day to answer", f"{timezone.localdate() + timedelta(days=30)}")
    analyst.press("Save and choose questions")
    scales = analyst.page.locator(".p-places li", has_text=analyst.word("Scale from 1 to 5"))
    scales.first.locator("input").fill("1")
    analyst.press("Save")
    analyst.press("Open the survey")


def choose_and_send(person: Reader) -> None:
    expect(person.page.locator("html")).to_have_attribute("lang", "ar")
    expect(person.page.locator("html")).to_have_attribute("dir", "rtl")
    person.main().locator("fieldset").first.locator("input[type=radio]").nth(1).check()
    person.main().locator("form button").last.click()
    person.page.wait_for_url("**/survey/thanks/**")


def test_answer_survey_in_arabic_once(fresh: Server, open_page: OpenPage) -> None:
    analyst, admin = Reader(open_page()), Reader(open_page())
    analyst.sign_in("analyst")
    admin.sign_in("admin")
    plan(analyst)
    assert fresh.command("manage", "shell", "-c", CLOCK) == 0
    link = f"/survey/{newest(admin, r'/survey/([^/ ]+)/')}/?in=ar"
    person = Reader(open_page(PHONE, javascript=False), "ar")
    person.go(link)
    choose_and_send(person)
    again = person.page.goto(link)
    assert again
    expect(person.main().get_by_role("radio")).to_have_count(0)
    analyst.press("Close and count")
    analyst.follow("See the answers")
    analyst.sees("Fewer than %(n)s have answered, so nothing is shown.", n=5)


def test_close_survey_hides_the_few(someone: Someone) -> None:
    """Sixty have answered the example's; a choice of one to four people is not shown."""
    analyst = someone(role="analyst")
    analyst.go("/surveys/")
    analyst.follow("Så har det gått, våren", analyst.main())
    analyst.follow("See the answers")
    shown = {int(each) for each in analyst.page.locator(".p-result__v b").all_inner_texts()}
    assert shown
    assert not shown & {1, 2, 3, 4}
    expect(analyst.page.locator(".p-result__none").first).to_be_visible()
