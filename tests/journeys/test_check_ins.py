"""The yearly check-in: said in writing by both, or by phone; and closed with what comes next."""

import pytest
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import PHONE, Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOUSE, PHONED = "Klarasjö Hotell AB", "Tallvik Bemanning AB"


def say_why(reader: Reader) -> None:
    """Every promise that is behind gets a cause and a side."""
    for label, option in (
        ("Why did it become so?", "Short of time in the busy season"),
        ("Whose side?", "The member"),
    ):
        for field in reader.page.get_by_label(reader.word(label)).all():
            field.select_option(label=reader.word(option))
    reader.fill("What we learned", "Vi börjar före säsongen nästa år.")
    reader.page.locator("input[name=decision][value=go_on]").check()


def open_sheet(coordinator: Reader, name: str) -> None:
    coordinator.go("/check-ins/")
    coordinator.follow("2026", coordinator.main())
    coordinator.main().get_by_role("searchbox").first.fill(name.split(maxsplit=1)[0])
    coordinator.main().get_by_role("searchbox").first.press("Enter")
    coordinator.follow(name, coordinator.main())


def close_sheet(coordinator: Reader) -> None:
    coordinator.follow("Close", coordinator.page.locator(".p-dock"))
    coordinator.sees("The letter goes on as it is. The member is told that the check-in is done.")
    coordinator.press("Close", coordinator.main())
    coordinator.is_told("The sheet is closed.")


def test_agree_check_in_by_both_and_go_on(someone: Someone) -> None:
    member, coordinator = someone(role="member"), someone(role="coordinator")
    member.go("/sheets/")
    member.follow(HOUSE, member.main())
    say_why(member)
    member.press("Say yes to the sheet")
    member.is_told("You have agreed to the sheet.")
    open_sheet(coordinator, HOUSE)
    expect(coordinator.page.locator(".p-check__yes li[data-yes]")).to_have_count(1)
    coordinator.press("Say yes for the city")
    coordinator.is_told("You have agreed to the sheet.")
    close_sheet(coordinator)


@pytest.mark.parametrize("someone", [(PHONE, False)], ids=["plain-390"], indirect=True)
def test_phone_check_in_on_a_phone(someone: Someone) -> None:
    coordinator = someone(role="coordinator")
    open_sheet(coordinator, PHONED)
    coordinator.follow("By phone")
    coordinator.fill("Whom do you talk with?", "Mona Tall")
    say_why(coordinator)
    coordinator.tick("The member agrees to the sheet as it is written here")
    coordinator.press("Save and send the copy")
    coordinator.is_told("Noted. The member gets a copy and can object for two weeks.")
    coordinator.sees("Agreed by phone")
