"""The office's pages: the editor without script, two writers, numbers put right, queries that stay few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.oversight.annual.models import AnnualReport, LockedYear
from tests.factories.annual import LAST, AnnualWorld
from tests.factories.browser import browser
from tests.factories.world import TODAY, inside, make_staff


@pytest.fixture
def office(world: AnnualWorld) -> Client:
    return browser(world.pact, world.writer)


def typed(body: str, revision: int = 0, **more: str) -> dict[str, str]:
    return {"heading": "H", "body": body, "alt": "A", "revision": str(revision), **more}


def test_lock_year_opens_the_report(world: AnnualWorld, office: Client) -> None:
    sent = office.post("/reports/lock/", {"year": str(LAST)})
    with inside(world.pact):
        assert sent["Location"] == f"/reports/{AnnualReport.objects.get().pk}/"
    refused = office.post("/reports/lock/", {"year": str(TODAY.year)})
    assert (refused.status_code, b"has not ended" in refused.content) == (422, True)
    with inside(world.pact):
        assert LockedYear.objects.count() == 1


def test_write_report_puts_a_figure_in_without_script(world: AnnualWorld, office: Client) -> None:
    report = world.lock()
    address = f"/reports/{report.pk}/brief/sv/"
    assert office.post(address, typed("In all", insert="hires"))["Location"] == address
    assert office.post(address, typed("In all {hires}", 1, then="next"))["Location"] == (
        f"/reports/{report.pk}/promises/sv/"
    )
    with inside(world.pact):
        assert report.texts.get().body == "In all {hires}"


def test_write_report_shows_both_texts_to_the_later_writer(
    world: AnnualWorld, office: Client
) -> None:
    report = world.lock()
    address = f"/reports/{report.pk}/brief/sv/"
    office.post(address, typed("Theirs was first."))
    answer = office.post(address, typed("Mine was typed."))
    page = answer.content.decode()
    assert (answer.status_code, "Theirs was first." in page, "Mine was typed." in page) == (
        422,
        True,
        True,
    )
    assert office.post(address, typed("Mine was typed.", 1)).status_code == 302


def test_correct_figure_and_keep_figure_from_the_page(world: AnnualWorld, office: Client) -> None:
    report = world.lock()
    address = f"/reports/{report.pk}/brief/sv/"
    office.post(address, typed("98 people and 61 others."))
    assert b"Put right to 100" in office.get(address).content
    office.post(f"{address}correct/", {"typed": "98", "key": "hires"})
    office.post(f"{address}keep/", {"typed": "61"})
    with inside(world.pact):
        text = report.texts.get()
    assert (text.body, text.kept) == ("{hires} people and 61 others.", ["61"])
    assert b"does not agree" not in office.get(address).content


@pytest.mark.parametrize(
    "path", ["/reports/", "/reports/{pk}/", "/reports/{pk}/brief/sv/", "/reports/members/"]
)
def test_report_pages_ask_few_questions(world: AnnualWorld, office: Client, path: str) -> None:
    report = world.written()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert office.get(path.format(pk=report.pk)).status_code == 200
    assert len(asked) <= 25


def test_see_report_page_is_a_picture(world: AnnualWorld, office: Client) -> None:
    report = world.written()
    assert office.get(f"/reports/{report.pk}/page-sv-2.png").content.startswith(b"\x89PNG")
    assert office.get(f"/reports/{report.pk}/page-sv-99.png").status_code == 404


def test_see_so_far_is_for_the_running_year(world: AnnualWorld, office: Client) -> None:
    assert office.get(f"/reports/so-far/{TODAY.year}-sv.pdf").content.startswith(b"%PDF")
    assert office.get(f"/reports/so-far/{LAST}-sv.pdf").status_code == 404


def test_reports_are_not_for_counsellors(world: AnnualWorld) -> None:
    other = browser(world.pact, make_staff(world.pact, "counsellor"))
    assert [other.get(path).status_code for path in ("/reports/", "/reports/lock/")] == [403, 403]
