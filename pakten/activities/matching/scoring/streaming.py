"""All pairs in one pass, in pieces that several threads share: the best few of each seeker, and
what a set of prices leaves better than it should be."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

import numba
import numpy as np

from pakten.activities.matching.scoring.columns import City, Int32, Int64, offsets, sizes
from pakten.activities.matching.scoring.walking import Desk, desk, row

_PIECES = 32
Piece = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Edges:
    """The needs `ends` of each seeker with their points; `rest[i]`: no pair left out gives more."""

    at: Int64
    ends: Int32
    scores: Int32
    rest: Int32


@dataclass(frozen=True, slots=True)
class Priced:
    """Pairs above their prices (the best few of each seeker), and what each seeker's price must be."""

    at: Int64
    ends: Int32
    scores: Int32
    raised: Int64


class Stream:
    """The city with room to walk it in."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.seekers, self.needs = sizes(city)
        self.workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        self._desks: SimpleQueue[Desk] = SimpleQueue()
        for _ in range(self.workers):
            self._desks.put(desk(city))
        self._free = np.zeros(self.needs, np.int32)

    def best(self, keep: int) -> Edges:
        """The best `keep` of each seeker, and the best of what is not kept."""
        pieces = self._each(lambda a, b, desk: best_of(self.city, a, b, desk, self._free, keep))
        counts, ends, scores, rest = map(np.concatenate, zip(*pieces, strict=True))
        return Edges(offsets(counts), ends, scores, rest)

    def above(self, u: Int64, v: Int64, rest: Int32, keep: int) -> Priced:
        """Every pair priced: the best `keep` of each seeker that give more than u + v.

        A seeker whose price is not below `rest` cannot have any: nothing left out is worth more.
        """
        prices = v.astype(np.int32)
        pieces = self._each(
            lambda a, b, desk: above_of(self.city, a, b, desk, prices, u, rest, keep)
        )
        counts, ends, scores, raised = map(np.concatenate, zip(*pieces, strict=True))
        return Priced(offsets(counts), ends, scores, raised)

    def preferred(self, own: Int32, low: Int32, rest: Int32, keep: int) -> Edges:
        """Pairs that give the seeker more than `own` and the need more than `low`, the best few."""
        pieces = self._each(
            lambda a, b, desk: preferred_of(self.city, a, b, desk, self._free, own, low, rest, keep)
        )
        counts, ends, scores = map(np.concatenate, zip(*pieces, strict=True))
        return Edges(offsets(counts), ends, scores, rest)

    def count(self) -> int:
        """How many pairs fit."""
        return sum(self._each(lambda a, b, desk: count_of(self.city, a, b, desk, self._free)))

    def one(self, seeker: int) -> tuple[Int32, Int32]:
        """All needs that fit one seeker, with their points."""
        with self._desk() as desk:
            found = row(self.city, seeker, desk, self._free, 0)
            return desk.ends[:found].copy(), desk.scores[:found].copy()

    @contextmanager
    def _desk(self) -> Iterator[Desk]:
        desk = self._desks.get()
        try:
            yield desk
        finally:
            self._desks.put(desk)

    def _each(self, work: Callable[[int, int, Desk], Any]) -> list[Any]:
        edges = [self.seekers * k // _PIECES for k in range(_PIECES + 1)]

        def piece(k: int) -> Any:
            with self._desk() as desk:
                return work(edges[k], edges[k + 1], desk)

        with ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(piece, range(_PIECES)))


@numba.njit(cache=True, nogil=True)
def best_of(
    city: City, first: int, last: int, desk: Desk, free: Int32, keep: int
) -> tuple[Int32, Int32, Int32, Int32]:
    """The best `keep` of the seekers first … last - 1."""
    counts, rest = np.zeros(last - first, np.int32), np.zeros(last - first, np.int32)
    ends = np.empty((last - first) * min(keep, 8) + keep, np.int32)
    scores = np.empty(ends.shape[0], np.int32)
    at = 0
    for i in range(first, last):
        found = row(city, i, desk, free, 0)
        kept, least = choose(desk.scores, desk.ends, found, keep)
        if at + kept > ends.shape[0]:
            ends, scores = wider(ends, kept), wider(scores, kept)
        ends[at : at + kept] = desk.ends[:kept]
        scores[at : at + kept] = desk.scores[:kept]
        at += kept
        counts[i - first] = kept
        rest[i - first] = least
    return counts, ends[:at].copy(), scores[:at].copy(), rest


@numba.njit(cache=True)
def choose(scores: Int32, ends: Int32, found: int, keep: int) -> tuple[int, int]:
    """Bring the best `keep` to the front. Gives how many, and the best of the others."""
    if found <= keep:
        return found, 0
    limit = -np.partition(-scores[:found], keep - 1)[keep - 1]
    kept = rest = 0
    for k in range(found):
        if scores[k] > limit:
            scores[kept], scores[k] = scores[k], scores[kept]
            ends[kept], ends[k] = ends[k], ends[kept]
            kept += 1
    for k in range(kept, found):
        if scores[k] == limit and kept < keep:
            scores[kept], scores[k] = scores[k], scores[kept]
            ends[kept], ends[k] = ends[k], ends[kept]
            kept += 1
        else:
            rest = max(rest, scores[k])
    return kept, rest


@numba.njit(cache=True)
def wider(array: Int32, more: int) -> Int32:
    """A longer copy."""
    longer = np.empty(2 * array.shape[0] + more, array.dtype)
    longer[: array.shape[0]] = array
    return longer


@numba.njit(cache=True, nogil=True)
def above_of(
    city: City, first: int, last: int, desk: Desk, prices: Int32, u: Int64, rest: Int32, keep: int
) -> tuple[Int32, Int32, Int32, Int64]:
    """What gives the seekers first … last - 1 more than their price, the best `keep` of each."""
    counts, raised = np.zeros(last - first, np.int32), u[first:last].copy()
    ends = np.empty(last - first + keep, np.int32)
    scores = np.empty(ends.shape[0], np.int32)
    at = 0
    for i in range(first, last):
        if rest[i] <= u[i]:
            continue
        found = row(city, i, desk, prices, u[i])
        for k in range(found):
            desk.scores[k] -= prices[desk.ends[k]]
            raised[i - first] = max(raised[i - first], desk.scores[k])
        kept, _least = choose(desk.scores, desk.ends, found, keep)
        if at + kept > ends.shape[0]:
            ends, scores = wider(ends, kept), wider(scores, kept)
        for k in range(kept):
            ends[at] = desk.ends[k]
            scores[at] = desk.scores[k] + prices[desk.ends[k]]
            at += 1
        counts[i - first] = kept
    return counts, ends[:at].copy(), scores[:at].copy(), raised


@numba.njit(cache=True, nogil=True)
def count_of(city: City, first: int, last: int, desk: Desk, free: Int32) -> int:
    """How many pairs of these seekers fit."""
    total = 0
    for i in range(first, last):
        total += row(city, i, desk, free, 0)
    return total


@numba.njit(cache=True, nogil=True)
def preferred_of(
    city: City, first: int, last: int, desk: Desk, free: Int32, own: Int32, low: Int32,
    rest: Int32, keep: int,
) -> tuple[Int32, Int32, Int32]:  # fmt: skip
    """What both sides of a pair of the seekers first … last - 1 like better than what they have."""
    counts = np.zeros(last - first, np.int32)
    ends = np.empty(last - first + keep, np.int32)
    scores = np.empty(ends.shape[0], np.int32)
    at = 0
    for i in range(first, last):
        if rest[i] <= own[i]:
            continue
        found = 0
        for k in range(row(city, i, desk, free, own[i])):
            if desk.scores[k] > low[desk.ends[k]]:
                desk.ends[found], desk.scores[found] = desk.ends[k], desk.scores[k]
                found += 1
        kept, _least = choose(desk.scores, desk.ends, found, keep)
        if at + kept > ends.shape[0]:
            ends, scores = wider(ends, kept), wider(scores, kept)
        ends[at : at + kept] = desk.ends[:kept]
        scores[at : at + kept] = desk.scores[:kept]
        at += kept
        counts[i - first] = kept
    return counts, ends[:at].copy(), scores[:at].copy()
