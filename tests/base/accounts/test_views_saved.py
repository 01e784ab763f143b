"""Named searches of a list: one's own and shared ones."""

import pytest
from django.db import ProgrammingError, transaction

from pakten.base.accounts.models import SavedView
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.world import NOW, inside, make_organisation, make_pact, make_staff


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.sara, self.yasmin = (
            make_staff(self.pact, name=n) for n in ("Sara Ek", "Yasmin Öberg")
        )
        self.client = browser(self.pact, self.sara)
        self.other = browser(self.pact, self.yasmin)
        with inside(self.pact):
            make_organisation(self.pact, name="Alm AB")
            make_organisation(self.pact, name="Ek IF", kind="association")

    def save(self, name: str, query: str = "kind=association", **more: str) -> int:
        sent = {"page": "see_register", "query": query, "name": name, **more}
        return self.client.post("/views/save/", sent).status_code

    def tabs(self, query: str = "") -> list[tuple[str, int, bool]]:
        shown = self.client.get(f"/organisations/{query}").context["tabs"]
        return [(tab.label, tab.count, tab.is_current) for tab in shown[7:]]

    def view(self) -> SavedView:
        with inside(self.pact, self.sara):
            return SavedView.objects.get()


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_save_view_becomes_a_tab_with_a_count(world: World) -> None:
    assert world.save("Clubs", "page=3&kind=association&q=") == 302
    assert world.view().query == "kind=association"
    assert world.tabs() == [("Clubs", 1, False)]
    assert world.tabs("?q=&kind=association&page=1") == [("Clubs", 1, True)]


def test_save_view_page_takes_the_search_along(world: World) -> None:
    page = world.client.get("/views/save/?page=see_register&query=kind%3Dassociation")
    assert 'value="kind=association"' in page.content.decode()
    answer = world.client.post(
        "/views/save/", {"page": "see_register", "query": "kind=association", "name": "Clubs"}
    )
    assert answer["Location"] == "/organisations/?kind=association"


@pytest.mark.parametrize(
    ("name", "query", "page"),
    [
        ("", "q=a", "see_register"),
        ("X", "", "see_register"),
        ("X", "q=a", "nowhere"),
        ("X", "q=" + "a" * 1100, "see_register"),
    ],
)
def test_save_view_refuses_with_a_reason(world: World, name: str, query: str, page: str) -> None:
    assert world.save(name, query, page=page) == 422


def test_save_view_refuses_a_name_twice_and_too_many(world: World) -> None:
    assert (world.save("Clubs"), world.save("clubs")) == (302, 422)
    assert [world.save(f"View {n}") for n in range(11)] == [302] * 11
    assert world.save("One more") == 422


def test_saved_view_is_private_until_shared(world: World) -> None:
    world.save("Clubs")
    labels = [tab.label for tab in world.other.get("/organisations/").context["tabs"]]
    assert "Clubs" not in labels
    view = world.view()
    world.client.post(f"/views/{view.pk}/edit/", {"name": "All clubs", "is_shared": "on"})
    labels = [tab.label for tab in world.other.get("/organisations/").context["tabs"]]
    assert labels[-1] == "All clubs"


def test_saved_view_belongs_to_the_one_who_saved_it(world: World) -> None:
    world.save("Clubs", is_shared="on")
    view = world.view()
    assert world.other.post(f"/views/{view.pk}/edit/", {"name": "Mine"}).status_code == 404
    assert world.other.post(f"/views/{view.pk}/remove/").status_code == 404
    assert world.client.post(f"/views/{view.pk}/remove/")["Location"] == "/organisations/"
    assert world.tabs() == []


def test_saved_view_of_another_is_shut_in_the_database_too(world: World) -> None:
    world.save("Clubs")
    with inside(world.pact, world.yasmin):
        assert SavedView.objects.count() == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            SavedView.objects.create(
                pact=world.pact, account_id=world.sara.account_id, page="see_register", name="x",
                query="q=a", saved_at=NOW,
            )  # fmt: skip


def test_edit_view_refuses_an_empty_name(world: World) -> None:
    world.save("Clubs")
    assert world.client.post(f"/views/{world.view().pk}/edit/", {"name": " "}).status_code == 422


def test_saved_views_are_for_the_staff(world: World) -> None:
    reader = browser(world.pact, make_staff(world.pact, StaffRole.ANALYST))
    sent = {"page": "see_register", "query": "q=a", "name": "Mine"}
    assert reader.post("/views/save/", sent).status_code == 302
    assert browser(world.pact).post("/views/save/", sent).status_code == 302  # to sign in
    with inside(world.pact):
        assert SavedView.objects.filter(is_shared=True).count() == 0
