"""Solves whole rounds exactly, with prices that prove it, and goes on from what it knows.

Owns the mathematics of rows and columns in whole numbers; imports numba, so no web process imports it.

    state = solve(Sparse.of(n, m, edges, capacity))    state.total == state.bound: proven
    solve(more_edges, start=state)                     the same, from the prices already known
    lowest(state).v                                what one more place at each column is worth
    Live(state).add_row(columns, scores)               one more row, exact, in microseconds
    stable(sparse)                                     nobody prefers each other to what they got
    lift(sparse, group, eligible, most_loss)           equal rates at the least loss, with its price
"""

from pakten.activities.matching.kernels import KEPT_IN
from pakten.activities.matching.solver.best import solve
from pakten.activities.matching.solver.live import Live, insert
from pakten.activities.matching.solver.parity import Lifted, Rates, lift
from pakten.activities.matching.solver.prices import lowest
from pakten.activities.matching.solver.sparse import Sparse, State, prove
from pakten.activities.matching.solver.stability import stable

__all__ = [
    "KEPT_IN",
    "Lifted",
    "Live",
    "Rates",
    "Sparse",
    "State",
    "insert",
    "lift",
    "lowest",
    "prove",
    "solve",
    "stable",
]
