"""A posted job is an offer, once for each place, as the opening stands."""

import pytest

from pakten.activities.opportunities.actions.openings import (
    Described,
    close_opening,
    edit_opening,
    post_opening,
)
from pakten.activities.opportunities.models import Opening
from pakten.agreements.results.models import Outcome
from pakten.parties.pacts.models import Measure
from pakten.parties.pacts.states import Deed
from tests.factories.openings import PlacementWorld
from tests.factories.world import NOW, make_measure


@pytest.fixture
def offers(world: PlacementWorld) -> Measure:
    return make_measure(world.pact, Deed.JOB_OFFERED, per_person=False)


def post(world: PlacementWorld, **values: object) -> Opening:
    described = Described({"kind": "job", "title": "Cook", "seats": 3, **values})
    return post_opening(world.house, described, by=world.member, at=NOW)


def edit(world: PlacementWorld, opening: Opening, **values: object) -> Opening:
    return edit_opening(opening, Described(values), by=world.member, at=NOW)


def counted(measure: Measure) -> list[int]:
    rows = Outcome.objects.filter(measure=measure).order_by("pk")
    return list(rows.values_list("quantity", flat=True))


def test_post_opening_counts_every_place_of_a_job(world: PlacementWorld, offers: Measure) -> None:
    post(world)
    assert counted(offers) == [3]


@pytest.mark.parametrize("kind", ["internship", "study_visit"])
def test_post_opening_of_another_kind_is_no_offer(
    world: PlacementWorld, offers: Measure, kind: str
) -> None:
    post(world, kind=kind)
    assert counted(offers) == []


def test_edit_opening_takes_the_old_number_back(world: PlacementWorld, offers: Measure) -> None:
    opening = edit(world, post(world), seats=5)
    assert counted(offers) == [3, -3, 5]
    edit(world, opening, title="Head cook")
    assert counted(offers) == [3, -3, 5]


def test_edit_opening_to_an_internship_takes_the_offer_back(
    world: PlacementWorld, offers: Measure
) -> None:
    edit(world, post(world), kind="internship")
    assert counted(offers) == [3, -3]


def test_close_opening_leaves_the_offer(world: PlacementWorld, offers: Measure) -> None:
    close_opening(post(world), by=world.member, at=NOW)
    assert counted(offers) == [3]


def test_post_opening_where_no_measure_counts_offers(world: PlacementWorld) -> None:
    post(world)
    assert Outcome.objects.count() == 0
