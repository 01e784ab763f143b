"""Every test of sealing runs inside a pact that has a key and one letter in force."""

from collections.abc import Iterator

import pytest

from tests.factories.sealing import Sealing
from tests.factories.world import inside


@pytest.fixture
def world(db: None) -> Iterator[Sealing]:
    made = Sealing()
    with inside(made.pact, made.by):
        yield made
