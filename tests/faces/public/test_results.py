"""The results pages: promises by member, with search, sort and files; tabs on all of them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.states import LetterState
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    days,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
)

pytestmark = pytest.mark.django_db


class World:
    """A pact whose members each promised something that should have been kept."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.actor = make_staff(self.pact)
        with inside(self.pact):
            self.measure = make_measure(self.pact, is_headline=True, target=100)

    def add(self, **fields: Any) -> Organisation:
        values = {"stage": Stage.ACTIVE, "is_public": True, "member_since": days(-200), **fields}
        with inside(self.pact):
            house = make_organisation(self.pact, **values)
            over = make_pledge(house, self.measure, starts_on=days(-100), due_on=days(-2))
            letter = {"state": LetterState.ACTIVE, "active_from": days(-100)}
            make_letter(house, over, by=self.actor, **letter)
        return house

    def read(self, path: str) -> Any:
        return browser(self.pact).get(path)


@pytest.fixture
def world() -> World:
    return World()


def test_results_by_member_shows_only_members_that_are_public(world: World) -> None:
    world.add(name="Nordlys AB")
    world.add(name="Hidden AB", is_public=False)
    page = world.read("/results/members/").content.decode()
    assert "Nordlys AB" in page
    assert "Hidden AB" not in page
    assert world.read("/results/members/?q=nobody").content.decode().count("Nordlys AB") == 0


def test_results_by_member_gives_the_same_as_a_file(world: World) -> None:
    world.add(name="Nordlys AB")
    file = world.read("/results/members/?format=csv").content.decode("utf-8-sig").splitlines()
    assert file[0] == "Member;Kind of organisation;Member since;Promises due;Promises kept"
    assert file[1].split(";")[0] == "Nordlys AB"
    assert file[1].split(";")[3:] == ["1", "0"]


@pytest.mark.parametrize("path", ["/results/members/?sort=-kept", "/results/"])
def test_results_take_as_many_queries_for_thirty_as_for_three(world: World, path: str) -> None:
    counts = []
    for more in (3, 27):
        for _turn in range(more):
            world.add()
        client = browser(world.pact)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= (12 if "members" in path else 25)


@pytest.mark.parametrize("path", ["/results/", "/results/members/", "/results/promises/"])
def test_results_pages_share_their_tabs(world: World, path: str) -> None:
    page = world.read(path).content.decode()
    assert page.count(f'href="{path}" aria-current="page"') >= 1
    assert 'href="/results/value/"' not in page
