"""Every test of events runs inside a pact, as its coordinator."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pakten.agreements.events.models import Event
from pakten.base.access import Actor
from pakten.parties.pacts.models import Pact
from tests.factories.events import make_event
from tests.factories.world import inside, make_pact, make_staff


@dataclass
class Calendar:
    pact: Pact
    by: Actor
    event: Event


@pytest.fixture
def calendar(db: None) -> Iterator[Calendar]:
    pact = make_pact()
    by = make_staff(pact)
    with inside(pact, by):
        yield Calendar(pact, by, make_event(pact, by))
