"""`pakten ledger check`: one line and 0 where every figure is the sum of its rows, else which are not."""

from argparse import Namespace
from collections.abc import Iterator

import pytest
from django.db import connection

from pakten.agreements.results.models import Cell
from pakten.config.commands import ledger
from pakten.config.refusal import Refusal
from tests.agreements.results.test_record_outcome import World
from tests.factories.world import TODAY, inside


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        made.record(quantity=2)
        yield made


def test_ledger_check_says_that_the_figures_are_right(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = Cell.objects.count()
    assert ledger.check(Namespace(pact=world.pact.slug)) == 0
    assert capsys.readouterr().out == f"{figures} figures equal the ledger\n"


def test_ledger_check_lists_what_differs(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("UPDATE results_cell SET quantity = 9 WHERE dimension = 'total'")
        cursor.execute("SET LOCAL ROLE pakten_app")
    assert ledger.check(Namespace(pact=None)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[1:] == [
        f"{world.pact.slug}\t{TODAY.year}\t{world.measure.code}\ttotal\t-"
    ]


def test_ledger_check_of_a_pact_that_is_not_there(world: World) -> None:
    with pytest.raises(Refusal):
        ledger.check(Namespace(pact="nowhere"))
