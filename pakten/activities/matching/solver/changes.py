"""The compiled part of `live`: lists that grow, and the one search each change asks for."""

from typing import NamedTuple

import numba
import numpy as np

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64, Lists, Match, Search
from pakten.activities.matching.solver.moves import Moves, forget, move, tell, worth_of
from pakten.activities.matching.solver.over_columns import col_over_columns, row_over_columns
from pakten.activities.matching.solver.search import join, leave, search_col, search_row


class Kept(NamedTuple):
    """Lists with room to grow: list i may reach `full[i]`; behind `tail[0]` all is free."""

    lists: Lists
    full: Int64
    tail: Int64


@numba.njit(cache=True)
def spare(kept: Kept, ends: Int32) -> bool:
    """Is there room for one more edge at each of these ends, and for all of them at one?"""
    need = 2 * ends.shape[0] + 4
    lists = kept.lists
    for end in ends:
        if end < lists.at.shape[0] and lists.to[end] == kept.full[end]:
            need += 2 * (lists.to[end] - lists.at[end]) + 4
    return bool(kept.tail[0] + need <= lists.ends.shape[0])


@numba.njit(cache=True)
def refill(match: Match) -> None:
    """Make the chains of the columns from the rows' mates."""
    for row in range(match.mate.shape[0]):
        col = match.mate[row]
        if col != NOBODY:
            match.mate[row] = NOBODY
            join(match, row, col)


@numba.njit(cache=True)
def enter_row(
    rows: Kept, cols: Kept, match: Match, moves: Moves, search: Search,
    row: int, ends: Int32, scores: Int64,
) -> int:  # fmt: skip
    """Put the row's edges in and give it its due. Gives what the total gained."""
    best = 0
    _begin(rows, row, ends.shape[0])
    for k in range(ends.shape[0]):
        _append(rows, row, ends[k], scores[k])
        _append(cols, ends[k], row, scores[k])
        best = max(best, scores[k] - match.v[ends[k]])
    match.u[row] = best
    tell(rows.lists, match, moves, row)
    return _place(rows, match, moves, search, row)


@numba.njit(cache=True)
def _place(rows: Kept, match: Match, moves: Moves, search: Search, row: int) -> int:
    """Find a row without a column the best for all. Gives what the total gained."""
    due = match.u[row]
    if due == 0:
        return 0
    if moves.who.shape[0] > 0:
        return int(due - row_over_columns(rows.lists, match, moves, row))
    return int(due - search_row(rows.lists, match, search, row))


@numba.njit(cache=True)
def enter_column(
    rows: Kept, cols: Kept, match: Match, moves: Moves, search: Search,
    col: int, ends: Int32, scores: Int64, capacity: int,
) -> int:  # fmt: skip
    """Put the column's edges in at a price nobody gains by, then sell it. Gives the gain."""
    price = 0
    _begin(cols, col, ends.shape[0])
    for k in range(ends.shape[0]):
        _append(cols, col, ends[k], scores[k])
        forget(rows.lists, match, moves, ends[k])
        _append(rows, ends[k], col, scores[k])
        tell(rows.lists, match, moves, ends[k])
        price = max(price, scores[k] - match.u[ends[k]])
    match.v[col] = price
    match.room[col] = capacity
    return _sell(rows, cols, match, moves, search, col)


@numba.njit(cache=True)
def _sell(rows: Kept, cols: Kept, match: Match, moves: Moves, search: Search, col: int) -> int:
    """Fill the column, or take its price away. Gives what the total gained."""
    gained = 0
    while match.used[col] < match.room[col] and match.v[col] > 0:
        price = match.v[col]
        if moves.who.shape[0] > 0:
            gained += price - col_over_columns(rows.lists, match, moves, col)
        else:
            gained += price - search_col(cols.lists, match, search, col)
    return gained


@numba.njit(cache=True)
def drop_row(rows: Kept, cols: Kept, match: Match, moves: Moves, search: Search, row: int) -> int:
    """Take the row out and sell what it had. Gives what the total changed."""
    lists = rows.lists
    for e in range(lists.at[row], lists.to[row]):
        _remove(cols.lists, lists.ends[e], row)
    col = int(np.int64(match.mate[row]))  # of one width with the others: compiled once, not twice
    lost = worth_of(match, row)
    forget(lists, match, moves, row)
    if col != NOBODY:
        leave(match, row)
    lists.to[row] = lists.at[row]
    match.u[row] = 0
    if col == NOBODY:
        return 0
    return int(_sell(rows, cols, match, moves, search, col) - lost)


@numba.njit(cache=True)
def set_room(
    rows: Kept, cols: Kept, match: Match, moves: Moves, search: Search, col: int, capacity: int
) -> int:
    """Another capacity: those too many look elsewhere, or the new places are sold."""
    match.room[col] = capacity
    gained = 0
    while match.used[col] > capacity:
        row = int(np.int64(match.head[col]))
        gained -= worth_of(match, row)
        move(rows.lists, match, moves, row, NOBODY)
        gained += _place(rows, match, moves, search, row)
    return gained + _sell(rows, cols, match, moves, search, col)


@numba.njit(cache=True)
def _begin(kept: Kept, end: int, number: int) -> None:
    """An empty list with room for so many edges."""
    kept.lists.at[end] = kept.lists.to[end] = kept.tail[0]
    kept.tail[0] += number
    kept.full[end] = kept.tail[0]


@numba.njit(cache=True)
def _append(kept: Kept, end: int, other: int, score: int) -> None:
    """One more edge; a full list moves to the end of the buffer, with room to grow."""
    lists = kept.lists
    if lists.to[end] == kept.full[end]:
        at, number = lists.at[end], lists.to[end] - lists.at[end]
        tail = kept.tail[0]
        for k in range(number):
            lists.ends[tail + k] = lists.ends[at + k]
            lists.scores[tail + k] = lists.scores[at + k]
        lists.at[end] = tail
        lists.to[end] = tail + number
        kept.tail[0] = kept.full[end] = tail + 2 * number + 4
    lists.ends[lists.to[end]] = other
    lists.scores[lists.to[end]] = score
    lists.to[end] += 1


@numba.njit(cache=True)
def _remove(lists: Lists, end: int, other: int) -> None:
    """One edge fewer: the last takes its place."""
    for e in range(lists.at[end], lists.to[end]):
        if lists.ends[e] == other:
            last = lists.to[end] - 1
            lists.ends[e] = lists.ends[last]
            lists.scores[e] = lists.scores[last]
            lists.to[end] = last
            return
