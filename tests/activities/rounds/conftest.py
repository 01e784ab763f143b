"""The world these tests stand in."""

from collections.abc import Iterator

import pytest

from tests.factories.rounds import RoundWorld
from tests.factories.world import inside


@pytest.fixture
def world(db: None) -> Iterator[RoundWorld]:
    made = RoundWorld()
    with inside(made.pact, made.coordinator):
        yield made
