"""First prices by an auction: rows bid in steps of eps, columns without takers come down again.

What comes out is a guess within eps a row and proves nothing yet; `settle` makes it exact.
"""

from typing import NamedTuple

import numba
import numpy as np

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64, Lists

MOST_BIDS = 60  # a row, in one auction; a war that lasts longer is left to the searches


class Seats(NamedTuple):
    """The seats of column j begin at `at[j]`: a heap by the level at which each was taken."""

    at: Int64
    number: Int64
    used: Int64
    level: Int64
    sitter: Int32
    price: Int64


def new_seats(number: Int64, price: Int64) -> Seats:
    """Empty seats at these prices."""
    at = np.concatenate([[0], number.cumsum()]).astype(np.int64)
    level, sitter = np.empty(at[-1], np.int64), np.empty(at[-1], np.int32)
    return Seats(at, number, np.zeros(len(number), np.int64), level, sitter, price)


@numba.njit(cache=True)
def auction(rows: Lists, seats: Seats, mate: Int32, eps: int) -> int:
    """Bid, from empty seats, until every row sits or gains nothing. Gives the number of bids."""
    n = mate.shape[0]
    seats.used[:] = 0
    mate[:] = NOBODY
    waiting = np.empty(n, np.int32)
    for k in range(n):
        waiting[k] = n - 1 - k
    count, bids = n, 0
    while count > 0 and bids < MOST_BIDS * n:
        count -= 1
        row = int(waiting[count])
        best, second, col = _two_best(rows, seats.price, row)
        if col == NOBODY:
            continue
        bids += 1
        out = _sit(seats, col, row, seats.price[col] + best - second + eps)
        mate[row] = col
        if out != NOBODY:
            mate[out] = NOBODY
            waiting[count] = out
            count += 1
    return bids


@numba.njit(cache=True)
def _two_best(rows: Lists, price: Int64, row: int) -> tuple[int, int, int]:
    """What the best and the second best column are worth to the row, and which the best is."""
    best = second = 0
    col = NOBODY
    for e in range(rows.at[row], rows.to[row]):
        worth = rows.scores[e] - price[rows.ends[e]]
        if worth > second:
            if worth > best:
                second = best
                best = worth
                col = rows.ends[e]
            else:
                second = worth
    return best, second, col


@numba.njit(cache=True)
def _sit(seats: Seats, col: int, row: int, bid: int) -> int:
    """The row takes a free seat, or the cheapest sitter's. Gives who had to stand up."""
    at, used = seats.at[col], seats.used[col]
    if used < seats.number[col]:
        seats.used[col] = used + 1
        _rise(seats, at, used, bid, row)
        if used + 1 == seats.number[col]:
            seats.price[col] = max(seats.price[col], seats.level[at])
        return NOBODY
    out = seats.sitter[at]
    _sink(seats, at, used, bid, row)
    seats.price[col] = seats.level[at]
    return int(out)


@numba.njit(cache=True)
def _rise(seats: Seats, at: int, k: int, bid: int, row: int) -> None:
    while k > 0 and seats.level[at + ((k - 1) >> 1)] > bid:
        above = (k - 1) >> 1
        seats.level[at + k] = seats.level[at + above]
        seats.sitter[at + k] = seats.sitter[at + above]
        k = above
    seats.level[at + k] = bid
    seats.sitter[at + k] = row


@numba.njit(cache=True)
def _sink(seats: Seats, at: int, used: int, bid: int, row: int) -> None:
    k = 0
    while 2 * k + 1 < used:
        below = 2 * k + 1
        if below + 1 < used and seats.level[at + below + 1] < seats.level[at + below]:
            below += 1
        if seats.level[at + below] >= bid:
            break
        seats.level[at + k] = seats.level[at + below]
        seats.sitter[at + k] = seats.sitter[at + below]
        k = below
    seats.level[at + k] = bid
    seats.sitter[at + k] = row


@numba.njit(cache=True)
def come_down(rows: Lists, cols: Lists, seats: Seats, mate: Int32, eps: int) -> int:
    """Columns with room and a price take the rows that lose least by it, at a lower price."""
    m = seats.price.shape[0]
    used, price = seats.used, seats.price
    worth = _sitting(rows, used, mate)
    waiting = np.empty(m + 1, np.int32)  # each waits at most once
    count = steps = 0
    for col in range(m):
        waiting[count] = col
        count += used[col] < seats.number[col] and price[col] > 0
    while count > 0 and steps < MOST_BIDS * mate.shape[0]:
        count -= 1
        col = waiting[count]
        while used[col] < seats.number[col] and price[col] > 0:
            steps += 1
            best, second, e = _two_cheapest(cols, price, mate, worth, col)
            if e == NOBODY or best < eps:
                price[col] = 0
                break
            price[col] = min(price[col], max(0, second - eps))
            row = cols.ends[e]
            left = mate[row]
            mate[row] = col
            worth[row] = cols.scores[e]
            used[col] += 1
            if left != NOBODY:
                used[left] -= 1
                waiting[count] = left
                count += price[left] > 0 and used[left] == seats.number[left] - 1
    return steps


@numba.njit(cache=True)
def _sitting(rows: Lists, used: Int64, mate: Int32) -> Int64:
    """The score each row has where it sits; counts the used seats anew."""
    worth = np.zeros(mate.shape[0], np.int64)
    used[:] = 0
    for row in range(mate.shape[0]):
        if mate[row] != NOBODY:
            used[mate[row]] += 1
            for e in range(rows.at[row], rows.to[row]):
                if rows.ends[e] == mate[row]:
                    worth[row] = rows.scores[e]
    return worth


@numba.njit(cache=True)
def _two_cheapest(
    cols: Lists, price: Int64, mate: Int32, worth: Int64, col: int
) -> tuple[int, int, int]:
    """The two highest prices at which some row would come over, and the edge of the first."""
    best = second = 0
    edge = NOBODY
    for e in range(cols.at[col], cols.to[col]):
        row = cols.ends[e]
        own = mate[row]
        if own == col:
            continue
        offer = cols.scores[e] - (worth[row] - price[own] if own != NOBODY else 0)
        if offer > second:
            if offer > best:
                second = best
                best = offer
                edge = e
            else:
                second = offer
    return best, second, edge
