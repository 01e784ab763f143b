"""The arrays the compiled parts work on, as named tuples that numba reads as they are."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Int64 = npt.NDArray[np.int64]
Int32 = npt.NDArray[np.int32]
NOBODY = -1
FAR = 2**62


class Lists(NamedTuple):
    """The edges of one side: those of end i are `ends[at[i]:to[i]]` with `scores` beside them."""

    at: Int64
    to: Int64
    ends: Int32
    scores: Int64


class Match(NamedTuple):
    """Who has what, and the prices. The rows of a column are a chain: head, then each one's next."""

    mate: Int32
    next: Int32
    before: Int32
    head: Int32
    used: Int64
    room: Int64
    u: Int64
    v: Int64


class Search(NamedTuple):
    """Room to search in, left as found: distances, where from, a heap, and what was touched."""

    far_row: Int64
    far_col: Int64
    from_row: Int32
    from_col: Int32
    heap: Int32
    place: Int32
    rows: Int32
    cols: Int32


def new_match(rows: int, room: Int64) -> Match:
    """Nobody has anything and everything is free."""
    cols = len(room)
    return Match(
        mate=np.full(rows, NOBODY, np.int32),
        next=np.full(rows, NOBODY, np.int32),
        before=np.full(rows, NOBODY, np.int32),
        head=np.full(cols, NOBODY, np.int32),
        used=np.zeros(cols, np.int64),
        room=room.astype(np.int64),
        u=np.zeros(rows, np.int64),
        v=np.zeros(cols, np.int64),
    )


def new_search(rows: int, cols: int) -> Search:
    """Room for searches among so many ends."""
    most = max(rows, cols) + 1
    return Search(
        far_row=np.full(rows, FAR, np.int64),
        far_col=np.full(cols, FAR, np.int64),
        from_row=np.full(rows, NOBODY, np.int32),
        from_col=np.full(cols, NOBODY, np.int32),
        heap=np.empty(most, np.int32),
        place=np.full(most, NOBODY, np.int32),
        rows=np.empty(rows + 1, np.int32),
        cols=np.empty(cols + 1, np.int32),
    )
