"""Random rounds for the exact solver, and the same round for HiGHS."""

import random

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from pakten.activities.matching.solver import Sparse


@st.composite
def sparse_rounds(draw: st.DrawFn, most: int = 9) -> Sparse:
    """Up to nine rows and six columns, capacities from 0 to 3, scores that tie or differ."""
    n, m = draw(st.integers(1, most)), draw(st.integers(1, 6))
    ends = st.tuples(st.integers(0, n - 1), st.integers(0, m - 1))
    pairs = draw(st.lists(ends, unique=True, max_size=30))
    highest = draw(st.sampled_from([1, 4, 10_000, 2**40]))
    capacity = [draw(st.integers(0, 3)) for _ in range(m)]
    return Sparse.of(n, m, [(i, j, draw(st.integers(1, highest))) for i, j in pairs], capacity)


@st.composite
def large_places(draw: st.DrawFn) -> Sparse:
    """Up to three columns of up to six places and so many rows that more edges than pairs of columns."""
    m = draw(st.integers(1, 3))
    n = draw(st.integers(m + 2, 12))
    highest = draw(st.sampled_from([2, 9, 10_000]))
    worth = st.integers(1, highest)
    missing = draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, m - 1)), max_size=m))
    pairs = sorted({(i, j) for i in range(n) for j in range(m)} - missing)
    capacity = [draw(st.integers(0, 6)) for _ in range(m)]
    return Sparse.of(n, m, [(i, j, draw(worth)) for i, j in pairs], capacity)


def crowd(n: int, m: int, degree: int, seed: int = 1, seats: tuple[int, ...] = (1, 1, 2)) -> Sparse:
    """A larger round: every row asks for some columns, popular ones more often."""
    chance = random.Random(seed)
    edges = [
        (i, j, chance.randint(3000, 9000))
        for i in range(n)
        for j in {int(m * chance.random() ** 1.5) for _ in range(degree)}
    ]
    return Sparse.of(n, m, edges, [chance.choice(seats) for _ in range(m)])


def by_linear_programming(sparse: Sparse) -> int:
    """What HiGHS finds; the matrix is totally unimodular, so the optimum is whole."""
    number = len(sparse.indices)
    if not number:
        return 0
    rows = np.zeros((sparse.n + sparse.m, number))
    rows[sparse.rows(), np.arange(number)] = 1
    rows[sparse.n + sparse.indices, np.arange(number)] = 1
    room = [*[1] * sparse.n, *sparse.capacity]
    return round(-linprog(-sparse.scores.astype(float), rows, room, bounds=(0, 1)).fun)
