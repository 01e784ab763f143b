"""A round as sparse whole numbers, its answer, and the check that needs no trust in the solver."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64, Lists
from pakten.activities.matching.solver.settle import check

MOST = 2**62


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows take at most one column each, column j at most `capacity[j]` rows; scores are above 0.

    The columns of row i are `indices[indptr[i]:indptr[i + 1]]`, none twice.
    """

    n: int
    m: int
    indptr: Int64
    indices: Int32
    scores: Int64
    capacity: Int64

    def __post_init__(self) -> None:
        _check(self)

    @classmethod
    def of(
        cls, n: int, m: int, edges: Iterable[tuple[int, int, int]], capacity: Iterable[int]
    ) -> "Sparse":
        """From (row, column, score) in any order."""
        table = np.array([*edges], np.int64).reshape(-1, 3)
        table = table[np.argsort(table[:, 0], kind="stable")]
        indptr = np.concatenate([[0], np.bincount(table[:, 0], minlength=n).cumsum()])
        room = np.array([*capacity], np.int64)
        ends, scores = table[:, 1].astype(np.int32), np.ascontiguousarray(table[:, 2])
        return cls(n, m, indptr.astype(np.int64), ends, scores, room)

    def rows(self) -> Int32:
        """The row of every edge."""
        return np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.indptr))

    def lists(self) -> Lists:
        """The rows for the compiled parts; nothing is copied."""
        return Lists(self.indptr[:-1], self.indptr[1:], self.indices, self.scores)


@dataclass(frozen=True, slots=True)
class State:
    """Who has what (-1: nothing), the prices, and the bound they prove: no total is above it."""

    sparse: Sparse
    mate: Int32
    u: Int64
    v: Int64
    total: int
    bound: int

    @property
    def gap(self) -> int:
        return self.bound - self.total


def prove(sparse: Sparse, mate: Int32, u: Int64, v: Int64) -> State:
    """The state with its total and bound reckoned anew; raises where a rule or a price is broken.

    Any prices with u[i] + v[j] >= score, none below 0, prove: a row takes one column and a column
    `capacity[j]` rows, so no total is above sum(u) + sum(capacity * v).
    """
    lists = sparse.lists()
    covered, stands, total = check(lists, mate, u, v)
    if not covered or v.min(initial=0) < 0:
        raise ArithmeticError("the prices prove nothing")
    if not stands:
        raise ArithmeticError("somebody stands where there is no edge")
    if (np.bincount(mate[mate != NOBODY], minlength=sparse.m) > sparse.capacity).any():
        raise ArithmeticError("a column is overfull")
    return State(sparse, mate, u, v, int(total), bound_of(sparse.capacity, u, v))


def bound_of(capacity: Int64, u: Int64, v: Int64) -> int:
    """What the prices prove, in whole numbers."""
    priced = (v > 0) & (capacity > 0)
    if float(v[priced].astype(float) @ capacity[priced]) >= MOST:
        raise ArithmeticError("the bound does not fit")
    return int(u.sum()) + int(v[priced] @ capacity[priced])


def _check(sparse: Sparse) -> None:
    """What the compiled parts rely on."""
    if len(sparse.indptr) != sparse.n + 1 or len(sparse.capacity) != sparse.m:
        raise ValueError("indptr has n + 1 entries and capacity m")
    if len(sparse.indices) != len(sparse.scores) or sparse.indptr[-1] != len(sparse.indices):
        raise ValueError("every edge has a column and a score")
    if _outside(sparse.indices, sparse.m) or (sparse.capacity < 0).any():
        raise ValueError("a column or a capacity is outside its range")
    if len(sparse.scores):
        if sparse.scores.min() <= 0:
            raise ValueError("scores are above 0")
        if int(sparse.scores.max()) * (sparse.n + 1) >= MOST:
            raise ValueError("the sum of the scores does not fit")


def _outside(indices: npt.NDArray[np.int32], most: int) -> bool:
    return bool(len(indices)) and (int(indices.min()) < 0 or int(indices.max()) >= most)
