"""The best total of a round: the same as other solvers', and proven by its own prices."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment, linprog

from pakten.activities.matching.assignment import (
    Prices,
    Round,
    bound_of,
    solve_best,
    solve_stable,
)


@st.composite
def rounds(draw: st.DrawFn, longest: int = 10**30) -> Round:
    left = draw(st.lists(st.integers(0, 3), min_size=1, max_size=6))
    right = draw(st.lists(st.integers(0, 3), min_size=1, max_size=6))
    ends = st.tuples(st.integers(0, len(left) - 1), st.integers(0, len(right) - 1))
    pairs = draw(st.lists(ends, unique=True, max_size=20))
    scores = st.one_of(st.integers(-5, 12), st.integers(1, longest))
    return Round(left, right, [(i, j, draw(scores)) for i, j in pairs])


def by_linear_programming(instance: Round) -> float:
    """HiGHS on the same instance; the matrix is totally unimodular, so the optimum is whole."""
    if not instance.edges:
        return 0.0
    rows = np.zeros((len(instance.left) + len(instance.right), len(instance.edges)))
    for e, (i, j, _score) in enumerate(instance.edges):
        rows[i, e] = rows[len(instance.left) + j, e] = 1
    scores = np.array([score for _i, _j, score in instance.edges], float)
    found = linprog(-scores, rows, [*instance.left, *instance.right], bounds=(0, 1))
    return float(-found.fun)


def load(instance: Round, chosen: tuple[int, ...], side: int) -> list[int]:
    taken = [instance.edges[e][side] for e in chosen]
    return [taken.count(end) for end in range(len((instance.left, instance.right)[side]))]


@given(rounds())
def test_solve_best_is_proven_and_within_capacity(instance: Round) -> None:
    found = solve_best(instance)
    assert found.total == found.bound == sum(instance.edges[e][2] for e in found.chosen)
    assert all(map(int.__le__, load(instance, found.chosen, 0), instance.left))
    assert all(map(int.__le__, load(instance, found.chosen, 1), instance.right))


@given(rounds(longest=10**6))
def test_solve_best_finds_what_linear_programming_finds(instance: Round) -> None:
    assert solve_best(instance).total == pytest.approx(by_linear_programming(instance), rel=1e-9)


@given(rounds(), st.data())
def test_no_prices_give_a_bound_below_the_best(instance: Round, data: st.DataObject) -> None:
    price = st.integers(0, 15)
    left = [data.draw(price) for _ in instance.left]
    right = [data.draw(price) for _ in instance.right]
    assert bound_of(instance, Prices(left, right)) >= solve_best(instance).total


@given(rounds())
def test_another_edge_never_lowers_the_best(instance: Round) -> None:
    fewer = Round(instance.left, instance.right, instance.edges[:-1])
    assert solve_best(fewer).total <= solve_best(instance).total


@given(rounds())
def test_solve_stable_leaves_no_pair_that_would_rather_have_each_other(instance: Round) -> None:
    found = solve_stable(instance)
    kept = {e: instance.edges[e] for e in found.chosen}
    for e, (i, j, score) in enumerate(instance.edges):
        if e in kept or score <= 0:
            continue
        at_left = [s for a, _b, s in kept.values() if a == i]
        at_right = [s for _a, b, s in kept.values() if b == j]
        prefers_left = len(at_left) < instance.left[i] or score > min(at_left, default=score)
        prefers_right = len(at_right) < instance.right[j] or score > min(at_right, default=score)
        assert not (prefers_left and prefers_right)
    assert found.total <= found.bound == solve_best(instance).total


def test_solve_best_equals_scipy_on_a_dense_round() -> None:
    chance = random.Random(3)
    scores = np.array([[chance.randrange(1, 1000) for _ in range(90)] for _ in range(60)])
    edges = [(i, j, int(scores[i, j])) for i in range(60) for j in range(90)]
    rows, columns = linear_sum_assignment(scores, maximize=True)
    found = solve_best(Round([1] * 60, [1] * 90, edges))
    assert (found.total, found.is_optimal) == (int(scores[rows, columns].sum()), True)


def test_scores_too_long_for_the_solver_are_still_summed_exactly() -> None:
    chance = random.Random(5)
    edges = [(i, j, 10**40 + chance.randrange(10**20)) for i in range(12) for j in range(12)]
    found = solve_best(Round([1] * 12, [1] * 12, edges))
    assert found.total == found.bound
    assert len(found.chosen) == 12
