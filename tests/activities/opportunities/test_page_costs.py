"""What the pages of a need ask the database, on real transactions and from the crowd that is kept.

Inside a test's own transaction the crowd is read anew, so these measure as it is in use. The
BEGIN and COMMIT around a request ask for nothing and are left out.
"""

from itertools import count

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pakten.activities.opportunities import crowd
from pakten.activities.opportunities.actions.asides import set_aside
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Actor
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.people.models import Wish
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening, make_placement
from tests.factories.terms import make_occupation, make_substitution
from tests.factories.world import NOW, days, inside

pytestmark = pytest.mark.django_db(transaction=True)
FENCES = ("BEGIN", "COMMIT")


class Need(PlacementWorld):
    """A need that asks for a bit of everything."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = count(1)
        self.terms = iter(Concept.objects.of_kind(ConceptKind.SKILL)[:20])
        with inside(self.pact):
            self.work = make_occupation("test_cook")
            make_substitution(self.work, make_occupation("test_baker"))
            Opening.objects.update(
                occupation=self.work, swedish="sfi_a", years=1, nice=["years", "place"], ad_text="Cook",
                starts_on=days(30), district=self.person.district, times=["days"], seats=90,
            )  # fmt: skip

    def grow(self, people: int, terms: int) -> None:
        """More who fit, as many presented, as many saved, as many drafts, and more asked for."""
        with inside(self.pact, self.coordinator):
            for number in range(people):
                other = [self.another(family_name=f"Nr {next(self.numbers)}") for _ in "ab"]
                Wish.objects.bulk_create(
                    Wish(pact=self.pact, participant=each, occupation=self.work) for each in other
                )
                make_placement(self.opening, other[0], self.counsellor, PlacementState.PRESENTED)
                set_aside(self.opening, [other[1]], "Call", by=self.counsellor, at=NOW)
                make_opening(self.house, self.member, state="draft", title=f"Draft {number}")
            for _ in range(terms):
                self.opening.requirements.create(
                    pact=self.pact, kind="skill", concept=next(self.terms), must=False
                )

    def cost(self, actor: Actor, path: str) -> int:
        """Queries once the crowd is kept."""
        asker = browser(self.pact, actor)
        assert asker.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            asker.get(path)
        return sum(each["sql"] not in FENCES for each in queries.captured_queries)


@pytest.fixture
def need(db: None) -> Need:
    crowd._kept.clear()  # another test's pact has the same number
    with transaction.atomic():
        return Need()


@pytest.mark.parametrize(
    ("who", "page", "most"),
    [
        # no list asks more than twelve, with who is saved and the log of who has looked
        ("counsellor", "people/", 12),
        ("coordinator", "people/?all=1", 12),
        ("coordinator", "", 25),
        ("member", "", 25),
        ("member", "edit/", 25),
        ("coordinator", "edit/", 25),
    ],
)
def test_page_costs_the_same_at_3_and_30_rows(need: Need, who: str, page: str, most: int) -> None:
    actor, path = getattr(need, who), f"/openings/{need.opening.pk}/{page}"
    need.grow(people=3, terms=2)
    few = need.cost(actor, path)
    need.grow(people=27, terms=12)
    assert need.cost(actor, path) == few
    assert few <= most


def test_shortlist_of_a_group_costs_no_more(need: Need) -> None:
    need.grow(people=3, terms=2)
    with inside(need.pact, need.coordinator):
        group = Concept.objects.get(key="ssyk:9412")
        Concept.objects.filter(key__startswith="test_").update(parent=group)
        Opening.objects.update(occupation=group)
    assert need.cost(need.counsellor, f"/openings/{need.opening.pk}/people/") <= 12


def test_begin_a_need_costs_the_same_at_3_and_30_earlier_ones(need: Need) -> None:
    need.grow(people=3, terms=0)
    few = need.cost(need.member, "/openings/new/")
    need.grow(people=27, terms=0)
    assert need.cost(need.member, "/openings/new/") == few <= 25


@pytest.mark.parametrize(("who", "page"), [("counsellor", "people"), ("participant", "me")])
def test_places_for_a_person_cost_the_same_at_3_and_30(need: Need, who: str, page: str) -> None:
    path = {"people": f"/people/{need.person.pk}/openings/", "me": "/me/places/"}[page]

    def more(number: int) -> None:
        with inside(need.pact, need.coordinator):
            for _ in range(number):
                make_opening(need.house, need.member, occupation=need.work, swedish="sfi_a")

    with inside(need.pact, need.coordinator):
        Wish.objects.create(pact=need.pact, participant=need.person, occupation=need.work)
    more(3)
    few = need.cost(getattr(need, who), path)
    more(27)
    assert need.cost(getattr(need, who), path) == few <= 25


@pytest.mark.parametrize("page", ["", "openings/"])
def test_pages_of_a_person_with_everything_cost_little(need: Need, page: str) -> None:
    """Places within reach, a placement, a place they are saved for, and a first look, which is written."""
    with inside(need.pact, need.coordinator):
        Wish.objects.create(pact=need.pact, participant=need.person, occupation=need.work)
        need.person.reaches.create(pact=need.pact, district=need.person.district)
        saved, taken = (make_opening(need.house, need.member, occupation=need.work) for _ in "ab")
        make_placement(taken, need.person, need.counsellor, PlacementState.PRESENTED)
        set_aside(saved, [need.person], "Call", by=need.counsellor, at=NOW)
        need.opening.requirements.create(
            pact=need.pact, kind="skill", concept=next(need.terms), must=False
        )
    asker = browser(need.pact, need.counsellor)
    with CaptureQueriesContext(connection) as queries:
        assert asker.get(f"/people/{need.person.pk}/{page}").status_code == 200
    assert sum(each["sql"] not in FENCES for each in queries.captured_queries) <= 24
