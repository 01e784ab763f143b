"""Two who do something with one need at the same moment, on real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from pakten.activities.opportunities.actions.drafts import publish_opening
from pakten.activities.opportunities.actions.keeping import pause_opening
from pakten.activities.opportunities.actions.openings import close_opening
from pakten.activities.opportunities.actions.proposals import propose_placement
from pakten.activities.opportunities.models import Opening, Placement
from pakten.agreements.results.models import Outcome
from pakten.base.terms.models import Concept
from pakten.parties.pacts.states import Deed
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.world import NOW, days, inside, make_measure

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def world(db: None) -> PlacementWorld:
    reverse("see_openings")  # the addresses are read before anybody holds a lock, as in a server
    with transaction.atomic():
        return PlacementWorld()


def at_once(*works: Any) -> list[str]:
    """Each in a thread of its own, started together; a refusal is answered with its name."""
    start = Barrier(len(works))

    def run(work: Any) -> str:
        try:
            start.wait()
            work()
        except (ValidationError, IntegrityError) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_publish_opening_by_two_at_once_posts_once(world: PlacementWorld) -> None:
    with inside(world.pact):
        make_measure(world.pact, Deed.JOB_OFFERED)
        draft = make_opening(
            world.house, world.member, state="draft", starts_on=days(30), supervisor="Mona",
            agreement="HRF", occupation=Concept.objects.get(key="ssyk:9412"),
        )  # fmt: skip

    def post(by: Any) -> Any:
        def act() -> None:
            with inside(world.pact, by):
                publish_opening(draft, by=by, at=NOW)

        return act

    assert sorted(at_once(post(world.member), post(world.coordinator))) == [
        "ValidationError", "done",
    ]  # fmt: skip
    with inside(world.pact):
        assert Opening.objects.get(pk=draft.pk).state == "open"
        assert Outcome.objects.filter(source__startswith=f"opening:{draft.pk}:").count() == 1


@pytest.mark.parametrize("way", ["pause", "close"])
def test_propose_placement_while_it_is_taken_away(world: PlacementWorld, way: str) -> None:
    """Either the proposal came first, or it is refused; nobody waits for a place that is closed."""

    def take() -> None:
        with inside(world.pact, world.member):
            if way == "pause":
                pause_opening(world.opening, reason="holiday", by=world.member, at=NOW)
            else:
                close_opening(world.opening, by=world.member, at=NOW)

    def propose() -> None:
        with inside(world.pact, world.counsellor):
            propose_placement(world.opening, world.person, by=world.counsellor, at=NOW)

    taken, proposed = at_once(take, propose)
    with inside(world.pact):
        states = [placement.state for placement in Placement.objects.all()]
        after = "proposed" if way == "pause" else "declined"
        assert states == ([after] if proposed == "done" else [])
        assert Opening.objects.get(pk=world.opening.pk).state == {"pause": "paused"}.get(
            way, "closed"
        )
    assert taken == "done"


def test_propose_placement_to_one_person_by_two_at_once_asks_once(world: PlacementWorld) -> None:
    def propose() -> None:
        with inside(world.pact, world.counsellor):
            propose_placement(world.opening, world.person, by=world.counsellor, at=NOW)

    assert sorted(at_once(propose, propose)) == ["ValidationError", "done"]
    with inside(world.pact):
        assert Placement.objects.count() == 1
