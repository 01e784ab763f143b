"""The stable round: nobody and no employer who prefer each other to what they got are left apart.

Both sides rank by the points, which hold the wishes of both. So the highest pair that is free is
taken first; then all pairs are asked whether one of them is preferred by both, until none is.
"""

from collections.abc import Sequence

import numba
import numpy as np

from pakten.activities.matching.scoring.columns import NONE, Int32, Int64
from pakten.activities.matching.scoring.proving import ADD, KEEP, House, Known, merge
from pakten.activities.matching.scoring.streaming import Stream


def settle_stable(
    stream: Stream, room: Int64, houses: Sequence[House], keep: int = KEEP
) -> tuple[Int32, int]:
    """Who got what, and the total."""
    house, left = np.full(len(room), NONE, np.int32), np.zeros(len(houses), np.int64)
    for k, one in enumerate(houses):
        house[one.needs] = k
        seats = int(room[one.needs].sum())
        left[k] = seats if one.limit is None else max(one.limit - one.held, 0)
    best = stream.best(keep)
    known = Known(best.at, best.ends, best.scores)
    while True:
        mate, own = _take(known, room, house, left)
        low = _lowest(mate, own, room, house, left)
        more = stream.preferred(own, low, best.rest, ADD)
        if not more.at[-1]:
            return mate, int(own.sum())
        known = Known(*merge(known.at, known.ends, known.scores, more.at, more.ends, more.scores))


def _take(known: Known, room: Int64, house: Int32, left: Int64) -> tuple[Int32, Int32]:
    """The highest pair first; of equals the first seeker, then the first need."""
    seeker = np.repeat(np.arange(len(known.at) - 1, dtype=np.int32), np.diff(known.at))
    order = np.lexsort((known.ends, seeker, -known.scores))
    return take(
        order, seeker, known.ends, known.scores, room.copy(), house, left.copy(), len(known.at) - 1
    )


@numba.njit(cache=True)
def take(
    order: Int64, seeker: Int32, ends: Int32, scores: Int32, room: Int64, house: Int32,
    left: Int64, seekers: int,
) -> tuple[Int32, Int32]:  # fmt: skip
    """Go through the pairs in order and make every pair whose ends are free."""
    mate, own = np.full(seekers, NONE, np.int32), np.zeros(seekers, np.int32)
    for e in order:
        i, j = seeker[e], ends[e]
        if mate[i] != NONE or room[j] == 0 or (house[j] != NONE and left[house[j]] == 0):
            continue
        mate[i], own[i] = j, scores[e]
        room[j] -= 1
        if house[j] != NONE:
            left[house[j]] -= 1
    return mate, own


def _lowest(mate: Int32, own: Int32, room: Int64, house: Int32, left: Int64) -> Int32:
    """What a need, or its house where that is full, would give up for someone else; 0 with room."""
    got = mate != NONE
    by_need = np.full(len(room), 2**30, np.int32)
    np.minimum.at(by_need, mate[got], own[got])
    taken = np.bincount(mate[got], minlength=len(room))
    low = np.where(taken < room, 0, by_need)
    if len(left):
        by_house, full = np.full(len(left), 2**30, np.int32), np.zeros(len(left), np.int64)
        mine = house[mate[got]]
        np.minimum.at(by_house, mine[mine != NONE], own[got][mine != NONE])
        np.add.at(full, mine[mine != NONE], 1)
        closed = (house != NONE) & (full >= left)[house]
        low = np.where(closed & (taken < room), by_house[house], low)
    return low.astype(np.int32)
