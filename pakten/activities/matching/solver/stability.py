"""Pairs that nobody would leave for each other, both sides ranking by the same score."""

import numba
import numpy as np

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64
from pakten.activities.matching.solver.best import solve
from pakten.activities.matching.solver.sparse import Sparse, State, prove


def stable(sparse: Sparse, *, best: State | None = None) -> State:
    """Taking the highest free edge first is stable; equal scores go by the order of the edges.

    Stable is meant weakly: no row and column left apart *both* gain strictly. Prices and bound are
    those of the best total (`best`, solved when not given), so `gap` is what stability costs.
    """
    proven = best or solve(sparse)
    order = np.argsort(-sparse.scores, kind="stable")
    mate = _take(order, sparse.rows(), sparse.indices, sparse.n, sparse.capacity)
    return prove(sparse, mate, proven.u, proven.v)


@numba.njit(cache=True)
def _take(order: Int64, rows: Int32, cols: Int32, n: int, capacity: Int64) -> Int32:
    mate = np.full(n, NOBODY, np.int32)
    left = capacity.copy()
    for e in order:
        if mate[rows[e]] == NOBODY and left[cols[e]] > 0:
            mate[rows[e]] = cols[e]
            left[cols[e]] -= 1
    return mate
