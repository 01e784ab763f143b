"""Months under quarters and organisations under kinds: neither step gives the other away."""

from hypothesis import given
from hypothesis import strategies as st

from pakten.base.statistics.trees import suppress_tree
from tests.factories.attack import Attack

TREES = st.dictionaries(
    st.sampled_from("ABCD"),
    st.dictionaries(st.sampled_from("123"), st.integers(0, 14), min_size=1),
    min_size=1,
)


def _named(cells: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {g: {g + m: n for m, n in within.items()} for g, within in cells.items()}


def test_suppress_tree_hides_what_would_narrow_a_hidden_group() -> None:
    tree = suppress_tree({"Q1": {"1": 3, "2": 0}, "Q2": {"4": 6, "5": 6}, "Q3": {"7": 40, "8": 0}})
    assert tree.groups.cells == {"Q1": None, "Q2": None, "Q3": 40}
    assert tree.members.cells == {"1": None, "2": None, "4": None, "5": None, "7": 40, "8": 0}


def test_suppress_tree_shows_groups_whose_members_are_small() -> None:
    tree = suppress_tree({"Q1": {"1": 3, "2": 4}, "Q2": {"4": 9, "5": 8}})
    assert tree.groups.cells == {"Q1": 7, "Q2": 17}
    assert tree.members.cells == {"1": None, "2": None, "4": 9, "5": 8}


@given(TREES)
def test_suppress_tree_leaves_two_values_for_every_hidden_figure(
    cells: dict[str, dict[str, int]],
) -> None:
    named = _named(cells)
    tree = suppress_tree(named)
    attack = Attack()
    attack.table("T", tree.groups)
    for group, within in named.items():
        attack.parts(("T", group), {("M", m): tree.members.cells[m] for m in within})
    true = {("T", g): sum(within.values()) for g, within in named.items()}
    true |= {("M", m): n for within in named.values() for m, n in within.items()}
    assert attack.given_away(true) == []
