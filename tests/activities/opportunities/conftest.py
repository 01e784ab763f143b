"""The world most of these tests stand in."""

from collections.abc import Iterator

import pytest

from tests.factories.openings import PlacementWorld
from tests.factories.world import inside


@pytest.fixture
def world(db: None) -> Iterator[PlacementWorld]:
    made = PlacementWorld()
    with inside(made.pact, made.coordinator):
        yield made
