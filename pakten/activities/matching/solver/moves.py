"""What the cheapest move between two columns would cost, kept up to date for a round that changes.

`least[a, b]` is the least that a row at a would lose of its score by going to b, `who[a, b]` that
row. No price is in it, so it changes only where somebody moves. Having no column counts as one
more, worth 0; its line is the last, which is where NOBODY (-1) points.
"""

from typing import NamedTuple

import numba
import numpy as np

from pakten.activities.matching.solver.arrays import FAR, NOBODY, Int32, Int64, Lists, Match
from pakten.activities.matching.solver.search import join, leave


class Moves(NamedTuple):
    """The table of columns by columns; empty where a search goes over the rows themselves.

    The edges to b of all who are at a are a chain: `first[a, b]`, then each one's `after`. The
    row of edge e is `owner[e]`.
    """

    least: Int64
    who: Int32
    first: Int32
    after: Int32
    before: Int32
    owner: Int32


def new_moves(columns: int, rows: Lists) -> Moves:
    """A table, yet of nobody, where it is smaller than the edges: few columns of many places.

    A search looks at a line of the table for each column it passes, and without it at the edges of
    all who are there: on average the table is quicker just where it is smaller.
    """
    is_smaller = columns * columns < int((rows.to - rows.at).sum())
    size, edges = (columns + 1, len(rows.ends)) if is_smaller else (0, 0)
    return Moves(
        np.full((size, size), FAR, np.int64),
        *(np.full((size, size), NOBODY, np.int32) for _ in range(2)),
        *(np.full(edges, NOBODY, np.int32) for _ in range(3)),
    )


@numba.njit(cache=True)
def move(rows: Lists, match: Match, moves: Moves, row: int, col: int) -> None:
    """The row goes from where it is to `col`, either of which may be no column; the table follows."""
    forget(rows, match, moves, row)
    if match.mate[row] != NOBODY:
        leave(match, row)
    if col != NOBODY:
        join(match, row, col)
    tell(rows, match, moves, row)


@numba.njit(cache=True)
def tell_all(rows: Lists, match: Match, moves: Moves) -> None:
    """Fill the table."""
    if moves.who.shape[0] > 0:
        for row in range(match.mate.shape[0]):
            tell(rows, match, moves, row)


@numba.njit(cache=True)
def tell(rows: Lists, match: Match, moves: Moves, row: int) -> None:
    """Put in where the row could go from where it is, and what it would lose."""
    if moves.who.shape[0] == 0:
        return
    own, worth = match.mate[row], worth_of(match, row)
    if own != NOBODY:
        _offer(moves, own, NOBODY, row, worth)
    for e in range(rows.at[row], rows.to[row]):
        col = rows.ends[e]
        _offer(moves, own, col, row, worth - rows.scores[e])
        first = moves.first[own, col]
        moves.owner[e] = row
        moves.before[e] = NOBODY
        moves.after[e] = first
        if first != NOBODY:
            moves.before[first] = e
        moves.first[own, col] = e


@numba.njit(cache=True)
def forget(rows: Lists, match: Match, moves: Moves, row: int) -> None:
    """Take out where the row could go: where it was the cheapest, the next one is found."""
    if moves.who.shape[0] == 0:
        return
    own = match.mate[row]
    if own != NOBODY and moves.who[own, NOBODY] == row:
        _offer_to_leave(match, moves, own, row)
    for e in range(rows.at[row], rows.to[row]):
        col = rows.ends[e]
        before, after = moves.before[e], moves.after[e]
        if before == NOBODY:
            moves.first[own, col] = after
        else:
            moves.after[before] = after
        if after != NOBODY:
            moves.before[after] = before
        if moves.who[own, col] == row:
            _offer_all(rows, match, moves, own, col)


@numba.njit(cache=True)
def worth_of(match: Match, row: int) -> int:
    """The score of the row where it is, which its two prices add up to."""
    col = match.mate[row]
    return int(match.u[row] + match.v[col]) if col != NOBODY else 0


@numba.njit(cache=True)
def _offer(moves: Moves, own: int, col: int, row: int, loss: int) -> None:
    """One move, if it is cheaper than the cheapest so far."""
    if loss < moves.least[own, col]:
        moves.least[own, col] = loss
        moves.who[own, col] = row


@numba.njit(cache=True)
def _offer_all(rows: Lists, match: Match, moves: Moves, own: int, col: int) -> None:
    """Find the cheapest move between two columns anew."""
    moves.least[own, col] = FAR
    moves.who[own, col] = NOBODY
    e = moves.first[own, col]
    while e != NOBODY:
        row = moves.owner[e]
        _offer(moves, own, col, row, worth_of(match, row) - rows.scores[e])
        e = moves.after[e]


@numba.njit(cache=True)
def _offer_to_leave(match: Match, moves: Moves, own: int, but: int) -> None:
    """Find anew who would lose least by having no column."""
    moves.least[own, NOBODY] = FAR
    moves.who[own, NOBODY] = NOBODY
    row = match.head[own]
    while row != NOBODY:
        if row != but:
            _offer(moves, own, NOBODY, row, worth_of(match, row))
        row = match.next[row]
