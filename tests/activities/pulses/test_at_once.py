"""Sent twice at once: real connections, real locks, one answer and one row that counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from pakten.activities.opportunities.actions.follow_ups import follow_up_placement
from pakten.activities.opportunities.actions.links import About, reader_of
from pakten.activities.opportunities.actions.placements import start_placement
from pakten.activities.opportunities.actions.proposals import accept_proposal
from pakten.activities.opportunities.models import Made, Placement
from pakten.activities.opportunities.states import Side
from pakten.activities.pulses.actions import Week, answer_pulse, ask_week
from pakten.activities.pulses.models import Pulse
from pakten.agreements.results.models import Outcome
from pakten.base.notices.models import Message, Notice
from tests.factories.openings import PlacementWorld
from tests.factories.pulses import WEEK, make_key, make_supervision
from tests.factories.world import TODAY, days, inside


@pytest.fixture
def world(transactional_db: None) -> PlacementWorld:
    with transaction.atomic():
        return PlacementWorld()


def at_once(world: PlacementWorld, act: Callable[[], Any], times: int = 4) -> list[str]:
    """What each of the simultaneous tries came to."""
    gate = Barrier(times)

    def one(_number: int) -> str:
        try:
            gate.wait(10)
            with inside(world.pact, world.counsellor):
                act()
        except ValidationError:
            return "refused"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(one, range(times)))


def begun(world: PlacementWorld) -> Placement:
    """Started, with a deed in the ledger and questions that are due."""
    with inside(world.pact, world.counsellor):
        placement = world.placement("agreed")
        start_placement(placement, started_on=TODAY, by=world.counsellor, at=timezone.now())
        placement.follow_ups.update(due_on=days(-1))
        make_supervision(placement)
    return placement


def key(world: PlacementWorld, placement: Placement, about: About, months: int = 0) -> Made:
    side = Side.PERSON if about == About.PROPOSAL else Side.EMPLOYER
    with inside(world.pact):
        return make_key(placement, about, side, months)


def test_one_follow_up_sent_four_times_carries_the_answer_once(world: PlacementWorld) -> None:
    placement = begun(world)
    link = key(world, placement, About.FOLLOW_UP, months=1).link
    found = at_once(
        world,
        lambda: follow_up_placement(
            placement, months=1, side=Side.EMPLOYER, answer="well", additionality="no",
            by=reader_of(link), at=timezone.now(),
        ),
    )  # fmt: skip
    assert found == ["done", "refused", "refused", "refused"]
    with inside(world.pact):
        assert (Outcome.objects.count(), sum(o.quantity for o in Outcome.objects.all())) == (3, 1)


def test_one_yes_by_link_sent_four_times_is_one_yes(world: PlacementWorld) -> None:
    with inside(world.pact, world.counsellor):
        placement = world.placement()
    by = reader_of(key(world, placement, About.PROPOSAL).link)
    found = at_once(
        world, lambda: accept_proposal(placement, shown_profile="I cook.", by=by, at=timezone.now())
    )
    assert found == ["done", "refused", "refused", "refused"]


def test_one_week_sent_four_times_is_one_week_and_one_call(world: PlacementWorld) -> None:
    placement = begun(world)
    link = key(world, placement, About.WEEK).link
    said = Week("hard", call_me=True)
    found = at_once(
        world,
        lambda: answer_pulse(
            placement, WEEK, said, side=Side.EMPLOYER, link=link, at=timezone.now()
        ),
    )
    assert found == ["done"] * 4
    with inside(world.pact):
        calls = Notice.objects.filter(about__contains=":call:").count()
        assert (Pulse.objects.count(), calls) == (1, 1)


def test_friday_run_by_four_workers_asks_once(world: PlacementWorld) -> None:
    placement = begun(world)
    assert at_once(world, lambda: ask_week(placement, at=timezone.now())) == ["done"] * 4
    with inside(world.pact):
        assert Pulse.objects.filter(side=Side.EMPLOYER).count() == 1
        assert Message.objects.filter(to="anders@pakten.example").count() == 1
