"""The catalogue page and the way to the first signature."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Role
from pakten.faces.desk.get_started import STEPS
from pakten.parties.pacts.actions.activities import retire_activity
from pakten.parties.pacts.models import CitySignatory, Pact
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.shape import Shape
from tests.factories.world import (
    NOW,
    TODAY,
    inside,
    make_organisation,
    make_pact,
    make_staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        yield made


def test_see_catalogue_counts_the_members_that_promise(shape: Shape) -> None:
    for _n in range(2):
        house = make_organisation(shape.pact)
        pledges = [make_pledge(house, shape.measure) for _each in range(2)]
        make_letter(house, *pledges, by=shape.admin, state=LetterState.ACTIVE)
    html = browser(shape.pact, shape.admin).get("/pact/catalogue/").content.decode()
    assert '<td data-label="Promised by" class="p-num">2</td>' in html
    assert "Take … pairs" in html


def test_see_catalogue_of_a_closed_year_cannot_be_changed(shape: Shape) -> None:
    client = browser(shape.pact, shape.admin)
    past = client.get(f"/pact/catalogue/?year={TODAY.year - 1}").content.decode()
    assert ("Take … pairs" in past, "/pact/measures/add/" in past) == (True, False)
    assert "/pact/measures/add/" in client.get("/pact/catalogue/?year=no").content.decode()


def test_see_catalogue_of_next_year_offers_to_keep_what_ends(shape: Shape) -> None:
    retire_activity(shape.activity, date(TODAY.year, 12, 31), by=shape.admin, at=NOW)
    client = browser(shape.pact, shape.admin)
    address = client.get("/pact/catalogue/next/")["Location"]
    assert address == f"/pact/catalogue/?year={TODAY.year + 1}"
    html = client.get(address).content.decode()
    assert "Keep it after all" in html
    assert "Take … pairs" not in html


def test_see_catalogue_is_read_only_for_the_board(shape: Shape) -> None:
    board = browser(shape.pact, make_staff(shape.pact, Role.BOARD))
    html = board.get("/pact/catalogue/").content.decode()
    assert ("Take … pairs" in html, "/pact/activities/" in html) == (True, False)


def states(html: str) -> list[str]:
    """The seven marks, in order."""
    return re.findall(r'data-state="(\w+)"', html.partition('class="p-seven"')[2])[:7]


def test_get_started_follows_the_data() -> None:
    pact = make_pact()
    admin = make_staff(pact, Role.ADMIN)
    client = browser(pact, admin)
    assert states(client.get("/get-started/").content.decode()) == ["now", *["next"] * 6]
    client.post("/pact/catalogue/start/")
    with inside(pact, admin):
        CitySignatory.objects.create(pact=pact, name="Karin", valid_to=TODAY - timedelta(days=1))
        make_organisation(pact)
    Pact.objects.filter(pk=pact.pk).update(purpose={"sv": "Ihop"}, email="a@pakten.example")
    html = client.get("/get-started/").content.decode()
    assert states(html) == ["done", "done", "now", "done", "next", "next", "next"]
    assert "/accounts/invite/" in html
    assert len(STEPS) == 7


def test_get_started_gives_the_coordinator_what_a_coordinator_may() -> None:
    pact = make_pact()
    html = browser(pact, make_staff(pact)).get("/get-started/").content.decode()
    assert "An administrator of the pact does this." in html
    assert "/pact/edit/" not in html
