"""Every test of check-ins runs inside a pact, as its coordinator."""

from collections.abc import Iterator

import pytest

from tests.factories.followup import World
from tests.factories.world import inside


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made
