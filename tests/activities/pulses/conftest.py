"""The world most of these tests stand in: a placement that has started, with a supervisor."""

from collections.abc import Iterator

import pytest

from pakten.activities.opportunities.actions.placements import make_follow_ups
from pakten.activities.opportunities.models import Placement
from tests.factories.openings import PlacementWorld
from tests.factories.pulses import make_supervision
from tests.factories.world import days, inside


@pytest.fixture
def world(db: None) -> Iterator[PlacementWorld]:
    made = PlacementWorld()
    with inside(made.pact, made.coordinator):
        yield made


@pytest.fixture
def begun(world: PlacementWorld) -> Placement:
    placement = world.placement("started", started_on=days(-40))
    make_follow_ups(placement)
    make_supervision(placement)
    return placement
