"""Nothing hidden can be computed from what is shown."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakten.base.statistics.suppression import shown_figure, suppress, told_apart

FIGURES = st.dictionaries(st.integers(0, 9), st.integers(0, 60), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("cells", "total", "shown"),
    [
        ([12, 30], 42, [12, 30]),
        ([12, 3], 15, [None, None]),
        ([12, 3, 4], 19, [12, None, None]),
        ([12, 3, 20], 35, [None, None, 20]),
        ([7, 0], 7, [7, 0]),
        ([0, 0], 0, [0, 0]),
        ([3, 0], None, [None, None]),
        ([2, 2], None, [None, None]),
        ([4, 4], 8, [None, None]),
        ([1, 1, 9], 11, [None, None, None]),
        ([1, 1, 9, 20], 31, [None, None, None, 20]),
        ([4, 4, 9, 20], 37, [None, None, None, 20]),
        ([3, 0, 40], 43, [None, None, None]),
        ([3, 0, 40, 50], 93, [None, 0, None, 50]),
        ([6, -1], 5, [None, None]),
    ],
)
def test_suppress_shows_what_the_rule_says(
    cells: list[int], total: int | None, shown: list[int | None]
) -> None:
    result = suppress(dict(enumerate(cells)))
    assert (result.total, list(result.cells.values())) == (total, shown)


@given(FIGURES)
def test_suppress_shows_no_small_figure(cells: dict[int, int]) -> None:
    result = suppress(cells)
    shown = [n for n in (result.total, *result.cells.values()) if n is not None]
    assert [n for n in shown if 0 < n < 5] == []


@given(FIGURES)
def test_suppress_shows_true_figures(cells: dict[int, int]) -> None:
    result = suppress(cells)
    assert {k: n for k, n in result.cells.items() if n is not None}.items() <= cells.items()
    assert result.total in {None, sum(cells.values())}


@given(FIGURES)
def test_suppress_subtraction_gives_no_small_group(cells: dict[int, int]) -> None:
    result = suppress(cells)
    hidden = [k for k, n in result.cells.items() if n is None]
    if result.total is not None and hidden:
        rest = result.total - sum(n for n in result.cells.values() if n is not None)
        assert len(hidden) > 1
        assert rest >= 5


@pytest.mark.parametrize(
    ("size", "most", "smallest"), [(2, 14, 5), (3, 12, 5), (4, 7, 4), (5, 5, 3)]
)
def test_suppress_leaves_every_hidden_cell_open_to_one_who_knows_the_rule(
    size: int, most: int, smallest: int
) -> None:
    behind = defaultdict(list)
    for figures in product(range(most + 1), repeat=size):
        result = suppress(dict(enumerate(figures)), smallest)
        behind[(result.total, *result.cells.values())].append(figures)
    edge = most + 1  # sums near the edge of what was tried have fewer ways than they really have
    given_away = [
        (display, figures)
        for display, figures in behind.items()
        if display[0] is not None and display[0] < edge
        for cell, shown in enumerate(display[1:])
        if shown is None and len({each[cell] for each in figures}) < 2
    ]
    assert given_away == []


def test_suppress_refuses_a_group_of_one() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        suppress({"a": 1}, 1)


def test_shown_figure_hides_one_to_four() -> None:
    assert [shown_figure(n) for n in range(6)] == [0, None, None, None, None, 5]


@given(FIGURES)
def test_hidden_together_is_a_group_of_five_or_none(cells: dict[int, int]) -> None:
    together = suppress(cells).hidden_together
    assert together is None or together >= 5


@pytest.mark.parametrize(
    ("cells", "total", "shown"),
    [
        ([20, 10], 30, [20, 10]),
        ([20, 10, 3], None, [20, 10, None]),
        ([20, 3, 4], 27, [20, None, None]),
        ([20, 1, 1], None, [20, None, None]),
        ([2, 1, 0], None, [None, None, 0]),
        ([0, 0], 0, [0, 0]),
    ],
)
def test_told_apart_lets_the_total_give_way(
    cells: list[int], total: int | None, shown: list[int | None]
) -> None:
    told = told_apart(dict(enumerate(cells)))
    assert (told.total, list(told.cells.values())) == (total, shown)
