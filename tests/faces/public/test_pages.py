"""The open pages, in every language, with nothing and with much to show."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Actor
from pakten.config import middleware
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Kind, Stage
from pakten.parties.pacts.models import Measure, Pact
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    days,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
    text,
)

pytestmark = pytest.mark.django_db
LISTS_AT_MOST, PAGES_AT_MOST = 12, 25
CONTACT = {
    "name": "Leila Nouri",
    "role": {"sv": "Jobbcoach", "en": "Job coach", "ar": "مرشدة عمل"},
    "phone": "08-000 00 12",
}
PAGES = ("/", "/activities/", "/members/", "/results/", "/about/", "/privacy/", "/accessibility/",
         "/join/", "/join/thanks/", "/start/", "/start/work/", "/start/mentor/", "/start/school/",
         "/start/work/thanks/", "/login/", "/login/new/", "/pacts/")  # fmt: skip


class World:
    """A pact with a catalogue and as many members as asked for, each with promises."""

    def __init__(self) -> None:
        self.pact: Pact = make_pact(newcomer_contact=CONTACT, email="pakten@pakten.example")
        self.actor: Actor = make_staff(self.pact)
        with inside(self.pact):
            self.measure: Measure = make_measure(
                self.pact,
                is_headline=True,
                target=100,
                pledge_sentence=text("Hire {quantity}"),
            )

    def add(self, count: int, **fields: Any) -> Organisation:
        with inside(self.pact):
            for _turn in range(count):
                values = {"stage": Stage.ACTIVE, "is_public": True, "member_since": days(-200)}
                house = make_organisation(self.pact, **{**values, **fields})
                over = make_pledge(house, self.measure, starts_on=days(-100), due_on=days(-2))
                city = make_pledge(house, self.measure, promised_by=Party.CITY)
                make_letter(
                    house, over, city, make_pledge(house, self.measure),
                    by=self.actor, state=LetterState.ACTIVE, active_from=days(-100),
                )  # fmt: skip
        return house

    def read(self, path: str, language: str = "en") -> Any:
        return browser(self.pact, language=language).get(path)


@pytest.fixture
def world() -> World:
    return World()


def words(page: Any) -> str:
    """The text of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.mark.parametrize(("language", "direction"), [("sv", "ltr"), ("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("path", PAGES)
def test_page_reads_in_every_language(
    world: World, path: str, language: str, direction: str
) -> None:
    page = world.read(path, language)
    assert page.status_code == 200
    assert f'<html lang="{language}" dir="{direction}"' in page.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_page_is_the_same_with_members(world: World, path: str) -> None:
    world.add(3)
    assert world.read(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_page_has_one_heading_and_no_inline_code(world: World, path: str) -> None:
    html = world.read(path).content.decode()
    assert html.count("<h1") == 1
    assert re.findall(r'<script(?![^>]*src=)| style="|<style| on\w+="', html) == []


@pytest.mark.parametrize("path", ["/", "/members/", "/results/", "/activities/"])
def test_page_takes_as_many_queries_for_thirty_as_for_three(world: World, path: str) -> None:
    counts = []
    for more in (3, 27):
        world.add(more)
        client = browser(world.pact)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= (LISTS_AT_MOST if path == "/members/" else PAGES_AT_MOST)


def test_home_labels_an_example(world: World) -> None:
    assert "Example figures." not in words(world.read("/"))
    example = make_pact(is_example=True)
    page = words(browser(example).get("/"))
    assert ("Example figures." in page, "All people, organisations" in page) == (True, True)


def test_members_shows_only_the_vetted_with_a_letter_in_force(world: World) -> None:
    world.add(1, name="Shown AB")
    world.add(1, name="Unvetted AB", is_public=False)
    world.add(1, name="Left AB", stage=Stage.ENDED)
    page = words(world.read("/members/"))
    assert [name in page for name in ("Shown AB", "Unvetted AB", "Left AB")] == [True, False, False]


@pytest.mark.parametrize(
    ("query", "count"),
    [("?q=shown", 1), ("?q=nobody", 0), ("?kind=authority", 1), ("?kind=nonsense", 2),
     ("?activity=nonsense", 2), ("?area=99999999999999999999", 2), ("?page=99&sort=-x", 2), ("?q=%00", 2)],
)  # fmt: skip
def test_members_search_and_filters(world: World, query: str, count: int) -> None:
    world.add(1, name="Shown AB")
    world.add(1, name="Myndigheten", kind=Kind.AUTHORITY)
    page = world.read(f"/members/{query}")
    assert page.status_code == 200
    assert page.content.decode().count('href="/members/') - 1 >= count
    assert ("No member matches" in words(page)) == (count == 0)


def test_member_shows_promises_of_both_sides(world: World) -> None:
    house = world.add(1, name="Klarasjö Hotell AB")
    page = words(world.read(f"/members/{house.pk}/"))
    assert "Kept 0 of 1 promises" in page
    assert page.count("Hire 4") == 3
    assert f"The city of {world.pact.city}" in page


@pytest.mark.parametrize("fields", [{"is_public": False}, {"stage": Stage.ENDED}])
def test_member_that_is_not_public_is_not_found(world: World, fields: dict[str, Any]) -> None:
    house = world.add(1, **fields)
    assert world.read(f"/members/{house.pk}/").status_code == 404


def test_member_of_another_pact_is_not_found(world: World) -> None:
    house = World().add(1)
    assert world.read(f"/members/{house.pk}/").status_code == 404


def test_activity_shows_who_takes_part(world: World) -> None:
    world.add(1, name="Klarasjö Hotell AB")
    with inside(world.pact):
        code = world.measure.activity.code
    assert "Klarasjö Hotell AB" in words(world.read(f"/activities/{code}/"))
    assert world.read("/activities/nonsense/").status_code == 404


def test_start_names_the_person_to_call(world: World) -> None:
    html = world.read("/start/", "ar").content.decode()
    assert ("Leila Nouri" in html, "مرشدة عمل" in html, 'href="tel:' in html) == (True, True, True)


def test_start_has_three_doors(world: World) -> None:
    assert world.read("/start/nonsense/").status_code == 404


@pytest.mark.parametrize(("path", "code"), [("/", 503), ("/login/", 503), ("/health/", 200)])
def test_pages_say_so_where_there_is_no_pact(
    path: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "_pact_of", lambda _request: None)
    page = Client().get(path)
    assert page.status_code == code


@pytest.mark.parametrize(
    ("path", "word"),
    [("/health/", '"ok"'), ("/robots.txt", "Disallow"), ("/.well-known/security.txt", "Contact: mailto:pakten@")],
)  # fmt: skip
def test_small_files(world: World, path: str, word: str) -> None:
    page = world.read(path)
    assert (page.status_code, word in page.content.decode()) == (200, True)


def test_choose_pact_is_remembered(world: World) -> None:
    other = make_pact(name=text("The other pact"))
    client = browser(world.pact)
    assert client.post("/pacts/", {"pact": str(other.pk)})["Location"] == "/"
    assert "The other pact" in client.get("/").content.decode()
    assert client.post("/pacts/", {"pact": "nonsense"}).status_code == 200
