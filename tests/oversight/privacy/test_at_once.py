"""Two things about one person at the same moment, on real connections: one holds, nobody crashes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from pakten.activities.opportunities.actions.proposals import present_person
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.base.notices.models import Message
from pakten.oversight.privacy.actions.asking import ask_erasure, cancel_erasure
from pakten.oversight.privacy.actions.erasing import carry_out_erasure
from pakten.oversight.privacy.models import Erasure
from pakten.parties.people.actions import withdraw_consent
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.world import NOW, inside

DUE = NOW + timedelta(days=40)


@pytest.fixture
def world(transactional_db: None) -> PlacementWorld:
    with transaction.atomic():
        return PlacementWorld()


def at_once(world: PlacementWorld, *acts: Callable[[], Any]) -> list[str]:
    """What each of the simultaneous tries came to, in the order they are given."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> str:
        try:
            gate.wait(10)
            with inside(world.pact, world.counsellor):
                return "no" if act() is False else "done"
        except ValidationError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def asked(world: PlacementWorld) -> Erasure:
    with inside(world.pact, world.counsellor):
        return ask_erasure(world.person, by=world.counsellor, at=NOW)


def test_ask_erasure_pressed_four_times_at_once_is_one_request(world: PlacementWorld) -> None:
    press = lambda: ask_erasure(world.person, by=world.counsellor, at=NOW)  # noqa: E731
    assert sorted(at_once(world, *[press] * 4)) == ["done", "refused", "refused", "refused"]
    with inside(world.pact):
        assert Erasure.objects.count() == 1


@pytest.mark.parametrize("turn", range(4))
def test_cancel_erasure_while_the_job_runs_keeps_all_or_nothing(
    world: PlacementWorld, turn: int
) -> None:
    erasure = asked(world)
    acts = [
        lambda: cancel_erasure(world.person, by=world.counsellor, at=DUE),
        lambda: carry_out_erasure(erasure.pk, at=DUE),
    ]
    found = at_once(world, *(acts if turn % 2 else acts[::-1]))
    kept, gone = found if turn % 2 else found[::-1]
    with inside(world.pact):
        told = (kept, gone, Participant.objects.count(), Erasure.objects.get().state)
    assert told in {("done", "no", 1, "cancelled"), ("refused", "done", 0, "done")}


def test_the_job_run_by_two_workers_erases_once(world: PlacementWorld) -> None:
    erasure = asked(world)
    run = lambda: carry_out_erasure(erasure.pk, at=DUE)  # noqa: E731
    assert sorted(at_once(world, run, run)) == ["done", "no"]


@pytest.mark.parametrize("turn", range(4))
def test_a_yes_taken_back_while_the_person_is_presented_shows_no_name(
    world: PlacementWorld, turn: int
) -> None:
    with inside(world.pact, world.counsellor):
        placement = world.placement("accepted")
    acts = [
        lambda: present_person(placement, by=world.counsellor, at=NOW),
        lambda: withdraw_consent(
            world.person, Purpose.PRESENTING, by=world.counsellor, at=NOW
        ),
    ]  # fmt: skip
    found = at_once(world, *(acts if turn % 2 else acts[::-1]))
    assert (found if turn % 2 else found[::-1])[1] == "done"
    with inside(world.pact):
        kept = Placement.objects.get(pk=placement.pk)
        named = Message.objects.filter(subject__contains=str(world.person)).count()
        page = browser(world.pact, world.member).get(f"/placements/{placement.pk}/")
    assert kept.state in {PlacementState.ACCEPTED, PlacementState.PRESENTED}
    assert (named, str(world.person) in page.content.decode()) == (0, False)
