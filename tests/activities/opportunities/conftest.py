"""The world most of these tests stand in."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.factories.openings import PlacementWorld
from tests.factories.world import inside


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Messages in the language of the code, whatever is translated."""
    with translation.override("en"):
        yield


@pytest.fixture
def world(db: None) -> Iterator[PlacementWorld]:
    made = PlacementWorld()
    with inside(made.pact, made.coordinator):
        yield made
