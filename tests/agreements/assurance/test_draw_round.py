"""Each month a few deeds told by one side are drawn, once, so that it can be checked."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from pakten.agreements.assurance.actions import (
    draw_again,
    draw_all_samples,
    draw_round,
    remind_samples,
)
from pakten.agreements.assurance.models import Round, Sample, Sampling
from pakten.agreements.assurance.rules import Draw, drawn
from pakten.agreements.assurance.states import Side
from pakten.agreements.results.actions import append_reversal, confirm_outcome
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.base.days import month_before
from pakten.base.notices.models import Message, Notice
from tests.agreements.results.test_record_outcome import World
from tests.factories.world import NOW, TODAY, inside, make_representative

MONTH = TODAY.replace(day=1)
NEXT = NOW + timedelta(days=32)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made


def tell(world: World, number: int, **changes: Any) -> list[Outcome]:
    first = Outcome.objects.count()
    told = {"evidence": Evidence.SELF_REPORTED, **changes}
    return [world.record(source=f"test:{first + n}", **told) for n in range(number)]


@pytest.mark.parametrize(
    ("population", "size"), [(0, 0), (2, 2), (20, 3), (61, 4), (400, 20), (40_000, 50)]
)
def test_draw_takes_a_share_within_bounds(population: int, size: int) -> None:
    assert Draw().size(population) == size


def test_drawn_is_the_same_for_the_same_seed() -> None:
    ids = range(1, 1000)
    assert drawn(ids, 20, "a") == drawn(reversed(ids), 20, "a")
    assert drawn(ids, 20, "a") != drawn(ids, 20, "b")
    assert len(set(drawn(ids, 20, "a"))) == 20


def test_draw_round_once_a_month_and_only_what_one_side_told(world: World) -> None:
    told = tell(world, 30)
    tell(world, 5, evidence=Evidence.CONFIRMED)
    append_reversal(told[0], reason="x", by=world.by, at=NOW)
    made = draw_round(world.pact, MONTH, at=NEXT)
    assert made is not None
    assert (made.population, made.samples.count()) == (29, 3)
    assert set(made.samples.values_list("outcome", flat=True)) <= {row.pk for row in told[1:]}
    assert draw_round(world.pact, MONTH, at=NEXT) is None
    assert Round.objects.count() == 1


def test_draw_again_gives_the_same_also_when_the_ledger_has_moved_on(world: World) -> None:
    told = tell(world, 20)
    made = draw_round(world.pact, MONTH, at=NEXT)
    assert made is not None
    chosen = sorted(made.samples.values_list("outcome", flat=True))
    later = NEXT + timedelta(hours=1)
    rest = [row for row in told if row.pk not in chosen]
    append_reversal(rest[0], reason="x", by=world.by, at=later)
    confirm_outcome(Outcome.objects.get(pk=chosen[0]), reason="x", by=None, at=later)
    assert draw_again(made) == chosen


def test_draw_round_asks_the_side_that_did_not_tell(world: World) -> None:
    member = make_representative(world.house)
    (by_city,) = tell(world, 1)
    (by_member,) = tell(world, 1)
    row = Outcome(**{f.attname: getattr(by_member, f.attname) for f in Outcome._meta.fields})
    row.pk, row.source, row.recorded_by_id = None, "test:9", member.account_id
    row.save()
    draw_round(world.pact, MONTH, at=NEXT)
    sides = dict(Sample.objects.values_list("outcome", "side"))
    assert sides == {by_city.pk: Side.MEMBER, by_member.pk: Side.MEMBER, row.pk: Side.OFFICE}
    assert Message.objects.filter(body__contains="/checks/").count() == 2
    assert Notice.objects.filter(path__startswith="/samples/").count() == 1


def test_draw_round_follows_the_pacts_own_numbers(world: World) -> None:
    Sampling.objects.create(pact=world.pact, share=50, fewest=1, most=8)
    tell(world, 30)
    made = draw_round(world.pact, MONTH, at=NEXT)
    assert made is not None
    assert (made.share, made.samples.count()) == (50, 8)


def test_remind_samples_once_each(world: World) -> None:
    tell(world, 2)
    draw_round(world.pact, MONTH, at=NEXT)
    before = set(Sample.objects.values_list("token_hash", flat=True))
    assert remind_samples(world.pact, at=NEXT + timedelta(days=9)) == 0
    assert remind_samples(world.pact, at=NEXT + timedelta(days=11)) == 2
    assert remind_samples(world.pact, at=NEXT + timedelta(days=30)) == 0
    assert not before & set(Sample.objects.values_list("token_hash", flat=True))
    assert Message.objects.filter(body__contains="/checks/").count() == 4


def test_draw_all_samples_is_safe_to_run_twice(world: World) -> None:
    tell(world, 4)
    Outcome.objects.all()
    for _time in range(2):
        draw_all_samples(0)
    assert [made.month for made in Round.objects.all()] == [month_before(TODAY)]
