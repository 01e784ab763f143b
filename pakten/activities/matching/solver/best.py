"""The best total of a round, from nothing or from prices that are already known."""

import numpy as np

from pakten.activities.matching.solver.arrays import NOBODY, Lists, Match, new_match, new_search
from pakten.activities.matching.solver.settle import by_column, fill, settle
from pakten.activities.matching.solver.sparse import Sparse, State, prove


def solve(sparse: Sparse, *, start: State | None = None) -> State:
    """The best there is, proven: `gap == 0`. `start` lends its prices and places as a first guess.

    A start may be of any round with as many rows and columns: worse guesses only take longer.
    """
    rows = lists(sparse)
    match = new_match(sparse.n, sparse.capacity)
    wish = np.full(sparse.n, NOBODY, np.int32)
    if start is not None:
        match.v[:] = start.v
        wish[:] = start.mate
    settle_all(rows, match, wish)
    return prove(sparse, match.mate, match.u, match.v)


def lists(sparse: Sparse) -> Lists:
    """The rows of a round for the compiled parts; nothing is copied."""
    return Lists(sparse.indptr[:-1], sparse.indptr[1:], sparse.indices, sparse.scores)


def settle_all(rows: Lists, match: Match, wish: np.ndarray) -> None:
    """Both halves: rows without a place, then columns without enough rows."""
    search = new_search(len(match.mate), len(match.v))
    if settle(rows, match, search, wish):
        fill(rows, Lists(*by_column(len(match.v), rows)), match, search)
