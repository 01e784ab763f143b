"""Shortest ways from one end whose price is not earned yet, for rows and for columns.

Kept always: u[i] + v[j] >= score, both at least 0, and a row stands only at a column where that is
an equality. What may be missing is the other half: a row without a place must have u = 0, a column
with room v = 0. Each search mends one such end at the least cost and breaks nothing.
"""

import numba

from pakten.activities.matching.solver.arrays import FAR, NOBODY, Int32, Lists, Match, Search
from pakten.activities.matching.solver.heap import rise, take_first


@numba.njit(cache=True)
def leave(match: Match, row: int) -> None:
    """The row gives up its column."""
    col = match.mate[row]
    before, after = match.before[row], match.next[row]
    if before == NOBODY:
        match.head[col] = after
    else:
        match.next[before] = after
    if after != NOBODY:
        match.before[after] = before
    match.mate[row] = NOBODY
    match.used[col] -= 1


@numba.njit(cache=True)
def join(match: Match, row: int, col: int) -> None:
    """The row, which has none, takes the column."""
    first = match.head[col]
    match.before[row] = NOBODY
    match.next[row] = first
    if first != NOBODY:
        match.before[first] = row
    match.head[col] = row
    match.mate[row] = col
    match.used[col] += 1


@numba.njit(cache=True)
def search_row(rows: Lists, match: Match, search: Search, start: int) -> int:
    """Give a row without a column its due, or take its u down to 0. Gives what its u fell."""
    far = search.far_col
    best, last_row, last_col = match.u[start], start, NOBODY  # at worst the row itself goes without
    here, heap, ready, seen, scanned = 0, 0, 0, 0, 0
    row = start
    while True:
        while row != NOBODY:
            search.far_row[row] = here
            search.rows[scanned] = row
            scanned += 1
            if here + match.u[row] < best:
                best, last_row, last_col = here + match.u[row], row, NOBODY
            best, last_col, heap, ready, seen = _look_from_row(
                rows, match, search, row, here, best, last_col, heap, ready, seen
            )
            row = NOBODY if row == start else match.next[row]
        if ready > 0:
            col = search.heap[search.heap.shape[0] - ready]
            ready -= 1
        elif heap > 0 and far[search.heap[0]] < best:
            col = search.heap[0]
            heap = take_first(search.heap, search.place, heap, far)
        else:
            break
        if far[col] >= best:
            break
        here = far[col]
        row = match.head[col]
    for k in range(scanned):
        row = search.rows[k]
        match.u[row] -= max(0, best - search.far_row[row])
        search.far_row[row] = FAR
    for k in range(seen):
        col = search.cols[k]
        match.v[col] += max(0, best - far[col])
        far[col] = FAR
        search.place[col] = NOBODY
    _pass_down(match, search.from_col, start, last_row, last_col)
    return int(best)


@numba.njit(cache=True)
def _look_from_row(
    rows: Lists, match: Match, search: Search, row: int, here: int,
    best: int, last_col: int, heap: int, ready: int, seen: int,
) -> tuple[int, int, int, int, int]:  # fmt: skip
    """Every column the row could have instead. A full one is a step; one with room is an end."""
    far = search.far_col
    above = here + match.u[row]
    own = match.mate[row]
    for e in range(rows.at[row], rows.to[row]):
        col = rows.ends[e]
        there = above + match.v[col] - rows.scores[e]
        if there >= best or there >= far[col] or col == own:
            continue
        fresh = far[col] == FAR
        if fresh:
            search.cols[seen] = col
            seen += 1
        far[col] = there
        search.from_col[col] = row
        if match.used[col] < match.room[col]:
            best, last_col = there, col
        elif fresh and there == here:  # no further than we are: needs no place in the heap
            ready += 1
            search.heap[search.heap.shape[0] - ready] = col
        else:
            heap = rise(search.heap, search.place, heap, col, far)
    return best, last_col, heap, ready, seen


@numba.njit(cache=True)
def _pass_down(match: Match, came: Int32, start: int, last_row: int, last_col: int) -> None:
    """Along the way back: each takes the column it looked at and leaves its own to the one before."""
    row, col = last_row, last_col
    if col != NOBODY:
        row = came[col]
    while True:
        own = match.mate[row]
        if own != NOBODY:
            leave(match, row)
        if col != NOBODY:
            join(match, row, col)
        if row == start:
            return
        col = own
        row = came[col]


@numba.njit(cache=True)
def search_col(cols: Lists, match: Match, search: Search, start: int) -> int:
    """Fill one place of a column with room, or take its v down to 0. Gives what its v fell."""
    far, step = search.far_row, search.far_col
    best, last_col, last_row = match.v[start], start, NOBODY  # at worst it stays with room
    here, heap, seen, scanned = 0, 0, 0, 0
    col = start
    while True:
        step[col] = here
        search.cols[scanned] = col
        scanned += 1
        if here + match.v[col] < best:
            best, last_col, last_row = here + match.v[col], col, NOBODY
        best, last_row, heap, seen = _look_from_col(
            cols, match, search, col, here, best, last_row, heap, seen
        )
        col = NOBODY
        while heap > 0 and far[search.heap[0]] < best and col == NOBODY:
            row = search.heap[0]
            heap = take_first(search.heap, search.place, heap, far)
            if step[match.mate[row]] == FAR:
                here, col = far[row], match.mate[row]
                search.from_col[col] = row
        if col == NOBODY:
            break
    for k in range(scanned):
        col = search.cols[k]
        match.v[col] -= max(0, best - step[col])
        step[col] = FAR
    for k in range(seen):
        row = search.rows[k]
        match.u[row] += max(0, best - far[row])
        far[row] = FAR
        search.place[row] = NOBODY
    _pass_up(match, search, start, last_col, last_row)
    return int(best)


@numba.njit(cache=True)
def _look_from_col(
    cols: Lists, match: Match, search: Search, col: int, here: int,
    best: int, last_row: int, heap: int, seen: int,
) -> tuple[int, int, int, int]:  # fmt: skip
    """Every row the column could have: one with a column is a step, one without is an end."""
    far = search.far_row
    above = here + match.v[col]
    for e in range(cols.at[col], cols.to[col]):
        row = cols.ends[e]
        there = above + match.u[row] - cols.scores[e]
        if there >= best or there >= far[row]:
            continue
        if far[row] == FAR:
            search.rows[seen] = row
            seen += 1
        far[row] = there
        search.from_row[row] = col
        if match.mate[row] == NOBODY:
            best, last_row = there, row
        else:
            heap = rise(search.heap, search.place, heap, row, far)
    return best, last_row, heap, seen


@numba.njit(cache=True)
def _pass_up(match: Match, search: Search, start: int, last_col: int, last_row: int) -> None:
    """Along the way back: each row goes over to the column that looked at it."""
    row, col = last_row, last_col
    while True:
        if row == NOBODY:  # the way ends where `col` lets its row go, or at the start itself
            if col == start:
                return
            row = search.from_col[col]
        col = search.from_row[row]
        if match.mate[row] != NOBODY:
            leave(match, row)
        join(match, row, col)
        if col == start:
            return
        row = NOBODY
