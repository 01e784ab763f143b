"""The search finds what the reader may see, and never a participant."""

import pytest

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import OpeningKind
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.signing import World
from tests.factories.world import NOW, inside, make_organisation, make_representative, make_staff


@pytest.fixture
def world(db: None) -> World:
    made = World()
    with inside(made.pact, made.by):
        made.draft()
        Opening.objects.create(
            pact=made.pact, organisation=made.house, kind=OpeningKind.JOB, title="Frukostvärd",
            posted_by_id=made.by.account_id, posted_at=NOW,
        )  # fmt: skip
    return made


def test_search_finds_members_letters_openings_and_contacts(world: World) -> None:
    found = browser(world.pact, world.by).get("/search/?q=klarasj%C3%B6").context["groups"]
    assert [(group.key, group.total) for group in found] == [
        ("members", 1), ("letters", 1), ("openings", 1), ("contacts", 2),
    ]  # fmt: skip


def test_search_by_number_and_by_every_word(world: World) -> None:
    client = browser(world.pact, world.by)
    for q, total in (
        (world.house.number_text, 2),
        ("hotell klarasjö", 5),
        ("hotell mona", 1),
        ("xyz", 0),
    ):
        assert (q, client.get("/search/", {"q": q}).context["total"]) == (q, total)
    assert client.get("/search/").status_code == 200


def test_search_can_be_narrowed_to_a_kind(world: World) -> None:
    answer = browser(world.pact, world.by).get("/search/?q=klarasj%C3%B6&kind=letters")
    assert [group.key for group in answer.context["shown"]] == ["letters"]


def test_search_shows_a_member_only_its_own(world: World) -> None:
    with inside(world.pact):
        other = make_organisation(world.pact, name="Klarasjö Tvätt AB")
    answer = browser(world.pact, make_representative(other)).get("/search/?q=klarasj%C3%B6")
    assert [(g.key, [h.title for h in g.hits]) for g in answer.context["groups"]] == [
        ("members", ["Klarasjö Tvätt AB"]),
        ("contacts", ["Kim Ek"]),
    ]


def test_search_shows_a_counsellor_no_letters(world: World) -> None:
    client = browser(world.pact, make_staff(world.pact, StaffRole.COUNSELLOR))
    keys = [g.key for g in client.get("/search/?q=klarasj%C3%B6").context["groups"]]
    assert keys == ["members", "openings", "contacts"]


def test_search_with_a_character_no_database_takes_finds_nothing(world: World) -> None:
    answer = browser(world.pact, world.by).get("/search/?q=%00xyz%00")
    assert (answer.status_code, answer.context["total"]) == (200, 0)
