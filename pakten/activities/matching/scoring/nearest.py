"""For those who got nothing and fit nothing: the need that is nearest, and what would open most."""

from collections.abc import Iterable

import numba
import numpy as np

from pakten.activities.matching.scoring.columns import HAS, NONE, OPEN, City, Int32, Needs
from pakten.activities.matching.scoring.walking import Desk, clear, desk, lay_out

Nearest = tuple[int, int, int]  # need (-1: none), musts in the way, needs with that one in the way


def nearest(city: City, seekers: Iterable[int]) -> dict[int, Nearest]:
    """The nearest need of each: fewest musts in the way; of one must, the one that opens most."""
    room = desk(city)
    alone = np.zeros(len(room.ready), np.int32)
    return {i: nearest_of(city, i, room, alone) for i in seekers}


@numba.njit(cache=True)
def nearest_of(city: City, i: int, desk: Desk, alone: Int32) -> tuple[int, int, int]:
    """Two walks: count the musts that stand alone in the way, then choose."""
    met = lay_out(city, i, desk)
    alone[:] = 0
    needs, place = city.needs, city.tokens.place
    found, fewest, opens, most = NONE, 2**20, 0, 0
    for choosing in (False, True):
        for k in range(met):
            c = desk.met[k]
            base = desk.done[c] + desk.wanted[c]
            for g in range(needs.group_at[c], needs.group_at[c + 1]):
                cell = needs.group_cell[g]
                far = cell != OPEN and desk.ready[place + cell - 1] != HAS
                for j in range(needs.group_from[g], needs.group_from[g + 1]):
                    missing, token, points = _missing(needs, desk.ready, j)
                    if far:
                        missing, token = missing + 1, place
                    if not choosing:
                        alone[token] += missing == 1
                        continue
                    door = alone[token] if missing == 1 else 0
                    worth = base + points
                    if (missing, -door, -worth) < (fewest, -opens, -most):
                        found, fewest, opens, most = j, missing, door, worth
    clear(city, i, desk, met)
    return found, fewest, opens


@numba.njit(cache=True)
def _missing(needs: Needs, ready: Int32, j: int) -> tuple[int, int, int]:
    """How many musts are missing, the last of them, and the points of what is there."""
    missing, token, points = 0, 0, 0
    for k in range(needs.asked_at[j], needs.asked_at[j + 1]):
        day = ready[needs.token[k]]
        if day == HAS:
            points += needs.has[k]
        elif day <= needs.by[j]:
            points += needs.half[k]
        elif needs.must[k]:
            missing += 1
            token = needs.token[k]
    return missing, token, points
