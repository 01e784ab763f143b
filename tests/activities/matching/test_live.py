"""A solved round that changes: exact after every change, as if solved from nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pakten.activities.matching.solver import Live, Sparse, insert, lowest, solve
from tests.factories.sparse import crowd, sparse_rounds

CHANGES = ["row", "column", "capacity", "leave", "score"]
worths = st.integers(1, 20)


def edges(data: st.DataObject, most: int) -> tuple[list[int], list[int]]:
    ends = data.draw(st.lists(st.integers(0, most - 1), unique=True, max_size=most))
    return ends, [data.draw(worths) for _ in ends]


def change(live: Live, kind: str, data: st.DataObject) -> None:
    row, column = (data.draw(st.integers(0, most - 1)) for most in (live.n, live.m))
    room = data.draw(st.integers(0, 3))
    if kind == "row":
        live.add_row(*edges(data, live.m))
    elif kind == "column":
        live.add_column(*edges(data, live.n), room)
    elif kind == "capacity":
        live.change_capacity(column, room)
    elif kind == "leave":
        live.remove_row(row)
    else:
        live.change_row(row, *edges(data, live.m))


@settings(deadline=None)
@given(sparse_rounds(), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=8), st.data())
def test_every_change_leaves_what_a_solve_from_nothing_finds(
    sparse: Sparse, kinds: list[str], data: st.DataObject
) -> None:
    live = Live(solve(sparse))
    for kind in kinds:
        change(live, kind, data)
        state = live.state()
        assert (state.gap, state.total) == (0, solve(state.sparse).total)
        assert (live.total, list(live.mate)) == (state.total, list(state.mate))


def test_rows_put_in_one_by_one_give_the_whole_round() -> None:
    whole = crowd(300, 150, 8)
    live = Live(solve(Sparse.of(0, 150, [], whole.capacity)))
    for i in range(300):
        own = slice(whole.indptr[i], whole.indptr[i + 1])
        assert live.add_row(whole.indices[own], whole.scores[own]) == i
    assert (live.total, live.state().gap) == (solve(whole).total, 0)


def test_rows_that_leave_one_by_one_leave_nothing() -> None:
    live = Live(solve(crowd(120, 60, 8)))
    for i in range(120):
        live.remove_row(i)
    assert (live.total, live.state().bound) == (0, 0)


def test_insert_gives_the_round_with_one_more_row() -> None:
    state = insert(solve(Sparse.of(1, 2, [(0, 0, 5), (0, 1, 3)], [1, 1])), [0], [4])
    assert (list(state.mate), state.total, state.gap) == ([1, 0], 7, 0)


@settings(deadline=None)
@given(sparse_rounds(), st.data())
def test_lowest_prices_are_what_one_more_place_would_be_worth(
    sparse: Sparse, data: st.DataObject
) -> None:
    state = lowest(solve(sparse))
    column = data.draw(st.integers(0, sparse.m - 1))
    live = Live(state)
    live.change_capacity(column, int(sparse.capacity[column]) + 1)
    assert (state.gap, live.total - state.total) == (0, state.v[column])


@pytest.mark.parametrize(("ends", "scores"), [([0, 0], [1, 2]), ([9], [1]), ([0], [0]), ([0], [])])
def test_add_row_refuses_edges_that_cannot_be(ends: list[int], scores: list[int]) -> None:
    live = Live(solve(Sparse.of(1, 1, [(0, 0, 5)], [1])))
    with pytest.raises(ValueError, match="end"):
        live.add_row(ends, scores)
    assert (live.n, live.total, live.state().gap) == (1, 5, 0)
