"""The register: views, filters, how members stand, and what it costs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.states import LetterState
from pakten.agreements.results.actions import Happening, append_outcome
from pakten.agreements.results.states import Evidence
from pakten.parties.organisations.models import Interest
from pakten.parties.organisations.states import Kind, Stage
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_district,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        self.client = browser(self.pact, self.by)
        with inside(self.pact):
            self.measure = make_measure(self.pact)
            self.north = make_district(self.pact)

    def member(self, name: str, ends: int = 300, done: int = 0, **fields: Any) -> Any:
        """An active member with a pledge of 4 half-way through its time, `done` of them done."""
        values = {"stage": Stage.ACTIVE, "contacted_on": TODAY, **fields}
        with inside(self.pact):
            house = make_organisation(self.pact, name=name, **values)
            pledge = make_pledge(house, self.measure)
            make_letter(house, pledge, by=self.by, state=LetterState.ACTIVE, valid_to=days(ends))
            if done:
                deed = Happening(
                    self.measure, house, TODAY, done, f"test:{house.pk}", Evidence.CONFIRMED
                )
                append_outcome(deed, by=self.by, at=NOW, pledge=pledge)
        return house

    def see(self, query: str = "") -> Any:
        answer = self.client.get(f"/organisations/{query}")
        assert answer.status_code == 200
        return answer

    def names(self, query: str) -> list[str]:
        return [row.organisation.name for row in self.see(query).context["rows"]]


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_see_register_tells_how_members_stand(world: World) -> None:
    world.member("Arena Nord IF", done=2)
    world.member("Bergslunda Bygg AB")
    first, second = world.see().context["rows"]
    assert (first.in_time, first.total, first.tone) == (1, 1, "ok")
    assert (second.in_time, second.total, second.tone) == (0, 1, "late")
    assert [slot["on"] for slot in first.slots] == [True]
    assert "1 of 1" in world.see().content.decode()


def test_see_register_has_saved_views_with_counts(world: World) -> None:
    world.member("Mine AB", responsible_id=world.by.account_id)
    world.member("Quiet AB", contacted_on=days(-61))
    world.member("Never AB", contacted_on=None)
    world.member("Club IF", kind=Kind.ASSOCIATION)
    world.member("Ending AB", ends=80)
    tabs = {tab.label: tab.count for tab in world.see().context["tabs"]}
    assert tabs == {
        "All": 5, "Mine": 1, "Active": 5, "Running out": 1, "Needs contact": 2, "Contacts to confirm": 0, "To vet": 5
    }  # fmt: skip
    assert world.names("?view=quiet") == ["Never AB", "Quiet AB"]
    assert world.names("?view=expiring") == ["Ending AB"]
    assert world.names("?view=nonsense") != []


def test_see_register_filters_and_sorts(world: World) -> None:
    world.member("Åre AB", district=world.north, contacted_on=days(-9))
    world.member("Älv AB", ends=30)
    with inside(world.pact):
        make_organisation(world.pact, name="Zon AB", stage=Stage.DIALOGUE)
    assert world.names("") == ["Zon AB", "Åre AB", "Älv AB"]
    assert world.names("?sort=-name") == ["Älv AB", "Åre AB", "Zon AB"]
    assert world.names("?stage=dialogue") == ["Zon AB"]
    assert world.names("?stage=expiring") == ["Älv AB"]
    assert world.names(f"?district={world.north.pk}") == ["Åre AB"]
    assert world.names(f"?activity={world.measure.activity_id}") == ["Åre AB", "Älv AB"]
    assert world.names(f"?responsible={world.by.account_id}") == []
    assert world.names("?sort=contact")[0] == "Åre AB"


def test_see_register_finds_a_number_as_people_write_it(world: World) -> None:
    house = world.member("Arena Nord IF")
    assert world.names(f"?q={house.number_text}") == ["Arena Nord IF"]


def test_see_register_empty_and_without_hits(world: World) -> None:
    assert "Here the members of the pact are gathered" in world.see().content.decode()
    world.member("Arena Nord IF")
    with inside(world.pact):
        Interest.objects.create(
            pact=world.pact, organisation_name="Kajkök Catering", contact_name="R", email="r@x.example",
            received_at=NOW, answer_by=days(1),
        )  # fmt: skip
    page = world.see("?q=kajk%C3%B6k&stage=active").content.decode()
    assert "No member fits “kajkök”" in page
    assert "You only search among: Active." in page
    assert "See Kajkök Catering, who wants to join" in page
    assert "/organisations/new/?name=kajk%C3%B6k" in page
    reader = make_staff(world.pact, StaffRole.BOARD)
    assert "Kajkök Catering" not in (
        browser(world.pact, reader).get("/organisations/?q=kajk%C3%B6k").content.decode()
    )


def test_see_register_exports_every_row(world: World) -> None:
    world.member("Arena Nord IF", done=2)
    answer = world.client.get("/organisations/?format=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Organisation number;Name;Kind")
    assert ";Arena Nord IF;Company;" in lines[1]
    assert world.client.get("/organisations/?format=xlsx").content[:2] == b"PK"


def test_see_register_costs_the_same_for_few_and_many(world: World) -> None:
    counts = []
    for number in (3, 30):
        for n in range(number):
            world.member(f"Member {n} AB", responsible_id=world.by.account_id)
        with CaptureQueriesContext(connection) as queries:
            world.see()
        counts.append(sum("SAVEPOINT" not in each["sql"] for each in queries))
    assert counts[0] == counts[1] <= 12


def test_see_register_is_for_the_staff(world: World) -> None:
    house = world.member("Arena Nord IF")
    mona = browser(world.pact, make_representative(house))
    board = browser(world.pact, make_staff(world.pact, StaffRole.BOARD))
    assert mona.get("/organisations/").status_code == 403
    page = board.get("/organisations/").content.decode()
    assert ("Arena Nord IF" in page, "/organisations/new/" in page) == (True, False)
