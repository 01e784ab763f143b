"""The compiled walk over every pair that can fit: points as in `matching.score`, obstacles left out.

A pair is skipped unseen only where it cannot fit (another occupation, a district out of reach) or
where the most that the need can give is not above the cut. Seekers are independent of each other.
"""

from typing import NamedTuple

import numba
import numpy as np

from pakten.activities.matching import points
from pakten.activities.matching.scoring.columns import (
    ALWAYS,
    HAS,
    NEVER,
    NONE,
    OPEN,
    VETO,
    Bool,
    City,
    Int16,
    Int32,
    Needs,
    sizes,
)

_STEP, _MOST = points.MARGIN_STEP, points.MARGIN_MOST
_HOURS, _START, _LATE = points.HOURS_STEP, points.START, points.START_STEP
_UNKNOWN = points.NEAR_UNKNOWN


class Desk(NamedTuple):
    """One worker's room, left as found but for what every seeker writes anew."""

    ready: Int32
    way: Int16
    done: Int16
    wanted: Int16
    met: Int32
    special: Int32
    ends: Int32
    scores: Int32


def desk(city: City) -> Desk:
    """Room for one worker."""
    needs = sizes(city)[1]
    tokens, classes = city.tokens, len(city.needs.group_at) - 1
    ready = np.full(tokens.place + tokens.districts, NEVER, np.int32)
    ready[ALWAYS] = HAS
    return Desk(
        ready=ready,
        way=np.zeros(tokens.districts, np.int16),
        done=np.full(classes, NONE, np.int16),
        wanted=np.full(classes, NONE, np.int16),
        met=np.zeros(classes + 1, np.int32),
        special=np.zeros(needs, np.int32),
        ends=np.empty(needs, np.int32),
        scores=np.empty(needs, np.int32),
    )


@numba.njit(cache=True)
def lay_out(city: City, i: int, desk: Desk) -> int:
    """Put seeker i on the desk. Gives the number of classes that fit (the open one is the first)."""
    who, tokens = city.seekers, city.tokens
    for k in range(who.token_at[i], who.token_at[i + 1]):
        desk.ready[who.token[k]] = who.ready[k]
    earliest = who.earliest[i]
    for k in range(tokens.time.shape[0]):
        fits = earliest == NONE or earliest <= tokens.time[k]
        desk.ready[tokens.first_time + k] = HAS if fits else NEVER
    for k in range(tokens.hours.shape[0]):
        fits = who.hours[i] >= tokens.hours[k]
        desk.ready[tokens.first_hours + k] = HAS if fits else NEVER
    day = who.available[i]
    for k in range(tokens.start.shape[0]):
        desk.ready[tokens.first_start + k] = HAS if day <= tokens.start[k] else day
    for k in range(tokens.districts):
        desk.ready[tokens.place + k] = HAS if who.anywhere[i] else NEVER
        desk.way[k] = _UNKNOWN if who.anywhere[i] else 0
    for k in range(who.reach_at[i], who.reach_at[i + 1]):
        desk.ready[tokens.place + who.reach[k]] = HAS
        desk.way[who.reach[k]] = who.way[k]
    for k in range(city.special.at[i], city.special.at[i + 1]):
        desk.special[city.special.need[k]] += city.special.points[k]
    return _meet(city, i, desk)


@numba.njit(cache=True)
def _meet(city: City, i: int, desk: Desk) -> int:
    """The classes near what the seeker has done or wants, with the best points of each."""
    who, near, count = city.seekers, city.near, 1
    desk.met[0] = OPEN
    desk.done[OPEN] = desk.wanted[OPEN] = 0
    for k in range(who.done_at[i], who.done_at[i + 1]):
        for x in range(near.at[who.done[k]], near.at[who.done[k] + 1]):
            c = near.klass[x]
            if desk.done[c] == NONE:
                desk.met[count] = c
                count += 1
                desk.done[c] = desk.wanted[c] = 0
            desk.done[c] = max(desk.done[c], near.done[x] * who.done_tenths[k] // 10)
    for k in range(who.wish_at[i], who.wish_at[i + 1]):
        for x in range(near.at[who.wish[k]], near.at[who.wish[k] + 1]):
            c = near.klass[x]
            if desk.done[c] == NONE:
                desk.met[count] = c
                count += 1
                desk.done[c] = desk.wanted[c] = 0
            desk.wanted[c] = max(desk.wanted[c], near.wanted[x] * who.wish_tenths[k] // 10)
    return count


@numba.njit(cache=True)
def clear(city: City, i: int, desk: Desk, met: int) -> None:
    """Take seeker i off the desk."""
    who = city.seekers
    for k in range(who.token_at[i], who.token_at[i + 1]):
        desk.ready[who.token[k]] = NEVER
    for k in range(city.special.at[i], city.special.at[i + 1]):
        desk.special[city.special.need[k]] = 0
    for k in range(met):
        desk.done[desk.met[k]] = desk.wanted[desk.met[k]] = NONE


@numba.njit(cache=True)
def row(city: City, i: int, desk: Desk, prices: Int32, cut: int) -> int:
    """The needs that give seeker i more than `cut` after their price, into `ends` and `scores`."""
    met = lay_out(city, i, desk)
    who, found = city.seekers, 0
    special = city.special.at[i] < city.special.at[i + 1]
    for k in range(met):
        c = desk.met[k]
        base = desk.done[c] + desk.wanted[c] + who.constant[i]
        found = _walk(
            city.needs, desk, prices, cut, found, c, base, special, city.tokens.place,
            who.swedish[i], who.hours[i], who.available[i],
        )  # fmt: skip
    clear(city, i, desk, met)
    return found


@numba.njit(cache=True)
def _walk(
    needs: Needs, desk: Desk, prices: Int32, cut: int, found: int, c: int, base: int,
    special: bool, place: int, swedish: int, hours: int, available: int,
) -> int:  # fmt: skip
    """The needs of class c. Arrays have names of their own: numba counts each look through a tuple."""
    cells, firsts, most, by, asked_at = (
        needs.group_cell, needs.group_from, needs.most, needs.by, needs.asked_at,
    )  # fmt: skip
    ready, token, must, has, half = desk.ready, needs.token, needs.must, needs.has, needs.half
    levels, districts, shares, starts = needs.swedish, needs.district, needs.hours, needs.start
    more, way, ends, scores = desk.special, desk.way, desk.ends, desk.scores
    for g in range(needs.group_at[c], needs.group_at[c + 1]):
        if cells[g] != OPEN and ready[place + cells[g] - 1] == NEVER:
            continue
        for j in range(firsts[g], firsts[g + 1]):
            own = base + more[j] if special else base
            if own + most[j] - prices[j] <= cut or own < VETO // 2:
                continue
            got = _asked(ready, token, must, has, half, asked_at[j], asked_at[j + 1], by[j])
            if got == NONE:
                continue
            own += got + points.PLACED
            if districts[j] != NONE:
                own += way[districts[j]]
            own += _fit(levels[j], swedish, shares[j], hours, starts[j], available)
            if own - prices[j] > cut:
                ends[found] = j
                scores[found] = own
                found += 1
    return found


@numba.njit(cache=True)
def _asked(
    ready: Int32, token: Int32, must: Bool, has: Int16, half: Int16, first: int, last: int, by: int
) -> int:
    """The points of what is asked; NONE where a must is missing."""
    total = 0
    for k in range(first, last):
        day = ready[token[k]]
        if day == HAS:
            total += has[k]
        elif day <= by:
            total += half[k]
        elif must[k]:
            return NONE
    return total


@numba.njit(cache=True)
def _fit(level: int, held: int, share: int, hours: int, start: int, available: int) -> int:
    """Swedish above what is asked, hours and first day."""
    total = 0
    if level != NONE:
        total += _STEP * min(max(held - level, 0), _MOST)
    if share != NONE:
        total += _HOURS * max(100 - abs(hours - share), 0)
    if start != NONE:
        late = available - start if available != NONE else 0
        total += max(_START - _LATE * max(late, 0), 0)
    return total
