"""The lowest prices that prove a round: each is exactly what one more place would be worth.

A best choice has many proofs. These are the ones to tell people: they depend on the round alone,
not on the way it was solved, and a column with a place to spare costs nothing.
"""

import numba
import numpy as np

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64, Lists
from pakten.activities.matching.solver.heap import rise, take_first
from pakten.activities.matching.solver.sparse import State, prove


def lowest(state: State) -> State:
    """The same choice with the lowest prices. It must be a best one (`gap == 0`)."""
    if state.gap:
        raise ValueError("only a best choice has prices that prove it")
    u, v = state.u.copy(), state.v.copy()
    _bring_down(state.sparse.lists(), state.mate, u, v)
    return prove(state.sparse, state.mate, u, v)


@numba.njit(cache=True)
def _bring_down(rows: Lists, mate: Int32, u: Int64, v: Int64) -> None:
    """How far each price may fall is a shortest distance; all of them in one search."""
    m = v.shape[0]
    fall = v.copy()
    head = np.full(m, NOBODY, np.int32)
    other = np.full(mate.shape[0], NOBODY, np.int32)
    for row in range(mate.shape[0]):
        col = mate[row]
        if col != NOBODY:
            other[row] = head[col]
            head[col] = row
            continue
        for e in range(rows.at[row], rows.to[row]):
            j = rows.ends[e]
            fall[j] = min(fall[j], u[row] + v[j] - rows.scores[e])
    heap, place, size = np.empty(m + 1, np.int32), np.full(m + 1, NOBODY, np.int32), 0
    for col in range(m):
        size = rise(heap, place, size, col, fall)
    while size > 0:
        col = heap[0]
        size = take_first(heap, place, size, fall)
        row = head[col]
        while row != NOBODY:
            for e in range(rows.at[row], rows.to[row]):
                j = rows.ends[e]
                there = fall[col] + u[row] + v[j] - rows.scores[e]
                if there < fall[j]:
                    fall[j] = there
                    size = rise(heap, place, size, j, fall)
            row = other[row]
    for row in range(mate.shape[0]):
        if mate[row] != NOBODY:
            u[row] += fall[mate[row]]
    for col in range(m):
        v[col] -= fall[col]
