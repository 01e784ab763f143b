"""Measures counted inside others: what is told of them, worked out by hand."""

from datetime import date

import pytest

from pakten.agreements.results.states import Dimension
from pakten.oversight.reports.nesting import told_beside
from pakten.oversight.reports.shown import ShownFigures, crossed, shown_figures
from pakten.parties.pacts.models import Measure, Pact
from tests.factories.deeds import make_deeds
from tests.factories.world import inside, make_district, make_measure, make_organisation, make_pact

pytestmark = pytest.mark.django_db
SPLITS = (Dimension.GENDER, Dimension.DISTRICT, Dimension.MONTH)


@pytest.mark.parametrize(
    ("outer", "inner", "told"),
    [
        (20, {"a": 10}, [["a"]]),
        (20, {"a": 20}, [["a"]]),
        (20, {"a": 17}, []),
        (20, {"a": 3}, []),
        (None, {"a": 3}, []),
        (20, {"a": 3, "b": 10}, [["b"]]),
        (20, {"a": 5, "b": 12}, [["b"]]),
        (20, {"a": 3, "b": 17}, []),
        (30, {"a": 10, "b": 12}, [["a", "b"]]),
        (20, {"a": 15, "b": 15}, [["a"], ["b"]]),
    ],
)
def test_told_beside_leaves_no_small_rest(
    outer: int | None, inner: dict[str, int], told: list[list[str]]
) -> None:
    assert told_beside(outer, inner, 5) == told


class World:
    """People met in two districts, of whom some are referred on."""

    def __init__(self) -> None:
        self.pact: Pact = make_pact()
        with inside(self.pact):
            self.house = make_organisation(self.pact)
            self.places = [make_district(self.pact, code) for code in ("norra", "sodra")]
            self.met = make_measure(self.pact, code="met")
            self.on = make_measure(self.pact, code="referred", inside="met")

    def add(self, measure: Measure, how_many: int, place: int = 0, gender: str = "woman") -> None:
        where = self.places[place]
        make_deeds(self.house, measure, date(2025, 2, 3), how_many, gender=gender, district=where)

    def told(self, kin: str | None = None) -> ShownFigures:
        return shown_figures([2025], SPLITS, smallest=5, kins=kin and [kin])


@pytest.fixture
def world() -> World:
    return World()


def test_shown_figures_hide_the_inner_total_where_the_rest_is_small(world: World) -> None:
    with inside(world.pact):
        world.add(world.met, 15)
        world.add(world.on, 12)
        told = world.told()
    assert (told.total("met", 2025), told.total("referred", 2025)) == (15, None)
    assert set(told.get("referred", 2025, Dimension.DISTRICT).cells.values()) == {None}


def test_shown_figures_hide_rows_whose_rest_is_small_and_a_partner(world: World) -> None:
    with inside(world.pact):
        for place, (met, on) in enumerate(((15, 12), (30, 9))):
            world.add(world.met, met, place)
            world.add(world.on, on, place)
        told = world.told()
    assert told.total("referred", 2025) == 21
    assert sorted(told.get("met", 2025, Dimension.DISTRICT).cells.values(), key=str) == [15, 30]
    assert set(told.get("referred", 2025, Dimension.DISTRICT).cells.values()) == {None}


def test_shown_figures_are_the_same_whichever_measure_is_asked_for(world: World) -> None:
    with inside(world.pact):
        for place in (0, 1):
            world.add(world.met, 30, place)
            world.add(world.on, 27 + place, place)
        alone, all_of_them = world.told("referred"), world.told()
    for split in SPLITS:
        one, other = (each.get("referred", 2025, split) for each in (alone, all_of_them))
        assert one == other


def test_shown_figures_tell_all_where_the_rest_is_enough(world: World) -> None:
    with inside(world.pact):
        for place in (0, 1):
            world.add(world.met, 30, place)
            world.add(world.on, 10, place)
        told = world.told()
    cells = told.get("referred", 2025, Dimension.DISTRICT).cells
    assert [cells[str(place.pk)] for place in world.places] == [10, 10]
    assert told.get("referred", 2025, Dimension.MONTH).cells["2025-02"] == 20


def test_shown_figures_do_not_take_more_than_all_for_a_part(world: World) -> None:
    with inside(world.pact):
        world.add(world.met, 10)
        world.add(world.on, 12)
        assert world.told().total("referred", 2025) == 12


def test_shown_figures_protect_the_rest_that_a_formula_gives(world: World) -> None:
    with inside(world.pact):
        Measure.objects.filter(pk=world.on.pk).update(inside="")
        world.add(world.met, 15)
        world.add(world.on, 12)
        assert world.told().total("referred", 2025) == 12
        make_measure(world.pact, "", code="left", counting="formula", formula="met - referred")
        told = world.told()
    assert (told.total("referred", 2025), told.total("left", 2025)) == (None, None)


def test_crossed_hides_the_rows_where_a_part_is_small(world: World) -> None:
    with inside(world.pact):
        for place in (0, 1):
            for gender, met, on in (("woman", 20, 9 - 7 * place), ("man", 20, 9 + 7 * place)):
                world.add(world.met, met, place, gender)
                world.add(world.on, on, place, gender)
        told = crossed("met", 2025, Dimension.DISTRICT, 5)
    rows = [told.rows[str(place.pk)] for place in world.places]
    assert rows == [{"woman": None, "man": None}] * 2
