"""The one who subtracts: nothing from 1 to 4 persons can be worked out of all that is published.

Everything published of a ledger is written down as equations over whole numbers, and each hidden
figure is solved for its least and greatest value. The attack must be able to win: the last tests
break the hiding on purpose and are caught.
"""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pakten.base.statistics import crossing, suppression, trees
from pakten.oversight.equality.queries import goals
from pakten.oversight.equality.rules import paces
from pakten.oversight.reports import crossing as shown_crossing
from pakten.oversight.reports import hiding, nesting
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import Pact, Target
from tests.factories.deeds import make_deeds, take_back
from tests.factories.published import true_figures, written_down
from tests.factories.world import (
    inside,
    make_district,
    make_measure,
    make_organisation,
    make_pact,
    make_target_group,
)

pytestmark = pytest.mark.django_db
YEARS = (2024, 2025)
BREAK = date(2025, 5, 15)
PILES = st.lists(
    st.fixed_dictionaries(
        {
            "how_many": st.integers(1, 9),
            "month": st.integers(1, 12),
            "year": st.sampled_from(YEARS),
            "gender": st.sampled_from(["woman", "woman", "man", ""]),
            "age_band": st.sampled_from(["16-24", "25-34", "55+"]),
            "language_stage": st.sampled_from(["", "sfi_c", "fluent"]),
            "evidence": st.sampled_from(["self", "both"]),
            "district": st.integers(0, 3),
            "house": st.integers(0, 3),
            "measure": st.integers(0, 2),
            "taken_back": st.integers(0, 2),
        }
    ),
    min_size=1,
    max_size=14,
)


class World:
    """A pact with two measures of persons, and a third inside the second.

    The first changes its definition in the second year.
    """

    def __init__(self) -> None:
        self.pact: Pact = make_pact()
        with inside(self.pact):
            kinds = (Kind.COMPANY, Kind.COMPANY, Kind.ASSOCIATION, Kind.AUTHORITY)
            self.houses = [make_organisation(self.pact, kind=kind) for kind in kinds]
            self.places = [make_district(self.pact, f"d{n}") for n in range(3)]
            self.group = make_target_group(self.pact)
            old = make_measure(self.pact, code="hires", valid_to=date(2025, 5, 14))
            new = make_measure(self.pact, code="hires-v2", valid_from=BREAK)
            self.versions = (old, new)
            self.other = make_measure(self.pact, code="mentors")
            self.inner = make_measure(self.pact, code="still", inside="mentors")
            for kin in ("hires", "mentors"):
                for year in YEARS:
                    Target.objects.create(
                        pact=self.pact, kin=kin, year=year, gender="woman", quantity=9,
                        target_group=self.group, decided_on=BREAK,
                    )  # fmt: skip

    def fill(self, piles: list[dict[str, Any]]) -> None:
        for pile in piles:
            fields = dict(pile)
            on = date(fields.pop("year"), fields.pop("month"), 20)
            place, back = fields.pop("district"), fields.pop("taken_back")
            which = fields.pop("measure")
            measures = [self.other] if which else [self.versions[on >= BREAK]]
            measures += [self.inner] if which == 2 else []
            fields["district"] = self.places[place] if place < 3 else None
            fields["target_group"] = self.group if place else None
            house, how_many = self.houses[fields.pop("house")], fields.pop("how_many")
            for measure in measures:
                rows = make_deeds(house, measure, on, how_many, **fields)
                for row in rows[: min(back, how_many)]:
                    take_back(row)

    def given_away(self, piles: list[dict[str, Any]]) -> list[Any]:
        """What the attack finds out of a ledger of such piles; the ledger is empty again after."""
        with inside(self.pact):
            point = transaction.savepoint()
            self.fill(piles)
            found = written_down(YEARS).given_away(true_figures(YEARS))
            transaction.savepoint_rollback(point)
        return found


@given(PILES)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_attack_finds_nothing_in_a_random_ledger(world: World, piles: list[dict[str, Any]]) -> None:
    assert world.given_away(piles) == []


@pytest.fixture
def world() -> World:
    return World()


def _pile(how_many: int, month: int = 2, year: int = 2025, **fields: Any) -> dict[str, Any]:
    return {
        "how_many": how_many, "month": month, "year": year, "gender": "woman", "age_band": "25-34",
        "language_stage": "sfi_c", "evidence": "both", "district": 0, "house": 0, "measure": 1,
        "taken_back": 0, **fields,
    }  # fmt: skip


# Each is a ledger that gives itself away as soon as one part of the hiding is taken out.
WEAK = {
    "no partner": [_pile(12), _pile(3, gender="man")],
    "months without their quarter": [_pile(3), _pile(6, 4), _pile(6, 5), _pile(20, 8)],
    "one house of a hidden kind": [_pile(3, house=2), _pile(7, house=3), _pile(9), _pile(8, house=1)],
    "versions that cut a quarter": [
        _pile(9, measure=0), _pile(2, 4, measure=0), _pile(8, 6, measure=0),
    ],
    "women and men of one place": [
        _pile(6), _pile(2, gender="man"), _pile(8, district=1), _pile(9, district=1, gender="man"),
        _pile(20, district=2), _pile(30, district=2, gender="man"),
    ],
    "women of a goal": [
        _pile(12, district=1), _pile(3), _pile(10, gender="man"), _pile(9, gender="man", district=1),
    ],
    "months of a goal": [
        _pile(12, 1, district=1), _pile(9, 1), _pile(9, 2, district=1), _pile(3, 2), _pile(9, 7),
    ],
    "the few beside the women of a goal": [
        _pile(3, gender="", district=2), _pile(6, district=2), _pile(8, gender="man", district=2),
    ],
    "the rest of all": [_pile(12, measure=2), _pile(3)],
    "the rest of a place": [
        _pile(12, measure=2), _pile(3), _pile(9, district=1, measure=2), _pile(20, district=1),
    ],
    "the rest of a month": [
        _pile(12, measure=2), _pile(3), _pile(9, 3, measure=2), _pile(20, 3), _pile(6, 8, measure=2),
    ],
    "the rest of the women of a place": [
        _pile(6, measure=2), _pile(2), _pile(7, gender="man"),
        _pile(20, district=1), _pile(9, district=1, measure=2), _pile(11, district=1, gender="man"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", WEAK)
def test_attack_finds_nothing_where_it_is_easiest(world: World, name: str) -> None:
    assert world.given_away(WEAK[name]) == []


def _only_small(cells: Any, smallest: int) -> Any:
    return {key for key, figure in cells.items() if figure < smallest and figure != 0}


def _rows_of_small_cells(table: Any, rows: Any, smallest: int) -> Any:
    return {row for row, cells in table.items() if any(0 < n < smallest for n in cells.values())}


def _each_group_alone(cells: Any, group: Any, smallest: int) -> Any:
    return suppression.suppress(cells, smallest).cells


BREAKS = {
    "no partner": (suppression, "_hidden", _only_small),
    "months without their quarter": (trees, "_within", _each_group_alone),
    "one house of a hidden kind": (trees, "_within", _each_group_alone),
    "versions that cut a quarter": (hiding, "_told_together", lambda *_each: []),
    "women and men of one place": (crossing, "_block", _rows_of_small_cells),
    "women of a goal": (goals, "is_safe", lambda *_each: True),
    "months of a goal": (paces, "is_safe", lambda *_each: True),
    "the few beside the women of a goal": (goals, "_beside", lambda *_each: []),
    "the rest of all": (nesting, "told_beside", lambda _whole, inner, _smallest: [[*inner]]),
    "the rest of a place": (nesting, "cross", lambda *_each: crossing.Crossed({})),
    "the rest of a month": (nesting, "cross", lambda *_each: crossing.Crossed({})),
    "the rest of the women of a place": (
        shown_crossing,
        "rows_hidden_in_all",
        lambda *_each: set(),
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_attack_wins_when_the_hiding_is_broken(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    module, function, broken = BREAKS[name]
    monkeypatch.setattr(module, function, broken)
    assert world.given_away(WEAK[name]) != []
