"""What the tests of surveys share."""

from collections.abc import Iterator

import pytest

from tests.factories.surveys import World
from tests.factories.world import inside


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact):
        yield made
