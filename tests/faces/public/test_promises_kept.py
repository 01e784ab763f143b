"""How promises are kept is open to all, in numbers, without a name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.browser import browser
from tests.factories.followup import World
from tests.factories.world import inside, make_pact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["sv", "en", "ar"])
def test_promises_kept_shows_numbers_and_no_names(language: str) -> None:
    world = World()
    with inside(world.pact):
        answer = browser(world.pact, language=language).get("/results/promises/")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Klarasjö" not in body
    assert body.count('<svg class="p-chart') == 2


def test_promises_kept_splits_no_small_year() -> None:
    world = World()
    with inside(world.pact):
        for number in range(3):
            world.member(f"Member {number} AB")
        few = browser(world.pact).get("/results/promises/").content.decode()
        world.member("The fifth AB")
        many = browser(world.pact).get("/results/promises/").content.decode()
    assert ["Joined" in body for body in (few, many)] == [False, True]


def test_promises_kept_without_members_says_so() -> None:
    pact = make_pact()
    with inside(pact):
        body = browser(pact).get("/results/promises/").content.decode()
    assert "Nobody has promised anything yet" in body


def test_promises_kept_asks_as_much_for_many_members_as_for_few() -> None:
    world = World()
    client, seen = browser(world.pact), []
    with inside(world.pact):
        for _round in range(2):
            client.get("/results/promises/")
            with CaptureQueriesContext(connection) as asked:
                client.get("/results/promises/")
            seen.append(len(asked))
            for number in range(12):
                world.member(f"Member {number} AB")
    assert seen[0] == seen[1]
    assert seen[0] <= 13
