"""A letter is signed: the member by a personal link, the city signed in; and on a screen on the spot."""

import re

import pytest

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOUSE, SIGNER, CITY = "Kajplats Hamn AB", "Susanne Vik", "Karin Holm"


def newest(admin: Reader, pattern: str) -> str:
    """What the newest mail in the outbox says."""
    admin.go("/outbox/")
    text = re.sub(r"<[^>]+>", " ", admin.page.content())
    found = re.findall(pattern, text)
    assert found, text[:2000]
    return str(found[0])


def sign_with_code(signer: Reader, admin: Reader, name: str) -> None:
    signer.press("Send me a code")
    signer.fill("The code from the e-mail", newest(admin, r"(\d{3}\s\d{3})"))
    signer.fill("Your name", name)
    signer.page.locator("#id_agreed").check()
    signer.press("Sign")


def open_the_letter(reader: Reader) -> None:
    reader.go(f"/letters/?state=ready&q={HOUSE.split(maxsplit=1)[0]}")
    reader.follow(HOUSE, reader.main())


def test_sign_by_link_and_as_oneself_brings_the_letter_into_force(someone: Someone) -> None:
    coordinator, admin = someone(role="coordinator"), someone(role="admin")
    open_the_letter(coordinator)
    coordinator.follow("Signatures", coordinator.page.locator(".p-dock"))
    coordinator.follow("Send a new link", coordinator.main())
    coordinator.press("Send the links")
    susanne = someone()
    susanne.go(f"/sign/{newest(admin, r'/sign/([^/ ]+)/')}/")
    sign_with_code(susanne, admin, SIGNER)
    susanne.sees("You need do nothing more. You get a message when all have signed.")
    karin = someone()
    karin.sign_in("karin.holm")
    open_the_letter(karin)
    karin.follow("Sign", karin.page.locator(".p-dock"))
    sign_with_code(karin, admin, CITY)
    karin.sees("All have signed. The letter is in force.")


def test_open_tablet_leaves_nothing_of_the_office_on_the_screen(someone: Someone) -> None:
    coordinator = someone(role="coordinator")
    open_the_letter(coordinator)
    coordinator.follow("Signatures", coordinator.page.locator(".p-dock"))
    coordinator.follow("Sign on this screen", coordinator.main())
    coordinator.tick("I am beside and know them, or have seen who they are")
    coordinator.press("Open it and sign me out here")
    coordinator.main().get_by_role("link", name=SIGNER).click()
    coordinator.fill("Your name", SIGNER)
    coordinator.page.locator("#id_agreed").check()
    coordinator.press("Sign")
    coordinator.sees("Thank you. You have signed.")
    coordinator.go("/letters/")
    assert "/login/" in coordinator.page.url
