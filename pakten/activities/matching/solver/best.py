"""The best total of a round, from nothing or from prices that are already known."""

import numpy as np

from pakten.activities.matching.solver.arrays import (
    Int32,
    Int64,
    Lists,
    Match,
    new_match,
    new_search,
)
from pakten.activities.matching.solver.bidding import auction, come_down, new_seats
from pakten.activities.matching.solver.settle import by_column, fill, settle
from pakten.activities.matching.solver.sparse import Sparse, State, prove

FINEST = 400  # the last auction's step is this part of the spread of the scores
STEP = 10


def solve(sparse: Sparse, *, start: State | None = None) -> State:
    """The best there is, proven: `gap == 0`. `start` lends its prices and places as a first guess.

    A start may be of any round with as many rows and columns: worse guesses only take longer.
    """
    match = best(sparse.lists(), sparse.capacity, start)
    return prove(sparse, match.mate, match.u, match.v)


def best(rows: Lists, capacity: Int64, start: State | None = None) -> Match:
    """The same on bare lists; scores may be of any sign, those not above 0 are never taken."""
    match = new_match(len(rows.at), capacity)
    search = new_search(len(rows.at), len(capacity))
    cols = None
    if start is None:
        cols = Lists(*by_column(len(capacity), rows))
        wish = _guess(rows, cols, match)
    else:
        match.v[:], wish = start.v, start.mate
    if settle(rows, match, search, wish):
        fill(cols or Lists(*by_column(len(capacity), rows)), match, search)
    return match


def _guess(rows: Lists, cols: Lists, match: Match) -> Int32:
    """Prices and places by auctions with ever smaller steps."""
    wish = np.full(len(match.mate), -1, np.int32)
    if not len(rows.scores):
        return wish
    most = int(rows.scores.max())
    match.v[match.room == 0] = max(0, most)  # nobody bids for what nobody can have
    seats = new_seats(np.minimum(match.room, cols.to - cols.at), match.v)
    for eps in _steps(most, most - int(rows.scores.min())):
        auction(rows, seats, wish, eps)
        come_down(rows, cols, seats, wish, eps)
    return wish


def _steps(most: int, spread: int) -> list[int]:
    """From coarse to fine; the fine ones alone where the scores spread over all they could."""
    eps = max(1, spread // FINEST)
    found = [eps]
    while found[-1] * STEP * 4 * STEP <= most:
        found.append(found[-1] * STEP)
    return found[::-1]
