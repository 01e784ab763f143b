"""Who has opened rows about single persons: told in words, to the office alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pakten.agreements.results.models import Reading
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.deeds import make_deeds
from tests.factories.world import (
    TODAY,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
)

pytestmark = pytest.mark.django_db
URL = "/outcomes/readings/"


class Read:
    """A ledger with persons' deeds, which an analyst and a coordinator may open."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.coordinator = make_staff(self.pact, name="Sara Lindqvist")
        self.analyst = make_staff(self.pact, StaffRole.ANALYST, name="Tomas Ekberg")
        with inside(self.pact):
            house = make_organisation(self.pact)
            hires = make_measure(self.pact, code="hires", per_person=True)
            make_deeds(house, hires, TODAY, 3)

    def page(self, query: str = "") -> str:
        with translation.override("en"):
            return browser(self.pact, self.coordinator).get(URL + query).content.decode()


@pytest.fixture
def read(db: None) -> Read:
    return Read()


def test_see_readings_tells_who_read_what_and_leads_to_the_same_rows(read: Read) -> None:
    browser(read.pact, read.analyst).get(f"/outcomes/?kin=hires&period={TODAY.year}")
    with inside(read.pact):
        kept = Reading.objects.get()
    assert (kept.account_id, kept.rows) == (read.analyst.account_id, 3)
    page = read.page()
    assert f"kin=hires&amp;period={TODAY.year}" in page
    assert "Tomas Ekberg" in page


def test_see_readings_says_that_rows_were_fetched_as_a_file(read: Read) -> None:
    browser(read.pact, read.analyst).get("/outcomes/?kin=hires&format=csv")
    page = read.page()
    assert ("fetched as a file" in page, "?kin=hires&amp;format" in page) == (True, False)


def test_see_readings_can_be_asked_of_one_reader(read: Read) -> None:
    for reader in (read.analyst, read.coordinator):
        browser(read.pact, reader).get("/outcomes/")
    assert read.page(f"?who={read.analyst.account_id}").count("See the same rows") == 1
    assert read.page().count("See the same rows") == 2


def test_see_readings_is_for_the_office_alone_and_empty_at_first(read: Read) -> None:
    assert browser(read.pact, read.analyst).get(URL).status_code == 403
    assert "Nobody has opened single deeds" in read.page()


def test_see_readings_takes_as_many_queries_at_3_and_30_rows(read: Read) -> None:
    counted = []
    for more in (3, 27):
        for _number in range(more):
            browser(read.pact, read.analyst).get("/outcomes/?kin=hires")
        office = browser(read.pact, read.coordinator)
        with CaptureQueriesContext(connection) as queries:
            office.get(URL)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 18
