"""A solved round that changes: one row, column, score or capacity at a time, exact after each.

    live = Live(state)
    row = live.add_row([3, 7], [5200, 4100])     the newcomer, and whoever has to move
    live.remove_row(row); live.change_row(...); live.add_column(...); live.change_capacity(...)
    live.state()                                 as `solve` would give it, proven anew

Each change leaves the prices right but for one end, and one search from there mends it.
"""

from collections.abc import Sequence

import numpy as np

from pakten.activities.matching.solver.arrays import (
    Int64,
    Lists,
    Match,
    Search,
    new_match,
    new_search,
)
from pakten.activities.matching.solver.changes import (
    Kept,
    drop_row,
    enter_column,
    enter_row,
    refill,
    set_room,
    spare,
)
from pakten.activities.matching.solver.moves import Moves, new_moves, tell_all
from pakten.activities.matching.solver.settle import by_column
from pakten.activities.matching.solver.sparse import Sparse, State, prove

MOST = 2**61


class Live:
    """Holds the round in lists with room to grow; `mate`, `total` are those of this moment."""

    def __init__(self, state: State) -> None:
        if state.gap:
            raise ValueError("a round that changes begins at its best")
        sparse = state.sparse
        rows = sparse.lists()
        columns = Lists(*by_column(sparse.m, rows))
        self.n, self.m, self.total = sparse.n, sparse.m, state.total
        self._rows, self._cols = _kept(rows), _kept(columns)
        self._match = new_match(sparse.n, sparse.capacity)
        self._match.v[:] = state.v
        self._match.u[:] = state.u
        self._match.mate[:] = state.mate
        refill(self._match)
        self._lay_table()
        self._search = new_search(self.n, self.m)

    @property
    def mate(self) -> np.ndarray:
        """The column of every row, -1 for none."""
        return self._match.mate[: self.n]

    def add_row(self, columns: Sequence[int], scores: Sequence[int]) -> int:
        """One more row with these edges. Gives its number."""
        edges = _edges(columns, scores, self.m)
        row = self.n
        if row == len(self._rows.lists.at):
            self._grow(rows=True)
        self.n += 1
        self._enter_row(row, *edges)
        return row

    def remove_row(self, row: int) -> None:
        """The row leaves; its number stays, without edges."""
        self._own(row, self.n)
        self.total += drop_row(*self._parts, row)

    def change_row(self, row: int, columns: Sequence[int], scores: Sequence[int]) -> None:
        """Other edges, or other scores, for one row."""
        edges = _edges(columns, scores, self.m)
        self.remove_row(row)
        self._enter_row(row, *edges)

    def add_column(self, rows: Sequence[int], scores: Sequence[int], capacity: int = 1) -> int:
        """One more column with these edges. Gives its number."""
        edges = _edges(rows, scores, self.n)
        if capacity < 0:
            raise ValueError("a capacity is 0 or more")
        column = self.m
        if column == len(self._cols.lists.at):
            self._grow(rows=False)
        self.m += 1
        self._make_room(*edges)
        self.total += enter_column(*self._parts, column, *edges, capacity)
        return column

    def change_capacity(self, column: int, capacity: int) -> None:
        """More or fewer rows may have the column."""
        self._own(column, self.m)
        if capacity < 0:
            raise ValueError("a capacity is 0 or more")
        self.total += set_room(*self._parts, column, capacity)

    def state(self) -> State:
        """The round as it is now, its proof reckoned anew."""
        lists, match = self._rows.lists, self._match
        at, to = lists.at[: self.n], lists.to[: self.n]
        indptr = np.concatenate([[0], (to - at).cumsum()]).astype(np.int64)
        where = np.arange(indptr[-1]) + np.repeat(at - indptr[:-1], to - at)
        sparse = Sparse(
            self.n, self.m, indptr, lists.ends[where], lists.scores[where],
            match.room[: self.m].copy(),
        )  # fmt: skip
        return prove(
            sparse, match.mate[: self.n].copy(), match.u[: self.n].copy(), match.v[: self.m].copy()
        )

    @property
    def _parts(self) -> tuple[Kept, Kept, Match, Moves, Search]:
        return self._rows, self._cols, self._match, self.moves, self._search

    def _lay_table(self) -> None:
        """The table of moves anew, if one is worth while for what there is room for."""
        rows, columns = self._rows.lists, len(self._cols.lists.at)
        self.moves = new_moves(columns, rows)
        tell_all(rows, self._match, self.moves)

    def _enter_row(self, row: int, ends: np.ndarray, scores: Int64) -> None:
        self._make_room(ends, scores)
        self.total += enter_row(*self._parts, row, ends, scores)

    def _own(self, end: int, most: int) -> None:
        if not 0 <= end < most:
            raise IndexError(f"there is no {end}")

    def _make_room(self, ends: np.ndarray, scores: Int64) -> None:
        """Lists that are full move to the end of the buffer; see that there is an end."""
        if len(scores) and int(scores.max()) * (self.n + 2) >= MOST:
            raise ValueError("the sum of the scores does not fit")
        kept = self._rows, self._cols
        if not all(spare(each, ends) for each in kept):
            self._rows, self._cols = (_longer(each, ends) for each in kept)
            self._lay_table()

    def _grow(self, *, rows: bool) -> None:
        """Twice as many ends of one side, the new ones empty."""
        if rows:
            self._rows = _more_ends(self._rows)
        else:
            self._cols = _more_ends(self._cols)
        n, m = len(self._rows.lists.at), len(self._cols.lists.at)
        grown = new_match(n, np.zeros(m, np.int64))
        for name in Match._fields:
            old = getattr(self._match, name)
            getattr(grown, name)[: len(old)] = old
        self._match = grown
        self._search = new_search(n, m)
        if not rows:
            self._lay_table()


def insert(state: State, columns: Sequence[int], scores: Sequence[int]) -> State:
    """The round with one more row. Whoever inserts more than one keeps a `Live` instead."""
    live = Live(state)
    live.add_row(columns, scores)
    return live.state()


def _edges(ends: Sequence[int], scores: Sequence[int], most: int) -> tuple[np.ndarray, Int64]:
    to, worth = np.asarray(ends, np.int32), np.asarray(scores, np.int64)
    if len(to) != len(worth) or len(set(to.tolist())) != len(to):
        raise ValueError("every edge has its own end and a score")
    if len(to) and (to.min() < 0 or to.max() >= most or worth.min() <= 0):
        raise ValueError("an end is outside its range, or a score not above 0")
    return to, worth


def _kept(lists: Lists) -> Kept:
    """Room for a quarter more edges behind those there are."""
    used = len(lists.ends)
    more = used + used // 4 + 1024
    ends, scores = np.empty(more, np.int32), np.empty(more, np.int64)
    ends[:used], scores[:used] = lists.ends, lists.scores
    grown = Lists(lists.at.copy(), lists.to.copy(), ends, scores)
    return Kept(grown, lists.to.copy(), np.array([used], np.int64))


def _longer(kept: Kept, wanted: np.ndarray) -> Kept:
    used = int(kept.tail[0])
    longest = int((kept.lists.to - kept.lists.at).max(initial=0))
    more = 2 * len(kept.lists.ends) + 4 * (longest + 4) * (len(wanted) + 1)
    ends, scores = np.empty(more, np.int32), np.empty(more, np.int64)
    ends[:used], scores[:used] = kept.lists.ends[:used], kept.lists.scores[:used]
    return Kept(kept.lists._replace(ends=ends, scores=scores), kept.full, kept.tail)


def _more_ends(kept: Kept) -> Kept:
    more = np.zeros(len(kept.lists.at) + 16, np.int64)
    at, to, full = (np.concatenate([old, more]) for old in (*kept.lists[:2], kept.full))
    return Kept(kept.lists._replace(at=at, to=to), full, kept.tail)
