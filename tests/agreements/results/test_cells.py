"""The sums kept beside the ledger are the ledger's sums, whatever is recorded and taken back."""

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from pakten.agreements.results.actions import Happening, Traits, append_outcome, append_reversal
from pakten.agreements.results.models import Cell, Outcome
from pakten.agreements.results.queries import wrong_cells
from pakten.agreements.results.states import Additionality, Dimension, Evidence
from pakten.base.statistics.states import AgeBand, Gender, SwedishStage
from pakten.parties.pacts.models import CooperationForm
from tests.agreements.results.test_record_outcome import World
from tests.factories.world import NOW, TODAY, inside, make_pact, text


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        made.form = CooperationForm.objects.create(
            pact=made.pact, activity=made.measure.activity, code="visits", name=text("Visits")
        )
        yield made


def record(world: World, number: int, chance: random.Random) -> Outcome:
    traits = Traits(
        gender=chance.choice([*Gender.values, ""]),
        age_band=chance.choice([*AgeBand.values, ""]),
        language_stage=chance.choice([*SwedishStage.values, ""]),
    )
    happening = Happening(
        measure=world.measure,
        organisation=world.house,
        occurred_on=TODAY - timedelta(days=chance.randrange(900)),
        quantity=chance.randrange(1, 4),
        source=f"test:{number}",
        evidence=chance.choice(list(Evidence)),
        additionality=chance.choice(list(Additionality)),
        traits=traits,
        form=chance.choice([world.form, None]),
    )
    return append_outcome(happening, by=world.by, at=NOW)


@pytest.mark.parametrize("seed", range(4))
def test_cells_equal_the_ledger_after_deeds_and_reversals(world: World, seed: int) -> None:
    chance = random.Random(seed)
    rows = [record(world, number, chance) for number in range(30)]
    for row in chance.sample(rows, 9):
        append_reversal(row, reason="A mistake", by=world.by, at=NOW)
    assert wrong_cells() == []
    total = Cell.objects.filter(dimension=Dimension.TOTAL)
    assert set(Cell.objects.values_list("dimension", flat=True)) == set(Dimension)
    assert sum(cell.rows for cell in total) == 30 - 9
    assert sum(cell.quantity for cell in total) == sum(
        Outcome.objects.values_list("quantity", flat=True)
    )


def test_a_refused_deed_leaves_no_trace_in_the_cells(world: World) -> None:
    record(world, 1, random.Random(1))
    before = list(Cell.objects.order_by("pk").values())
    with pytest.raises(DatabaseError), transaction.atomic():
        record(world, 1, random.Random(2))
    assert list(Cell.objects.order_by("pk").values()) == before


def test_cells_are_not_the_apps_to_write(world: World) -> None:
    record(world, 1, random.Random(1))
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Cell.objects.update(quantity=1000)


def test_cells_of_another_pact_are_not_seen(world: World) -> None:
    record(world, 1, random.Random(1))
    with inside(make_pact()):
        assert list(Cell.objects.all()) == []


def test_wrong_cells_are_found(world: World) -> None:
    record(world, 1, random.Random(1))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("UPDATE results_cell SET quantity = quantity + 1 WHERE dimension = 'total'")
        cursor.execute("SET LOCAL ROLE pakten_app")
    assert [dimension for dimension, _m, _y, _v in wrong_cells()] == ["total"]
