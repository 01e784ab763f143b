"""The world the tests of the annual report share."""

from collections.abc import Iterator

import pytest

from tests.factories.annual import AnnualWorld
from tests.factories.world import inside


@pytest.fixture
def world(db: None) -> Iterator[AnnualWorld]:
    made = AnnualWorld(is_example=False)
    with inside(made.pact, made.writer):
        yield made.fill()
