"""From any prices to the exact best: what they allow is taken at once, the rest is searched for."""

import numba
import numpy as np

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64, Lists, Match, Search
from pakten.activities.matching.solver.search import join, search_col, search_row


@numba.njit(cache=True)
def settle(rows: Lists, match: Match, search: Search, wish: Int32) -> int:
    """Make u fit v; give every row its wish where the prices allow, then search for the others.

    Gives the number of columns that still have room and a price (for `fill`).
    """
    for row in range(match.mate.shape[0]):
        best, kept = _best_at(rows, match.v, row, wish[row])
        match.u[row] = best
        if kept and match.used[wish[row]] < match.room[wish[row]]:
            join(match, row, wish[row])
    for row in range(match.mate.shape[0]):
        if match.mate[row] == NOBODY and match.u[row] > 0:
            search_row(rows, match, search, row)
    unsold = 0
    for col in range(match.v.shape[0]):
        if match.used[col] < match.room[col] and match.v[col] > 0:
            unsold += 1
    return unsold


@numba.njit(cache=True)
def _best_at(rows: Lists, v: Int64, row: int, wish: int) -> tuple[int, bool]:
    """What the row's best column is worth at these prices, and whether its wish is as good."""
    best, own = 0, -1
    for e in range(rows.at[row], rows.to[row]):
        worth = rows.scores[e] - v[rows.ends[e]]
        best = max(best, worth)
        if rows.ends[e] == wish:
            own = worth
    return best, own == best


@numba.njit(cache=True)
def fill(cols: Lists, match: Match, search: Search) -> int:
    """Fill the columns with room and a price, or take their price away. Gives the searches."""
    count = 0
    for col in range(match.v.shape[0]):
        while match.used[col] < match.room[col] and match.v[col] > 0:
            search_col(cols, match, search, col)
            count += 1
    return count


@numba.njit(cache=True)
def by_column(columns: int, rows: Lists) -> tuple[Int64, Int64, Int32, Int64]:
    """The same edges by column."""
    to = np.zeros(columns, np.int64)
    for row in range(rows.at.shape[0]):
        for e in range(rows.at[row], rows.to[row]):
            to[rows.ends[e]] += 1
    at = np.zeros(columns, np.int64)
    total = 0
    for col in range(columns):
        at[col] = total
        total += to[col]
        to[col] = at[col]
    ends = np.empty(total, np.int32)
    scores = np.empty(total, np.int64)
    for row in range(rows.at.shape[0]):
        for e in range(rows.at[row], rows.to[row]):
            k = to[rows.ends[e]]
            ends[k] = row
            scores[k] = rows.scores[e]
            to[rows.ends[e]] = k + 1
    return at, to, ends, scores


@numba.njit(cache=True)
def check(rows: Lists, mate: Int32, u: Int64, v: Int64) -> tuple[bool, bool, int]:
    """Do the prices cover every edge, is every mate an edge, and the sum of the scores taken."""
    covered, stands, total = True, True, 0
    for row in range(mate.shape[0]):
        here = mate[row] == NOBODY
        covered = covered and u[row] >= 0
        for e in range(rows.at[row], rows.to[row]):
            col = rows.ends[e]
            covered = covered and u[row] + v[col] >= rows.scores[e]
            if col == mate[row]:
                here = True
                total += rows.scores[e]
        stands = stands and here
    return covered, stands, total
