"""The exact solver: what others find, proven by its own prices, from any start."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from pakten.activities.matching.assignment import Round
from pakten.activities.matching.assignment import solve_best as solve_slowly
from pakten.activities.matching.solver import Sparse, State, prove, solve, stable
from pakten.activities.matching.solver.both_sides import fits, solve_best
from tests.factories.sparse import by_linear_programming, crowd, sparse_rounds

unhurried = settings(deadline=None)  # the first example compiles


def pairs(state: State) -> list[tuple[int, int]]:
    return [(i, int(j)) for i, j in enumerate(state.mate) if j >= 0]


@unhurried
@given(sparse_rounds())
def test_solve_finds_what_linear_programming_finds_and_proves_it(sparse: Sparse) -> None:
    found = solve(sparse)
    assert (found.gap, found.total) == (0, pytest.approx(by_linear_programming(sparse), rel=1e-9))


@unhurried
@given(sparse_rounds(), st.data())
def test_solve_from_any_prices_and_places_gives_the_same(
    sparse: Sparse, data: st.DataObject
) -> None:
    prices = np.array([data.draw(st.integers(0, 12_000)) for _ in range(sparse.m)], np.int64)
    mate = np.array([data.draw(st.integers(-1, sparse.m - 1)) for _ in range(sparse.n)], np.int32)
    guess = State(sparse, mate, np.zeros(sparse.n, np.int64), prices, 0, 0)
    found = solve(sparse, start=guess)
    assert (found.gap, found.total) == (0, solve(sparse).total)


@unhurried
@given(sparse_rounds())
def test_another_edge_never_lowers_the_best(sparse: Sparse) -> None:
    edges = list(zip(sparse.rows(), sparse.indices, sparse.scores, strict=True))
    fewer = Sparse.of(sparse.n, sparse.m, edges[:-1], sparse.capacity)
    assert solve(fewer).total <= solve(sparse).total


@unhurried
@given(sparse_rounds())
def test_stable_leaves_no_two_who_both_gain_and_says_what_it_costs(sparse: Sparse) -> None:
    found, score = stable(sparse), {}
    for i, j, s in zip(sparse.rows(), sparse.indices, sparse.scores, strict=True):
        score[int(i), int(j)] = int(s)
    taken = pairs(found)
    for (i, j), s in score.items():
        at_row = [score[pair] for pair in taken if pair[0] == i]
        at_col = [score[pair] for pair in taken if pair[1] == j]
        gains = not at_row or s > at_row[0]
        room = len(at_col) < sparse.capacity[j] or (at_col and s > min(at_col))
        assert not (gains and room)
    assert found.gap == solve(sparse).total - found.total


@pytest.mark.parametrize(("n", "m"), [(400, 1500), (900, 400), (600, 500)])
def test_solve_equals_scipy_on_crowds(n: int, m: int) -> None:
    sparse = crowd(n, m, 12)
    seats = np.repeat(np.arange(m), sparse.capacity)
    matrix = csr_matrix((sparse.scores, sparse.indices, sparse.indptr), (n, m)).tocsc()[:, seats]
    most = int(sparse.scores.max()) + 1
    alone = np.full(n, most, np.int64)  # a place of one's own, worth nothing
    table = matrix.tocoo()
    cost = csr_matrix(
        (np.concatenate([most - table.data, alone]),
         (np.concatenate([table.row, np.arange(n)]),
          np.concatenate([table.col, len(seats) + np.arange(n)]))),
    )  # fmt: skip
    rows, cols = min_weight_full_bipartite_matching(cost)
    assert solve(sparse).total == n * most - int(np.asarray(cost[rows, cols]).sum())


@pytest.mark.parametrize("added", [0, 10**9])
def test_solve_holds_when_as_many_as_possible_come_first(added: int) -> None:
    sparse = crowd(300, 200, 6)
    raised = Sparse(300, 200, sparse.indptr, sparse.indices, sparse.scores + added, sparse.capacity)
    found = solve(raised)
    assert (found.gap, found.total) == (0, by_linear_programming(raised))


@unhurried
@given(sparse_rounds(), st.data())
def test_prove_takes_no_false_price_and_no_false_place(sparse: Sparse, data: st.DataObject) -> None:
    found = solve(sparse)
    if not found.total:
        return
    row, col = data.draw(st.sampled_from(pairs(found)))
    u = found.u.copy()
    u[row] -= 1
    with pytest.raises(ArithmeticError):
        prove(sparse, found.mate, u, found.v)
    overfull = Sparse(
        sparse.n, sparse.m, sparse.indptr, sparse.indices, sparse.scores,
        np.where(np.arange(sparse.m) == col, 0, sparse.capacity),
    )  # fmt: skip
    with pytest.raises(ArithmeticError):
        prove(overfull, found.mate, found.u, found.v)


@pytest.mark.parametrize(
    ("edges", "capacity"),
    [([(0, 0, 0)], [1]), ([(0, 1, 3)], [1]), ([(0, 0, 3)], [-1]), ([(0, 0, 2**62)], [1])],
)
def test_sparse_refuses_what_the_solver_cannot_take(
    edges: list[tuple[int, int, int]], capacity: list[int]
) -> None:
    with pytest.raises(ValueError, match=r"score|capacity|sum"):
        Sparse.of(1, 1, edges, capacity)


@st.composite
def two_sided(draw: st.DrawFn) -> Round:
    left = draw(st.lists(st.integers(0, 4), min_size=1, max_size=6))
    right = draw(st.lists(st.integers(0, 4), min_size=1, max_size=6))
    ends = st.tuples(st.integers(0, len(left) - 1), st.integers(0, len(right) - 1))
    found = draw(st.lists(ends, unique=True, max_size=24))
    return Round(left, right, [(i, j, draw(st.integers(-3, 12))) for i, j in found])


@unhurried
@given(two_sided())
def test_both_sides_may_have_capacities(instance: Round) -> None:
    fast, slow = solve_best(instance), solve_slowly(instance)
    assert (fast.total, fast.bound) == (slow.total, slow.bound)
    for side, room in enumerate((instance.left, instance.right)):
        taken = [instance.edges[e][side] for e in fast.chosen]
        assert all(taken.count(end) <= most for end, most in enumerate(room))


def test_fits_sends_scores_too_long_to_the_solver_for_any_number() -> None:
    assert [fits(Round([1], [1], [(0, 0, score)])) for score in (9, 2**63)] == [True, False]


def test_no_web_process_imports_the_solvers() -> None:
    heavy = "{'numba', 'ortools', 'scipy'} & {name.partition('.')[0] for name in sys.modules}"
    told = f"import sys, pakten.config.wsgi; print({heavy})"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("set()", 0), done.stderr
