"""The way from one choice to another in the smallest steps, each of which stands on its own.

Where two choices differ, a row that takes a place follows upon one that leaves it: chains and rings.
Any of them may be made without the others; each changes by at most one how many of a kind are chosen.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64
from pakten.activities.matching.solver.sparse import Sparse


class Exchange(NamedTuple):
    """Rows that move together; `gain` to the total, `lift` to the rule's slack."""

    rows: tuple[int, ...]
    gain: int
    lift: int

    @property
    def dear(self) -> tuple[bool, float]:
        """What it costs for what it lifts; what lifts nothing comes first where it costs nothing."""
        if self.lift <= 0:
            return self.gain < 0, -float(self.gain)
        return False, -self.gain / self.lift


@dataclass(frozen=True, slots=True)
class Walked:
    """Where the way ended: who has what, the total, and the rule's slack."""

    mate: Int32
    total: int
    held: int


def walk(sparse: Sparse, low: Walked, high: Walked, counts: Int64, least: int) -> Walked:
    """From a choice that lacks what the rule asks towards one that has it, as far as it must.

    `counts` is what each row adds to the slack when chosen. No step leads below `least`.
    """
    order = sorted(exchanges(sparse, low.mate, high.mate, counts), key=lambda one: one.dear)
    taken: list[Exchange] = []
    total, held = low.total, low.held
    for place, cheapest in enumerate(order):
        if held >= 0:
            break
        each = cheapest
        if held + each.lift >= 0:  # the last: of all that would be enough, the one that costs least
            enough = [one for one in order[place:] if held + one.lift >= 0]
            each = max(enough, key=lambda one: one.gain)
        if total + each.gain >= least:
            taken.append(each)
            total, held = total + each.gain, held + each.lift
        elif held + each.lift >= 0:
            break
    for one in sorted(taken, key=lambda each: each.gain):
        if one.gain < 0 and held - one.lift >= 0:
            taken.remove(one)
            total, held = total - one.gain, held - one.lift
    mate = low.mate.copy()
    moved = [row for one in taken for row in one.rows]
    mate[moved] = high.mate[moved]
    return Walked(mate, total, held)


def exchanges(sparse: Sparse, low: Int32, high: Int32, counts: Int64) -> list[Exchange]:
    """Every chain and ring in which the two choices differ."""
    rows = np.flatnonzero(low != high)
    gains = worth(sparse, high) - worth(sparse, low)
    lifts = counts * ((high != NOBODY).astype(np.int64) - (low != NOBODY))
    after = _followers(rows, low, high)
    began = set(rows.tolist()) - set(after.values())
    found, seen = [], set[int]()
    for start in (*sorted(began), *rows.tolist()):
        chain, row = [], start
        while row not in seen:
            seen.add(row)
            chain.append(row)
            row = after.get(row, row)
        if chain:
            found.append(Exchange(tuple(chain), int(gains[chain].sum()), int(lifts[chain].sum())))
    return found


def _followers(rows: npt.NDArray[np.intp], low: Int32, high: Int32) -> dict[int, int]:
    """For a row that takes a place, the one who leaves it: none twice."""
    leaving: dict[int, list[int]] = {}
    for row, col in zip(rows.tolist(), low[rows].tolist(), strict=True):
        leaving.setdefault(col, []).append(row)
    found = {}
    for row, col in zip(rows.tolist(), high[rows].tolist(), strict=True):
        if col != NOBODY and leaving.get(col):
            found[row] = leaving[col].pop()
    return found


def worth(sparse: Sparse, mate: Int32) -> Int64:
    """The score of every row where it stands."""
    rows = sparse.rows()
    mine = sparse.indices == mate[rows]
    found = np.zeros(sparse.n, np.int64)
    found[rows[mine]] = sparse.scores[mine]
    return found


def fill(sparse: Sparse, mate: Int32) -> Int32:
    """Nobody stays without while a place that fits is free: the best of those first."""
    mate = mate.copy()
    left = sparse.capacity - np.bincount(mate[mate != NOBODY], minlength=sparse.m)
    rows = sparse.rows()
    open_to = np.flatnonzero((mate[rows] == NOBODY) & (left[sparse.indices] > 0))
    for edge in open_to[np.argsort(-sparse.scores[open_to], kind="stable")]:
        row, col = rows[edge], sparse.indices[edge]
        if mate[row] == NOBODY and left[col] > 0:
            mate[row] = col
            left[col] -= 1
    return mate
