"""What two do at the same moment, on real transactions: once, and the second is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from pakten.agreements.assurance.actions import draw_round
from pakten.agreements.assurance.models import Round, Sample
from pakten.agreements.results.states import Evidence
from pakten.oversight.annual.models import LockedYear
from pakten.parties.pacts.actions.targets import Aim, Seen, set_target
from pakten.parties.pacts.models import Target
from tests.agreements.results.test_record_outcome import World
from tests.agreements.signing.test_together import at_once
from tests.factories.annual import AnnualWorld
from tests.factories.shape import Shape
from tests.factories.world import NOW, TODAY, inside, make_measure

LATER = timedelta(days=32)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_draw_round_twice_at_the_same_moment_draws_once() -> None:
    world = World()
    with inside(world.pact, world.by):
        for number in range(6):
            world.record(source=f"test:{number}", evidence=Evidence.SELF_REPORTED)

    def work(_n: int) -> bool:
        with inside(world.pact), transaction.atomic():
            return draw_round(world.pact, TODAY.replace(day=1), at=NOW + LATER) is not None

    assert sorted(map(bool, at_once(3, work))) == [False, False, True]
    with inside(world.pact, world.by):
        assert (Round.objects.count(), Sample.objects.count()) == (1, 3)


def test_lock_year_twice_at_the_same_moment_locks_once() -> None:
    world = AnnualWorld(is_example=False)
    with inside(world.pact, world.writer):
        world.fill()

    def work(_n: int) -> bool:
        try:
            with inside(world.pact, world.writer), transaction.atomic():
                world.lock()
        except ValidationError:
            return False
        return True

    assert sorted(map(bool, at_once(2, work))) == [False, True]
    with inside(world.pact, world.writer):
        assert LockedYear.objects.count() == 1


def test_set_target_at_the_same_moment_writes_over_nobody_unseen() -> None:
    shape = Shape()
    with inside(shape.pact, shape.admin):
        make_measure(shape.pact, code="hires")

    def work(number: int) -> bool:
        aim = Aim(kin="hires", year=TODAY.year)
        try:
            with inside(shape.pact, shape.admin), transaction.atomic():
                set_target(shape.pact, aim, 10 + number, by=shape.admin, at=NOW, seen=Seen(None))
        except ValidationError:
            return False
        return True

    assert sorted(map(bool, at_once(3, work))) == [False, False, True]
    with inside(shape.pact, shape.admin):
        assert Target.objects.count() == 1
