"""Two at once never take more places than there are: real connections, real locks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from pakten.activities.opportunities.actions.placements import start_placement
from pakten.activities.opportunities.actions.proposals import agree_placement, present_person
from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.states import TAKES_SEAT, PlacementState
from pakten.agreements.results.models import Outcome
from tests.factories.openings import PlacementWorld, make_opening, make_placement
from tests.factories.world import TODAY, inside

P = PlacementState


@pytest.fixture
def world(transactional_db: None) -> PlacementWorld:
    with transaction.atomic():
        return PlacementWorld()


def at_once(world: PlacementWorld, placements: list[Placement], verb: str) -> list[str]:
    """What each of the simultaneous tries came to."""
    gate = Barrier(len(placements))
    acts = {
        "agree": lambda p: agree_placement(
            p, starts_on=TODAY, by=world.counsellor, at=timezone.now()
        ),
        "start": lambda p: start_placement(
            p, started_on=TODAY, by=world.counsellor, at=timezone.now()
        ),
        "present": lambda p: present_person(p, by=world.counsellor, at=timezone.now()),
    }

    def one(placement: Placement) -> str:
        try:
            gate.wait(10)
            with inside(world.pact, world.counsellor):
                acts[verb](placement)
        except ValidationError:
            return "refused"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(placements)) as pool:
        return sorted(pool.map(one, placements))


def make_four(world: PlacementWorld, state: PlacementState) -> tuple[Opening, list[Placement]]:
    with inside(world.pact, world.counsellor):
        opening = make_opening(world.house, world.coordinator, seats=2)
        people = [world.another(given_name=f"Person {n}") for n in range(4)]
        return opening, [make_placement(opening, p, world.counsellor, state) for p in people]


def test_four_agreements_at_once_take_two_places(world: PlacementWorld) -> None:
    opening, four = make_four(world, P.INTERVIEWED)
    assert at_once(world, four, "agree") == ["done", "done", "refused", "refused"]
    with inside(world.pact):
        assert opening.placements.filter(state__in=TAKES_SEAT).count() == 2


def test_one_started_twice_at_once_counts_once(world: PlacementWorld) -> None:
    with inside(world.pact, world.counsellor):
        placement = world.placement(P.AGREED)
    assert at_once(world, [placement] * 3, "start") == ["done", "refused", "refused"]
    with inside(world.pact):
        assert Outcome.objects.count() == 1


def test_presenting_at_once_for_the_last_place_waits_for_its_turn(world: PlacementWorld) -> None:
    opening, four = make_four(world, P.ACCEPTED)
    with inside(world.pact, world.counsellor):
        for person in ("A", "B"):
            make_placement(opening, world.another(given_name=person), world.counsellor, P.AGREED)
    assert at_once(world, four, "present") == ["refused"] * 4
