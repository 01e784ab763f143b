"""From any prices to the exact best: what they allow is taken at once, the rest is searched for."""

import numba
import numpy as np

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64, Lists, Match, Search
from pakten.activities.matching.solver.search import join, leave, search_col, search_row


@numba.njit(cache=True)
def settle(rows: Lists, match: Match, search: Search, wish: Int32) -> int:
    """Make u fit v; give every row its wish where the prices allow, then search for the others.

    Gives the number of columns that still have room and a price (for `fill`).
    """
    for row in range(match.mate.shape[0]):
        best, own, wished = 0, False, False
        for e in range(rows.at[row], rows.to[row]):
            worth = rows.scores[e] - match.v[rows.ends[e]]
            best = max(best, worth)
        match.u[row] = best
        for e in range(rows.at[row], rows.to[row]):
            if rows.scores[e] - match.v[rows.ends[e]] == best:
                own = own or rows.ends[e] == match.mate[row]
                wished = wished or rows.ends[e] == wish[row]
        if match.mate[row] != NOBODY and not own:
            leave(match, row)
        if wished and match.mate[row] == NOBODY:
            col = wish[row]
            if match.used[col] < match.room[col]:
                join(match, row, col)
    for row in range(match.mate.shape[0]):
        if match.mate[row] == NOBODY and match.u[row] > 0:
            search_row(rows, match, search, row)
    unsold = 0
    for col in range(match.v.shape[0]):
        if match.used[col] < match.room[col] and match.v[col] > 0:
            unsold += 1
    return unsold


@numba.njit(cache=True)
def fill(rows: Lists, cols: Lists, match: Match, search: Search) -> int:
    """Fill the columns with room and a price, or take their price away. Gives the searches."""
    count = 0
    for row in range(match.mate.shape[0]):
        search.far_row[row] = 2**62
    for col in range(match.v.shape[0]):
        while match.used[col] < match.room[col] and match.v[col] > 0:
            search_col(rows, cols, match, search, col)
            count += 1
    return count


@numba.njit(cache=True)
def by_column(columns: int, rows: Lists) -> tuple[Int64, Int64, Int32, Int64]:
    """The same edges by column."""
    n = rows.at.shape[0]
    to = np.zeros(columns, np.int64)
    for row in range(n):
        for e in range(rows.at[row], rows.to[row]):
            to[rows.ends[e]] += 1
    at = np.zeros(columns, np.int64)
    for col in range(1, columns):
        at[col] = at[col - 1] + to[col - 1]
    ends = np.empty(at[-1] + to[-1] if columns else 0, np.int32)
    scores = np.empty(ends.shape[0], np.int64)
    to[:] = at
    for row in range(n):
        for e in range(rows.at[row], rows.to[row]):
            k = to[rows.ends[e]]
            ends[k] = row
            scores[k] = rows.scores[e]
            to[rows.ends[e]] = k + 1
    return at, to, ends, scores
