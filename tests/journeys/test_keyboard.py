"""Without a mouse: every step by Tab, letters and Enter, with the focus always to be seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acting import PASSWORD, Reader
from tests.journeys.conftest import OpenPage
from tests.journeys.server import Server
from tests.journeys.test_signatures import SIGNER, newest, send_a_new_link

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_TABS = 60
# A date field ends with the browser's own calendar button, which has the browser's own ring.
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const label = at.labels && at.labels[0] ? at.labels[0].textContent : "";
  return [at.getAttribute("aria-label") || label || at.textContent,
    !at.matches(":focus") || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none"];
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what is called so has the focus; everything passed on the way shows it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(FOCUS)
        assert seen, f"{page.url}: the focus on {name.strip()!r} cannot be seen"
        if name.strip().startswith(words):
            return
    raise AssertionError(f"{page.url}: {words!r} is not reached by Tab")


def sign_in_by_keys(reader: Reader) -> None:
    page, keys = reader.page, reader.page.keyboard
    page.goto("/login/")
    tab_to(page, reader.word("Your e-mail"))
    keys.type("coordinator@pakten.example")
    tab_to(page, reader.word("I use a password"))
    keys.press("Enter")
    tab_to(page, reader.word("Password"))
    keys.type(PASSWORD)
    tab_to(page, reader.word("Sign in with password"))
    keys.press("Enter")
    expect(page).to_have_url(f"{reader.home}/home/")


def test_draft_letter_by_keyboard_alone(fresh: Server, open_page: OpenPage) -> None:
    reader = Reader(open_page())
    sign_in_by_keys(reader)
    page, keys = reader.page, reader.page.keyboard
    page.goto("/organisations/?stage=dialogue")
    page.goto(
        reader.main().get_by_role("rowheader").first.get_by_role("link").evaluate("(a) => a.href")
    )
    tab_to(page, reader.word("Draw up a letter"))
    keys.press("Enter")
    page.wait_for_url("**/letters/new/")
    tab_to(page, reader.word("Valid from"))
    tab_to(page, reader.word("Begin the letter"))
    keys.press("Enter")
    reader.is_told("The letter has begun. Add what you promise each other.")
    tab_to(page, reader.word("Add a pledge"))
    keys.press("Enter")
    page.wait_for_url("**/pledges/new/**")
    tab_to(page, "Lägga ut")
    keys.press("Space")
    tab_to(page, reader.word("How many"))
    keys.type("3")
    keys.press("Enter")
    reader.is_told("The pledge is in the letter.")


def test_sign_by_link_by_keyboard_alone(fresh: Server, open_page: OpenPage) -> None:
    coordinator, admin, signer = Reader(open_page()), Reader(open_page()), Reader(open_page())
    coordinator.sign_in("coordinator")
    admin.sign_in("admin")
    send_a_new_link(coordinator)
    page, keys = signer.page, signer.page.keyboard
    page.goto(f"/sign/{newest(admin, r'/sign/([^/ ]+)/')}/")
    tab_to(page, signer.word("Send me a code"))
    keys.press("Enter")
    expect(page.locator("#id_code")).to_be_visible()
    tab_to(page, signer.word("The code from the e-mail"))
    keys.type(newest(admin, r"(\d{3}\s\d{3})"))
    tab_to(page, signer.word("Your name"))
    keys.type(SIGNER)
    keys.press("Tab")
    keys.press("Space")
    tab_to(page, signer.word("Sign"))
    keys.press("Enter")
    signer.sees("You need do nothing more. You get a message when all have signed.")


def go_by_keys(reader: Reader, words: str) -> None:
    tab_to(reader.page, reader.word(words))
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_load_state()


def test_open_data_is_fetched_by_keyboard_alone(fresh: Server, open_page: OpenPage) -> None:
    """A visitor goes through the results and takes the first file along."""
    reader = Reader(open_page())
    reader.go("/results/")
    go_by_keys(reader, "Equality")
    reader.page.wait_for_url("**/results/equality/")
    go_by_keys(reader, "By member")
    assert reader.heading() == reader.word("Who keeps what they promise?")
    go_by_keys(reader, "Open data")
    assert reader.heading() == reader.word("Fetch the figures")
    with reader.page.expect_download() as begun:
        go_by_keys(reader, "CSV")
    head = begun.value.path().read_text("utf-8-sig").partition("\n")[0]
    assert {"measure", "period", "value", "hidden"} <= set(head.strip().split(","))


def test_skip_link_leads_past_the_menus(fresh: Server, open_page: OpenPage) -> None:
    reader = Reader(open_page())
    reader.go("/members/")
    tab_to(reader.page, reader.word("Skip to the content"))
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "main"
