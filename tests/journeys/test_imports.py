"""A list from another system: read, mended where it is wrong, imported and taken back."""

import pytest

from tests.factories.world import organisation_number
from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone
from tests.journeys.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WRONG = "559999-1111"


def list_of_three() -> bytes:
    """Two members that are new, and one whose number fails its check."""
    numbers = organisation_number(), organisation_number(), WRONG
    rows = [
        f"Provhuset {n} AB,{number},Företag,Ida Prov,ida{n}@provhuset.example"
        for n, number in enumerate(numbers, 1)
    ]
    return "\n".join(["Namn,Organisationsnummer,Slag,Kontakt,E-post", *rows]).encode()


def found(coordinator: Reader) -> int:
    coordinator.go("/organisations/?q=Provhuset")
    return coordinator.main().get_by_role("rowheader").count()


def reload_until(coordinator: Reader, text: str) -> None:
    """What a worker does is seen at the next look."""
    for _time in range(600):
        if coordinator.main().get_by_text(coordinator.word(text)).count():
            return
        coordinator.page.wait_for_timeout(250)
        coordinator.page.reload()
    raise AssertionError(coordinator.main().inner_text())


def test_import_organisations_with_a_wrong_row_and_take_it_back(
    worker: Server, someone: Someone
) -> None:
    coordinator = someone(role="coordinator")
    coordinator.go("/imports/")
    file = {"name": "lista.csv", "mimeType": "text/csv", "buffer": list_of_three()}
    coordinator.main().locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    coordinator.press("Read the file")
    if coordinator.page.url.endswith("/columns/"):
        coordinator.press("Show the rows")
    reload_until(coordinator, "Needs you")
    coordinator.page.locator(f"input[value='{WRONG}']").fill(organisation_number())
    coordinator.press("Mend")
    coordinator.page.locator(".p-dock").get_by_role("button").last.click()
    reload_until(coordinator, "Take the whole import back")
    assert found(coordinator) == 3
    coordinator.page.go_back()
    coordinator.follow("Show what is taken back")
    coordinator.press("Take it back")
    reload_until(coordinator, "The import is taken back")
    assert found(coordinator) == 0
