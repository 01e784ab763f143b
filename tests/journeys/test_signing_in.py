"""The way in: by a code, by a password, and back to where one was going."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_sign_in_by_a_code_from_the_mail(someone: Someone) -> None:
    member, admin = someone(), someone(role="admin")
    member.go("/login/?next=/our-promises/")
    member.fill("Your e-mail", "member@pakten.example")
    member.press("Send a code to my e-mail")
    admin.go("/outbox/?q=member%40pakten.example")
    newest = admin.main().get_by_role("row").nth(1).text_content()
    code = re.search(r"\b\d{6}\b", newest or "")
    assert code, newest
    member.fill("Code", code[0])
    member.press("Sign in")
    expect(member.page).to_have_url(f"{member.home}/our-promises/")


def test_sign_in_with_a_wrong_password_keeps_the_address(someone: Someone) -> None:
    member = someone()
    member.go("/login/")
    member.fill("Your e-mail", "member@pakten.example")
    member.open_menu("I use a password")
    member.fill("Password", "something else entirely")
    member.press("Sign in with password")
    assert member.faults_listed() == 1
    expect(member.field("Your e-mail")).to_have_value("member@pakten.example")


def test_sign_out_closes_the_pages(someone: Someone) -> None:
    board = someone(role="board")
    board.page.locator("summary", has_text="Ylva Hedin").first.click()
    board.press("Sign out")
    board.go("/letters/")
    assert board.heading() == board.word("Sign in")
