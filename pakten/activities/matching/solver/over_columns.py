"""The two searches from column to column, by the table of moves: where columns have many places.

Going from a to b costs least[a, b] - v[a] + v[b], never below 0, whoever it is that goes. A way ends
where somebody goes without, where a place is free or left free, or where one without comes in.
"""

from typing import NamedTuple

import numba
import numpy as np

from pakten.activities.matching.solver.arrays import FAR, NOBODY, Int32, Int64, Lists, Match
from pakten.activities.matching.solver.moves import Moves, move


class Ways(NamedTuple):
    """The distance of each column, the same until it is passed, and the column before it."""

    far: Int64
    ahead: Int64
    came: Int32


@numba.njit(cache=True)
def row_over_columns(rows: Lists, match: Match, moves: Moves, start: int) -> int:
    """As `search_row`."""
    ways = _new_ways(match)
    best, last = match.u[start], NOBODY  # at worst the row itself goes without
    for e in range(rows.at[start], rows.to[start]):
        col = rows.ends[e]
        ways.far[col] = ways.ahead[col] = match.u[start] + match.v[col] - rows.scores[e]
    col = int(np.argmin(ways.ahead))
    while ways.ahead[col] < best:
        here = ways.far[col] - match.v[col]
        free = match.used[col] < match.room[col]
        end = ways.far[col] if free else here + moves.least[col, NOBODY]
        if end < best:
            best, last = end, col
        col = _pass(ways, col, here, moves.least[col], match.v)
    match.u[start] -= best
    _change_prices(match, ways, best, 1)
    if last != NOBODY:
        _pass_on(rows, match, moves, ways, start, last)
    return int(best)


@numba.njit(cache=True)
def col_over_columns(rows: Lists, match: Match, moves: Moves, start: int) -> int:
    """As `search_col`."""
    ways, below = _new_ways(match), -match.v
    best, last = match.v[start], start  # at worst it stays with room
    ways.far[start] = ways.ahead[start] = 0
    col = start
    while ways.ahead[col] < best:
        here = ways.far[col] + match.v[col]
        end = here + min(0, moves.least[NOBODY, col])
        if end < best:
            best, last = end, col
        col = _pass(ways, col, here, moves.least[:, col], below)
    _change_prices(match, ways, best, -1)
    _call_in(rows, match, moves, ways, start, last)
    return int(best)


@numba.njit(cache=True)
def _new_ways(match: Match) -> Ways:
    far = np.full(match.v.shape[0], FAR, np.int64)
    return Ways(far, far.copy(), np.full(far.shape[0], NOBODY, np.int32))


@numba.njit(cache=True)
def _pass(ways: Ways, col: int, here: int, losses: Int64, prices: Int64) -> int:
    """Look at every column from this one. Gives the nearest that is still ahead.

    Every line of the loop is done for every column, so that several are done at once.
    """
    ways.ahead[col] = FAR
    for other in range(ways.far.shape[0]):
        there = here + losses[other] + prices[other]
        nearer = there < ways.far[other]
        ways.far[other] = there if nearer else ways.far[other]
        ways.ahead[other] = there if nearer else ways.ahead[other]
        ways.came[other] = np.int32(col) if nearer else ways.came[other]
    return int(np.argmin(ways.ahead))


@numba.njit(cache=True)
def _change_prices(match: Match, ways: Ways, best: int, sign: int) -> None:
    """By what each column is nearer than the end of the way."""
    for col in range(match.v.shape[0]):
        change = sign * max(0, best - ways.far[col])
        if change != 0:
            match.v[col] += change
            row = match.head[col]
            while row != NOBODY:
                match.u[row] -= change
                row = match.next[row]


@numba.njit(cache=True)
def _pass_on(rows: Lists, match: Match, moves: Moves, ways: Ways, start: int, last: int) -> None:
    """Along the way back: whoever moves at the least loss moves, and the start comes in."""
    col = last
    if match.used[col] >= match.room[col]:
        move(rows, match, moves, int(np.int64(moves.who[col, NOBODY])), NOBODY)
    while col != NOBODY:
        before = int(np.int64(ways.came[col]))
        row = int(np.int64(moves.who[before, col])) if before != NOBODY else start
        move(rows, match, moves, row, col)
        col = before


@numba.njit(cache=True)
def _call_in(rows: Lists, match: Match, moves: Moves, ways: Ways, start: int, last: int) -> None:
    """Along the way back: somebody without comes in, if there is one, and each goes one further."""
    col = last
    if moves.least[NOBODY, col] < FAR:
        move(rows, match, moves, int(np.int64(moves.who[NOBODY, col])), col)
    while col != start:
        onward = int(np.int64(ways.came[col]))
        move(rows, match, moves, int(np.int64(moves.who[col, onward])), onward)
        col = onward
