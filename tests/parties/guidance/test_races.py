"""Two who do the same thing at the same moment, on real transactions: one of them does it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from pakten.parties.guidance.actions import keep_apart, merge_people, start_session
from pakten.parties.guidance.models import Session, TwinVerdict
from pakten.parties.people.models import Participant
from tests.factories.people import make_participant
from tests.factories.world import NOW, inside
from tests.parties.guidance.conftest import Guidance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def begin() -> Guidance:
    with transaction.atomic():
        return Guidance()


def at_once(count: int, work: Any) -> list[Any]:
    """Run `work(n)` in as many threads, started together; a refusal is answered with its name."""
    start = Barrier(count)

    def run(n: int) -> Any:
        try:
            start.wait()
            return work(n)
        except (ValidationError, IntegrityError) as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_start_session_by_two_at_once_makes_one() -> None:
    world = begin()
    leaders = (world.counsellor, world.colleague)
    values = {"way": "meeting", "language": "ar", "interpreting": "none"}

    def start(n: int) -> str:
        with inside(world.pact, leaders[n]):
            start_session(world.person, values, by=leaders[n], at=NOW)
        return "started"

    assert sorted(at_once(2, start)) == ["IntegrityError", "started"]
    with inside(world.pact):
        assert Session.objects.count() == 1


def test_merge_people_and_keep_apart_at_once_is_one_decision() -> None:
    world = begin()
    with inside(world.pact):
        twin = make_participant(
            world.pact, world.colleague, given_name="Amaal", family_name="Hadad"
        )

    def decide(n: int) -> str:
        with inside(world.pact, world.counsellor):
            if n:
                merge_people(world.person, twin, by=world.counsellor, at=NOW)
            else:
                keep_apart(twin, world.person, by=world.colleague, at=NOW)
        return "decided"

    assert sorted(at_once(2, decide)) == ["ValidationError", "decided"]
    with inside(world.pact):
        verdict = TwinVerdict.objects.get().verdict
        left = Participant.objects.filter(pk=twin.pk).exists()
        assert left == (verdict == "apart")


def test_merge_people_by_two_at_once_merges_once() -> None:
    world = begin()
    with inside(world.pact):
        twin = make_participant(
            world.pact, world.colleague, given_name="Amaal", family_name="Hadad"
        )
    pairs = ((world.person, twin), (twin, world.person))

    def merge(n: int) -> str:
        with inside(world.pact, world.counsellor):
            merge_people(*pairs[n], by=world.counsellor, at=NOW)
        return "merged"

    assert sorted(at_once(2, merge)) == ["ValidationError", "merged"]
    with inside(world.pact):
        assert TwinVerdict.objects.filter(verdict="same").count() == 1
