"""Women and men by one more thing: no small cell can be worked out of the table and its margins."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pakten.base.statistics.crossing import Crossed, cross
from pakten.base.statistics.suppression import suppress
from tests.factories.attack import Attack

TABLES = st.dictionaries(
    st.sampled_from("ABCDE"),
    st.fixed_dictionaries({"woman": st.integers(0, 25), "man": st.integers(0, 25)}),
    min_size=1,
)
Table = dict[str, dict[str, int]]


def _crossed(table: Table) -> tuple[Crossed[str, str], Attack]:
    columns = Counter[str]({"woman": 0, "man": 0})
    for cells in table.values():
        columns.update(cells)
    genders = suppress(dict(columns))
    rows = suppress({row: sum(cells.values()) for row, cells in table.items()})
    found = cross(table, rows, genders)
    attack = Attack()
    attack.table("G", genders)
    attack.table("X", rows)
    attack.same("G", "X")
    attack.crossing("G", "X", found)
    return found, attack


def test_cross_hides_whole_rows_and_a_partner() -> None:
    found, _attack = _crossed(
        {"N": {"woman": 6, "man": 2}, "S": {"woman": 8, "man": 9}, "O": {"woman": 20, "man": 30}}
    )
    assert found.rows["O"] == {"woman": 20, "man": 30}
    assert found.hidden == {"N", "S"}


def test_cross_shows_a_table_without_small_cells() -> None:
    table = {"N": {"woman": 6, "man": 0}, "S": {"woman": 8, "man": 9}}
    found, _attack = _crossed(table)
    assert (found.rows, found.is_given) == (table, True)


def test_cross_gives_nothing_when_women_and_men_are_hidden() -> None:
    found, _attack = _crossed({"N": {"woman": 9, "man": 2}, "S": {"woman": 9, "man": 1}})
    assert not found.is_given


def test_cross_gives_nothing_when_no_block_is_safe() -> None:
    found, _attack = _crossed({"N": {"woman": 9, "man": 6}, "S": {"woman": 1, "man": 9}})
    assert not found.is_given


@given(TABLES)
def test_cross_leaves_two_values_for_every_hidden_figure(table: Table) -> None:
    _found, attack = _crossed(table)
    true = {("X", row): sum(cells.values()) for row, cells in table.items()}
    true |= {("G×X", row, g): n for row, cells in table.items() for g, n in cells.items()}
    for gender in ("woman", "man"):
        true["G", gender] = sum(cells[gender] for cells in table.values())
    assert attack.given_away(true) == []
