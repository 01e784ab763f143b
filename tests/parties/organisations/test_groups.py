"""Groups of two levels, the level of engagement, and what associations offer."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Denied
from pakten.base.ui.text import LocalText
from pakten.parties.organisations import actions
from pakten.parties.organisations.actions import LocalOffer
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import group_of, possible_parents
from pakten.parties.organisations.states import Kind, Level, Stage
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    NOW,
    inside,
    make_district,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
    text,
)

pytestmark = pytest.mark.django_db
OFFER = LocalText(sv="Språkkafé", en="Language café")


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        with inside(self.pact):
            self.top = make_organisation(self.pact, name="Koncernen AB", stage=Stage.ACTIVE)
            self.house = make_organisation(self.pact, name="Dottern AB", stage=Stage.ACTIVE)
            self.north, self.south = make_district(self.pact), make_district(self.pact, "sodra")

    def join(self, house: Organisation, parent: Organisation) -> Organisation:
        return actions.join_group(house, parent, by=self.by, at=NOW)

    def association(self, **fields: object) -> Organisation:
        values = {"kind": Kind.ASSOCIATION, "stage": Stage.ACTIVE, "name": "Föreningen"}
        return make_organisation(self.pact, **{**values, **fields})


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made


def test_join_group_and_leave_it(world: World) -> None:
    world.join(world.house, world.top)
    assert group_of(world.top) == (world.top, [world.house])
    left = actions.leave_group(world.house, by=world.by, at=NOW)
    assert (left.parent_id, group_of(world.top)) == (None, None)


def test_join_group_has_two_levels_and_no_circle(world: World) -> None:
    world.join(world.house, world.top)
    third = make_organisation(world.pact)
    for house, parent in ((third, world.house), (world.top, third), (third, third)):
        with pytest.raises(ValidationError) as refused:
            world.join(house, parent)
        assert list(refused.value.message_dict) == ["parent"]
    assert list(possible_parents(world.top)) == []
    assert set(possible_parents(third)) == {world.top}


@pytest.mark.parametrize("case", ["circle", "third level", "itself", "another pact"])
def test_database_refuses_what_is_not_a_group(world: World, case: str) -> None:
    world.join(world.house, world.top)
    third, other = make_organisation(world.pact), make_pact()
    with inside(other):
        foreign = make_organisation(other)
    house, parent = {
        "circle": (world.top, world.house),
        "third level": (third, world.house),
        "itself": (third, third),
        "another pact": (third, foreign),
    }[case]
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=house.pk).update(parent=parent.pk)


def test_parent_does_not_see_the_inside_of_its_companies(world: World) -> None:
    world.join(world.house, world.top)
    pledge = make_pledge(world.house, make_measure(world.pact))
    letter = make_letter(world.house, pledge, by=world.by, state=LetterState.ACTIVE)
    client = browser(world.pact, make_representative(world.top))
    html = client.get(f"/organisations/{world.top.pk}/").content.decode()
    assert "Dottern AB" in html
    assert f"/organisations/{world.house.pk}/" not in html
    assert letter.valid_to.isoformat() not in html
    assert client.get(f"/organisations/{world.house.pk}/").status_code == 404
    office = browser(world.pact, world.by).get(f"/organisations/{world.top.pk}/").content.decode()
    assert (f"/organisations/{world.house.pk}/" in office, letter.valid_to.isoformat() in office) == (
        True, True,
    )  # fmt: skip


def test_group_pages_join_and_leave(world: World) -> None:
    client, page = browser(world.pact, world.by), f"/organisations/{world.house.pk}/group/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"parent": world.house.pk}).status_code == 422
    assert client.post(page, {"parent": world.top.pk}).status_code == 302
    world.house.refresh_from_db()
    assert world.house.parent_id == world.top.pk
    assert client.post(f"{page}leave/").status_code == 302


def test_choose_level_by_the_member_and_the_office(world: World) -> None:
    mona = make_representative(world.house)
    for by, level in ((mona, Level.LARGE), (world.by, Level.SMALL)):
        assert actions.choose_level(world.house, level, by=by, at=NOW).level == level
    with pytest.raises(ValidationError):
        actions.choose_level(world.house, "nonsense", by=mona, at=NOW)
    with pytest.raises(Denied):
        actions.choose_level(world.top, Level.SMALL, by=mona, at=NOW)
    page = f"/organisations/{world.house.pk}/level/"
    assert browser(world.pact, mona).post(page, {"level": "medium"}).status_code == 302
    assert browser(world.pact, mona).post(page, {"level": "x"}).status_code == 422


def test_edit_local_offer_replaces_the_districts(world: World) -> None:
    house = world.association()
    for districts in ((world.north, world.south), (world.south,)):
        offer = LocalOffer(OFFER, text("All"), ("so", "sv"), districts)
        actions.edit_local_offer(house, offer, by=world.by, at=NOW)
    house.refresh_from_db()
    assert [each.district for each in house.active_in.all()] == [world.south]
    assert house.language_names == [("sv", "Svenska"), ("so", "Soomaali")]
    with pytest.raises(ValidationError, match="Only associations"):
        actions.edit_local_offer(world.house, LocalOffer(), by=world.by, at=NOW)


def test_edit_local_offer_page_keeps_a_third_language(world: World) -> None:
    house = world.association(offers_locally={**OFFER, "ar": "مقهى"})
    client = browser(world.pact, make_representative(house))
    page = f"/organisations/{house.pk}/local-offer/"
    assert "Språkkafé" in client.get(page).content.decode()
    typed = {"offers_locally": "Läxhjälp", "languages": ["so"], "districts": [world.north.pk]}
    assert client.post(page, {**typed, "languages": ["xx"]}).status_code == 422
    assert client.post(page, typed).status_code == 302
    house.refresh_from_db()
    assert dict(house.offers_locally) == {"sv": "Läxhjälp", "ar": "مقهى"}
    assert client.get(f"/organisations/{world.house.pk}/local-offer/").status_code == 404


def test_see_local_offers_by_district_and_language(world: World) -> None:
    house = world.association(offers_locally=OFFER, languages=["so"])
    actions.edit_local_offer(
        house, LocalOffer(OFFER, languages=("so",), districts=(world.south,)), by=world.by, at=NOW
    )
    world.association(name="Tysta föreningen")
    client = browser(world.pact, make_staff(world.pact, StaffRole.COUNSELLOR))

    def names(query: str = "") -> list[bool]:
        html = client.get(f"/local-offers/?{query}").content.decode()
        return [f">{name}</a>" in html for name in ("Föreningen", "Tysta föreningen")]

    assert names() == [True, False]
    assert names(f"district={world.south.pk}") == [True, False]
    assert names(f"district={world.north.pk}") == [False, False]
    assert [names("language=so"), names("language=ar")] == [[True, False], [False, False]]


def test_see_local_offers_costs_the_same_for_few_and_many(world: World) -> None:
    client, counts = browser(world.pact, world.by), []
    for number in (3, 27):
        for _n in range(number):
            offer = LocalOffer(OFFER, languages=("so",), districts=(world.south, world.north))
            actions.edit_local_offer(world.association(), offer, by=world.by, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            client.get("/local-offers/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
