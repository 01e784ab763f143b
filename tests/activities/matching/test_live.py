"""A solved round that changes: exact after every change, as if solved from nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pakten.activities.matching.solver import Live, Sparse, insert, lowest, solve
from pakten.activities.matching.solver.arrays import FAR
from tests.factories.sparse import by_linear_programming, crowd, large_places, sparse_rounds

CHANGES = ["row", "column", "capacity", "leave", "score"]
worths = st.integers(1, 20)


def edges(data: st.DataObject, most: int) -> tuple[list[int], list[int]]:
    ends = data.draw(st.lists(st.integers(0, most - 1), unique=True, max_size=most))
    return ends, [data.draw(worths) for _ in ends]


def change(live: Live, kind: str, data: st.DataObject) -> None:
    row, column = (data.draw(st.integers(0, most - 1)) for most in (live.n, live.m))
    room = data.draw(st.integers(0, 6))
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
@given(large_places(), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=8), st.data())
def test_every_change_is_exact_where_columns_have_many_places(
    sparse: Sparse, kinds: list[str], data: st.DataObject
) -> None:
    live = Live(solve(sparse))
    assert len(live.moves.who) == sparse.m + 1
    for kind in kinds:
        change(live, kind, data)
        state = live.state()
        assert (state.gap, state.total) == (0, by_linear_programming(state.sparse))
        assert (live.total, list(live.mate)) == (state.total, list(state.mate))


def by_hand(live: Live) -> np.ndarray:
    """The least anybody would lose between any two columns, none being the last, from the round."""
    sparse = live.state().sparse
    size = len(live.moves.who)
    score = np.full((sparse.n, size), -FAR)
    score[sparse.rows(), sparse.indices] = sparse.scores
    score[:, -1] = 0
    table = np.full((size, size), FAR)
    for row, own in enumerate(live.mate):
        table[own] = np.minimum(table[own], score[row, own] - score[row])
    return np.where(table > FAR // 2, FAR, table)


@settings(deadline=None)
@given(large_places(), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=8), st.data())
def test_table_of_moves_follows_every_change(
    sparse: Sparse, kinds: list[str], data: st.DataObject
) -> None:
    live = Live(solve(sparse))
    for kind in kinds:
        change(live, kind, data)
        if len(live.moves.who):
            least, apart = live.moves.least, ~np.eye(len(live.moves.who), dtype=bool)
            assert (least[apart] == by_hand(live)[apart]).all()


def test_rows_leave_and_come_back_to_large_places() -> None:
    whole = crowd(600, 12, 8, seats=(20, 30, 40))
    live = Live(solve(whole))
    for i in range(0, 600, 3):
        live.remove_row(i)
    assert live.total == solve(live.state().sparse).total
    for i in range(0, 600, 3):
        own = slice(whole.indptr[i], whole.indptr[i + 1])
        live.change_row(i, whole.indices[own], whole.scores[own])
    assert (live.total, live.state().gap) == (solve(whole).total, 0)


@pytest.mark.parametrize(("columns", "size"), [(12, 13), (150, 0)])
def test_table_is_kept_only_where_it_is_smaller_than_the_edges(columns: int, size: int) -> None:
    live = Live(solve(crowd(600, columns, 8)))
    assert (live.moves.least.shape, live.moves.who.shape) == ((size, size), (size, size))


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
