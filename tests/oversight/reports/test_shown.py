"""The one door to shown figures: what is linked is hidden together."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import EndReason, LetterState
from pakten.agreements.results.states import Dimension
from pakten.oversight.reports.gathering import Rolled
from pakten.oversight.reports.shown import (
    CROSSABLE,
    crossed,
    labels_of,
    series,
    shown_figures,
)
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import Measure, Pact
from pakten.parties.pacts.states import Counting, Deed
from tests.factories.deeds import make_deeds, take_back
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    inside,
    make_district,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
)

pytestmark = pytest.mark.django_db
EVERYTHING = [*Dimension, *Rolled]


class World:
    """A pact with a house and a measure of persons."""

    def __init__(self) -> None:
        self.pact: Pact = make_pact()
        with inside(self.pact):
            self.house: Organisation = make_organisation(self.pact)
            self.measure: Measure = make_measure(self.pact)

    def deeds(self, how_many: int, month: int = 3, year: int = 2025, **fields: object) -> None:
        house, measure = fields.pop("house", self.house), fields.pop("measure", self.measure)
        with inside(self.pact):
            make_deeds(house, measure, date(year, month, 9), how_many, **fields)  # type: ignore[arg-type]

    def cells(self, split: Dimension | Rolled, year: int = 2025) -> dict[str, int | None]:
        with inside(self.pact):
            figures = shown_figures([year], [split], smallest=5)
            return dict(figures.get(self.measure.kin, year, split).cells)


@pytest.fixture
def world() -> World:
    return World()


def test_shown_figures_give_totals_and_splits(world: World) -> None:
    world.deeds(9, gender="woman")
    world.deeds(6, gender="man", month=5)
    assert world.cells(Dimension.GENDER) == {"woman": 9, "man": 6}
    assert world.cells(Dimension.TOTAL) == {"": 15}
    assert world.cells(Rolled.QUARTER) == {f"2025-Q{q}": n for q, n in enumerate((9, 6, 0, 0), 1)}


def test_shown_figures_hide_a_small_total_with_all_its_cells(world: World) -> None:
    world.deeds(3, gender="woman")
    assert world.cells(Dimension.TOTAL) == {"": None}
    assert world.cells(Dimension.GENDER) == {"woman": None, "man": None}


def test_shown_figures_hide_the_months_of_a_hidden_quarter(world: World) -> None:
    for month, how_many in ((1, 3), (4, 6), (5, 6), (7, 20)):
        world.deeds(how_many, month=month)
    shown = {month: n for month, n in world.cells(Dimension.MONTH).items() if n is not None}
    assert shown == {"2025-07": 20, "2025-08": 0, "2025-09": 0} | {
        f"2025-{m}": 0 for m in (10, 11, 12)
    }


def test_shown_figures_hide_organisations_with_their_kind(world: World) -> None:
    with inside(world.pact):
        club = make_organisation(world.pact, kind=Kind.ASSOCIATION)
        bureau = make_organisation(world.pact, kind=Kind.AUTHORITY)
    for house, how_many in ((world.house, 9), (club, 3), (bureau, 7)):
        world.deeds(how_many, house=house)
    kinds = world.cells(Rolled.KIND)
    assert (kinds["association"], kinds["authority"], kinds["company"]) == (None, None, 9)
    organisations = world.cells(Dimension.ORGANISATION)
    assert organisations == {str(world.house.pk): 9, str(club.pk): None, str(bureau.pk): None}


def test_shown_figures_show_what_is_no_person(world: World) -> None:
    with inside(world.pact):
        world.measure.per_person = False
        world.measure.save()
    world.deeds(1)
    assert world.cells(Dimension.TOTAL) == {"": 1}


def test_shown_figures_add_the_versions_of_a_measure(world: World) -> None:
    with inside(world.pact):
        newer = make_measure(world.pact, code=f"{world.measure.code}-v2")
    world.deeds(7, month=3)
    world.deeds(8, month=6, measure=newer)
    assert world.cells(Dimension.TOTAL) == {"": 15}
    assert world.cells(Rolled.VERSION) == {str(world.measure.pk): 7, str(newer.pk): 8}


def test_shown_figures_hide_versions_that_cut_a_quarter_small(world: World) -> None:
    """7 of the first version less the 5 of the first quarter would be 2 in April."""
    with inside(world.pact):
        newer = make_measure(world.pact, code=f"{world.measure.code}-v2")
    world.deeds(5, month=3)
    world.deeds(2, month=4)
    world.deeds(8, month=5, measure=newer)
    assert set(world.cells(Rolled.VERSION).values()) == {None}


def test_shown_figures_move_with_a_reversal(world: World) -> None:
    world.deeds(5)
    with inside(world.pact):
        [row] = make_deeds(world.house, world.measure, date(2025, 3, 1), 1)
        take_back(row)
    assert world.cells(Dimension.TOTAL) == {"": 5}


def test_shown_figures_work_formulas_out_of_shown_figures_only(world: World) -> None:
    with inside(world.pact):
        extra = make_measure(world.pact, code="extra")
        both = make_measure(
            world.pact, "", code="both", counting=Counting.FORMULA,
            formula=f"{world.measure.kin} + extra",
        )  # fmt: skip
    world.deeds(9, gender="woman")
    world.deeds(3, measure=extra, gender="man")
    with inside(world.pact):
        assert shown_figures([2025], [Dimension.GENDER], smallest=5).total("both", 2025) is None
    world.deeds(2, measure=extra, gender="man")
    with inside(world.pact):
        figures = shown_figures([2025], [Dimension.GENDER], smallest=5, kins=["both"])
        assert figures.total(both.kin, 2025) == 14
        assert figures.get("both", 2025, Dimension.GENDER).cells == {"woman": 9, "man": 5}


class Signing:
    """A measure of letters with its activity, and letters that promise in it or in another."""

    def __init__(self, world: World) -> None:
        self.house, self.by = world.house, make_staff(world.pact)
        self.signed = make_measure(
            world.pact, Deed.LETTER_SIGNED, counting=Counting.LETTERS, per_person=False
        )
        self.mine = make_measure(world.pact, activity=self.signed.activity)
        self.other = make_measure(world.pact)

    def letter(self, on: date, *measures: Measure, **fields: Any) -> Letter:
        house = fields.pop("house", self.house)
        pledges = [make_pledge(house, each) for each in measures]
        ended = {"state": LetterState.ENDED, "ended_on": on, "end_reason": EndReason.REPLACED}
        fields = {**ended, "active_from": on, **fields}
        return make_letter(house, *pledges, by=self.by, **fields)

    def months(self) -> dict[str, int | None]:
        figures = shown_figures([2025, 2026], [Dimension.MONTH], smallest=5)
        cells = [figures.get(self.signed.kin, y, Dimension.MONTH).cells for y in (2025, 2026)]
        return {month: n for each in cells for month, n in each.items() if n}


@pytest.fixture
def signing(world: World) -> Iterator[Signing]:
    with inside(world.pact):
        yield Signing(world)


def test_shown_figures_count_letters_by_the_day_they_came_into_force(signing: Signing) -> None:
    signing.letter(date(2025, 2, 1), signing.mine)
    figures = shown_figures([2025], [Rolled.KIND], smallest=5)
    assert figures.total(signing.signed.kin, 2025) == 1
    assert figures.get(signing.signed.kin, 2025, Rolled.KIND).cells["company"] == 1
    assert signing.months() == {"2025-02": 1}


def test_shown_figures_count_letters_of_the_activity_only(signing: Signing) -> None:
    signing.letter(date(2025, 2, 1), signing.other)
    signing.letter(date(2025, 3, 1), signing.signed)  # to sign letters is no partnership
    signing.letter(date(2025, 4, 1), signing.mine, active_from=None)
    assert signing.months() == {}


def test_shown_figures_count_a_member_once_a_year(signing: Signing) -> None:
    for day in (date(2025, 5, 1), date(2025, 3, 1), date(2026, 2, 1)):
        signing.letter(day, signing.mine, signing.mine)
    assert signing.months() == {"2025-03": 1, "2026-02": 1}


def test_shown_figures_count_a_new_version_only_where_it_adds_the_activity(
    signing: Signing,
) -> None:
    first = signing.letter(date(2025, 2, 1), signing.other)
    second = signing.letter(date(2025, 6, 1), signing.other, signing.mine, replaces=first)
    signing.letter(date(2026, 2, 1), signing.mine, replaces=second)
    assert signing.months() == {"2025-06": 1}


def test_shown_figures_split_a_deed_by_activity_when_each_is_shown(world: World) -> None:
    with inside(world.pact):
        other = make_measure(world.pact)
    world.deeds(9)
    world.deeds(3, measure=other)
    mine, its = str(world.measure.activity_id), str(other.activity_id)
    assert world.cells(Rolled.ACTIVITY) == {mine: 9, its: None}
    world.deeds(3, measure=other)
    assert world.cells(Rolled.ACTIVITY) == {mine: 9, its: 6}


def test_until_sums_shown_quarters_and_months_only(world: World) -> None:
    for month, how_many in ((1, 2), (2, 7), (4, 6), (5, 7)):
        world.deeds(how_many, month=month)
    with inside(world.pact):
        figures = shown_figures([2025], [Rolled.QUARTER, Dimension.MONTH], smallest=5)
        found = [figures.until(world.measure.kin, 2025, m) for m in (1, 3, 4, 6, 12)]
    assert found == [None, 9, 15, 22, 22]


@pytest.mark.parametrize("more", [1, 8])
def test_shown_figures_take_four_queries_however_many(world: World, more: int) -> None:
    with inside(world.pact):
        make_measure(world.pact, Deed.LETTER_SIGNED, counting=Counting.LETTERS)
        for _turn in range(more):
            make_deeds(world.house, make_measure(world.pact), date(2025, 3, 9), 2)
        with CaptureQueriesContext(connection) as seen:
            shown_figures(range(2020, 2026), EVERYTHING, smallest=5)
    assert len(seen) == 4


def test_shown_figures_are_of_one_pact(world: World) -> None:
    world.deeds(9)
    with inside(make_pact()):
        assert series() == {}


def test_crossed_hides_whole_rows_with_a_partner(world: World) -> None:
    with inside(world.pact):
        places = [make_district(world.pact, code) for code in ("a", "b", "c")]
    for place, women, men in zip(places, (6, 8, 20), (2, 9, 30), strict=True):
        world.deeds(women, gender="woman", district=place)
        world.deeds(men, gender="man", district=place)
    with inside(world.pact):
        found = crossed(world.measure.kin, 2025, Dimension.DISTRICT, 5)
    a, b, c = (str(place.pk) for place in places)
    assert found.hidden == {a, b}
    assert found.rows[c] == {"woman": 20, "man": 30}


def test_labels_of_name_every_split_in_order(world: World) -> None:
    with inside(world.pact):
        place = make_district(world.pact)
        assert labels_of(Dimension.DISTRICT) == {str(place.pk): str(place), "": "Not stated"}
        assert [bool(labels_of(split)) for split in CROSSABLE] == [True] * len(CROSSABLE)


def test_crossed_puts_a_few_who_stated_neither_with_those_who_hide_them(world: World) -> None:
    with inside(world.pact):
        places = [make_district(world.pact, code) for code in ("a", "b")]
    for place, women, men, unstated in zip(places, (20, 30), (9, 8), (0, 2), strict=True):
        world.deeds(women, gender="woman", district=place)
        world.deeds(men, gender="man", district=place)
        world.deeds(unstated, district=place)
    with inside(world.pact):
        found = crossed(world.measure.kin, 2025, Dimension.DISTRICT, 5)
    assert [dict(found.rows[str(place.pk)]) for place in places] == [
        {"woman": 20, "man+unstated": 9},
        {"woman": 30, "man+unstated": 10},
    ]
