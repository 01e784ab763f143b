"""A letter is signed, by personal links, by the city signed in, on a screen; and then verified."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone
from tests.journeys.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOUSE, SIGNER, SECOND, CITY = "Kajplats Hamn AB", "Susanne Vik", "Olle Berg", "Karin Holm"


def newest(admin: Reader, pattern: str, to: str = "") -> str:
    """What the newest mail in the outbox says, to somebody or at all."""
    admin.go(f"/outbox/?q={to}")
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


def sign_by_link(signer: Reader, admin: Reader, name: str, to: str) -> None:
    signer.go(f"/sign/{newest(admin, r'/sign/([^/ ]+)/', to)}/")
    sign_with_code(signer, admin, name)
    signer.sees("You need do nothing more. You get a message when all have signed.")


def sign_as_oneself(signer: Reader, admin: Reader) -> None:
    signer.sign_in("karin.holm")
    open_the_letter(signer)
    signer.follow("Sign", signer.page.locator(".p-dock"))
    sign_with_code(signer, admin, CITY)
    all_signed = signer.word("All have signed. The letter is in force.").partition(".")[0]
    expect(signer.main()).to_contain_text(all_signed)


def open_the_letter(reader: Reader) -> None:
    reader.go(f"/letters/?state=ready&q={HOUSE.split(maxsplit=1)[0]}")
    reader.follow(HOUSE, reader.main())


def send_a_new_link(coordinator: Reader) -> None:
    open_the_letter(coordinator)
    coordinator.follow("Signatures", coordinator.page.locator(".p-dock"))
    coordinator.follow("Send a new link", coordinator.main())
    coordinator.press("Send the links")


def let_two_sign_for_the_member(coordinator: Reader) -> None:
    """The letter is opened, gets a second signatory, and goes out again."""
    open_the_letter(coordinator)
    coordinator.follow("Open for change", coordinator.page.locator(".p-dock"))
    coordinator.press("Open for change")
    coordinator.press("Add somebody who signs for the member")
    coordinator.fill("Name", SECOND)
    coordinator.fill("E-mail", "olle.berg@kajplatshamn.example")
    coordinator.press("Add")
    coordinator.press("Make ready to sign")
    coordinator.press("Make it ready to sign")
    coordinator.follow("Signatures", coordinator.page.locator(".p-dock"))
    coordinator.follow("Send links", coordinator.main())
    coordinator.press("Send the links")
    coordinator.is_told("Links on their way: %(n)d.", n=3)


def sealed_file(coordinator: Reader) -> bytes:
    """The letter as the city sealed it, as soon as the worker has."""
    coordinator.follow(HOUSE, coordinator.main())
    name = coordinator.word("Signed letter in Swedish (PDF)")
    for _time in range(600):
        if coordinator.page.get_by_role("link", name=name).count():
            return coordinator.download("Signed letter in Swedish (PDF)")
        coordinator.page.wait_for_timeout(250)
        coordinator.page.reload()
    raise AssertionError("the letter is not sealed")


def verify(outsider: Reader, file: Path) -> None:
    outsider.go("/verify/")
    outsider.field("The letter as a PDF").set_input_files(file)
    outsider.press("Check the file")


def test_verify_letter_that_two_and_the_city_have_signed(
    worker: Server, someone: Someone, tmp_path: Path
) -> None:
    coordinator, admin, outsider = someone(role="coordinator"), someone(role="admin"), someone()
    let_two_sign_for_the_member(coordinator)
    sign_by_link(someone(), admin, SECOND, "olle.berg")
    sign_by_link(someone(), admin, SIGNER, "susanne.vik")
    sign_as_oneself(someone(), admin)
    genuine, changed = tmp_path / "letter.pdf", tmp_path / "changed.pdf"
    genuine.write_bytes(data := sealed_file(coordinator))
    middle = len(data) // 2
    changed.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    verify(outsider, genuine)
    outsider.sees("The file is genuine and unchanged")
    for name in (SIGNER, SECOND, CITY):
        outsider.sees(name)
    verify(outsider, changed)
    outsider.sees("Do not trust this file")
    assert worker.command("letters", "verify", str(genuine)) == 0
    assert worker.command("letters", "verify", str(changed)) != 0


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
