"""A worker killed between the steps of its work: the next one does the rest, and all of it once."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from pakten.activities.opportunities.models import FollowUp, Placement, PlacementLink
from pakten.activities.rounds.actions.publishing import publish_round
from pakten.activities.rounds.models import Round
from pakten.activities.rounds.states import RoundState
from pakten.base.notices.models import Message, Notice
from tests.factories.openings import PlacementWorld, make_placement
from tests.factories.rounds import RoundWorld
from tests.factories.world import days, inside

pytestmark = pytest.mark.slow
PUBLISHING = "pakten.activities.rounds.actions.publishing"
ASKING = "pakten.activities.pulses.actions.asking"


def die_in_the_work(url: str, *words: str) -> None:
    """Run a worker until it is killed at the place that the words name."""
    call = [sys.executable, "-m", "tests.config.dying", *words]
    worker = subprocess.Popen(call, env=os.environ | {"DATABASE_URL": url})
    try:
        assert worker.wait(120) == -signal.SIGKILL
    finally:
        worker.kill()
        worker.wait()


def end_the_work(url: str, is_done: Callable[[], bool]) -> None:
    """Another worker, when the killed one counts as gone; it ends when all is done."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '20 s'")
    call = [sys.executable, "-m", "pakten.config.cli", "worker"]
    worker = subprocess.Popen(call, env=os.environ | {"DATABASE_URL": url})
    try:
        deadline = time.monotonic() + 120
        while not is_done():
            assert time.monotonic() < deadline, "the next worker did not do the rest"
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    finally:
        worker.kill()
        worker.wait()


def waiting(task: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs"
            " WHERE task_name = %s AND status::text IN ('todo', 'doing')", [task],
        )  # fmt: skip
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("name", "call", "when", "asked"),
    [
        ("publish_next", "2", "after", 1),
        ("publish_next", "4", "after", 3),
    ],
    ids=["while asking the second", "while telling"],
)
def test_publish_round_by_a_killed_worker_asks_and_tells_everybody_once(
    database_url: str, name: str, call: str, when: str, asked: int
) -> None:
    with transaction.atomic():
        world = RoundWorld(people=4, places=3)
    with inside(world.pact, world.coordinator):
        each = publish_round(world.solved(), by=world.coordinator, at=timezone.now())
    die_in_the_work(database_url, PUBLISHING, name, call, when)
    with inside(world.pact, world.coordinator):
        assert Placement.objects.count() == asked
        assert Round.objects.get(pk=each.pk).state == RoundState.PUBLISHING
    end_the_work(database_url, lambda: waiting("publish_pairs") == 0)
    with inside(world.pact, world.coordinator):
        assert Round.objects.get(pk=each.pk).state == RoundState.PUBLISHED
        people = Counter(Placement.objects.values_list("participant_id", flat=True))
        assert (len(people), set(people.values())) == (3, {1})
        told = Counter(Notice.objects.values_list("about", "to"))
        assert set(told.values()) == {1}
        assert sum("without" in about for about, _to in told) == 1


def due_follow_ups() -> PlacementWorld:
    """Three people in places, each asked how it goes today."""
    with transaction.atomic():
        world = PlacementWorld()
    with inside(world.pact, world.counsellor):
        for number in range(3):
            person = world.another(email=f"p{number}@pakten.example")
            placement = make_placement(
                world.opening, person, world.counsellor, "started", started_on=days(-40)
            )
            FollowUp.objects.create(
                pact=world.pact, placement=placement, months=1, side="person", due_on=days(-1)
            )
    return world


@pytest.mark.parametrize("when", ["before", "after"])
def test_ask_follow_ups_by_a_killed_worker_writes_to_everybody_once(
    database_url: str, when: str
) -> None:
    world = due_follow_ups()
    now = int(timezone.now().timestamp())
    app.configure_task("ask_all_follow_ups", allow_unknown=True).defer(timestamp=now)
    die_in_the_work(database_url, ASKING, "_send", "2", when)
    end_the_work(database_url, lambda: waiting("ask_all_follow_ups") == 0)
    with inside(world.pact, world.counsellor):
        people = Counter(Message.objects.filter(to__startswith="p").values_list("to", flat=True))
        assert {to: people[f"{to}@pakten.example"] for to in ("p0", "p1", "p2")} == {
            "p0": 1, "p1": 1, "p2": 1,
        }  # fmt: skip
        assert Message.objects.count() == FollowUp.objects.filter(asked=1).count()
        assert not FollowUp.objects.filter(asked__gt=1).exists()
        assert not PlacementLink.objects.filter(revoked_at__isnull=False).exists()
