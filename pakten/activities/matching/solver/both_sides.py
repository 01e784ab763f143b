"""A round with capacities on both sides, told as one where every row takes at most one column.

An end that takes several becomes one row per edge. If it takes fewer than it has edges, its rows
share a column "not chosen" with room for just the others, worth more than any score: it is always
filled first, so that no more rows than the capacity are left to take a real column.
"""

from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pakten.activities.matching.assignment import Round, Solution
from pakten.activities.matching.solver.arrays import Int64
from pakten.activities.matching.solver.best import solve
from pakten.activities.matching.solver.sparse import MOST, Sparse


class _Told(NamedTuple):
    """The round as rows and columns; edge e of the round is row `row[e]` at column `col[e]`."""

    sparse: Sparse
    row: Int64
    col: Int64
    given: int


def fits(instance: Round) -> bool:
    """Do the scores, summed over all there is, keep within 64 bits?"""
    most = max((score for _i, _j, score in instance.edges), default=0)
    ends = max(*instance.left, *instance.right, 0, 0)
    return (most + 2) * (2 * len(instance.edges) + 2) < MOST and ends < MOST


def solve_best(instance: Round) -> Solution:
    """The best total there is, and its proof, for a round that `fits`."""
    number = 3 * len(instance.edges)
    table = np.fromiter(chain.from_iterable(instance.edges), np.int64, number).reshape(-1, 3)
    room = tuple(np.array(side, np.int64) for side in (instance.left, instance.right))
    useful = np.flatnonzero(
        (table[:, 2] > 0) & (room[0][table[:, 0]] > 0) & (room[1][table[:, 1]] > 0)
    )
    if not len(useful):
        return Solution((), 0, 0)
    left, right, scores = table[useful].T
    if _split(left, room[0]).sum() > _split(right, room[1]).sum():
        left, right, room = right, left, room[::-1]
    told = _tell(left, right, scores, *room)
    state = solve(told.sparse)
    taken = state.mate[told.row] == told.col
    bound = state.bound - told.given
    return Solution(tuple(useful[taken].tolist()), int(scores[taken].sum()), bound)


def _split(ends: Int64, room: Int64) -> npt.NDArray[np.bool_]:
    """The edges that must be rows of their own: their end takes several."""
    return (room[ends] > 1) & (np.bincount(ends, minlength=len(room))[ends] > 1)


def _tell(left: Int64, right: Int64, scores: Int64, room: Int64, takes: Int64) -> _Told:
    number = np.bincount(left, minlength=len(room))
    split = _split(left, room)
    row = np.where(split, -1, left)
    row[split] = len(room) + np.arange(split.sum())
    _, row = np.unique(row, return_inverse=True)
    rest = np.where((room > 1) & (number > room), number - room, 0)
    spare = np.full(len(room), -1)
    spare[rest > 0] = len(takes) + np.arange((rest > 0).sum())
    shared = spare[left] >= 0
    most = int(scores.max()) + 1
    rows = np.concatenate([row, row[shared]])
    cols = np.concatenate([right, spare[left[shared]]])
    worth = np.concatenate([scores, np.full(shared.sum(), most)])
    order = np.argsort(rows, kind="stable")
    n = int(row.max()) + 1
    indptr = np.concatenate([[0], np.bincount(rows, minlength=n).cumsum()]).astype(np.int64)
    capacity = np.concatenate([takes, rest[rest > 0]]).astype(np.int64)
    sparse = Sparse(
        n, len(capacity), indptr, cols[order].astype(np.int32), worth[order], capacity
    )  # fmt: skip
    return _Told(sparse, row, right, most * int(rest.sum()))
