"""Every test of letters runs inside a pact, as its coordinator."""

from collections.abc import Iterator

import pytest

from tests.factories.drafting import Two
from tests.factories.signing import World
from tests.factories.world import inside


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made


@pytest.fixture
def two(db: None) -> Iterator[Two]:
    made = Two()
    with inside(made.pact, made.by):
        yield made
