"""The score in dense numpy: every pair of seekers and needs in a table, as one would write it first."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from pakten.activities.matching import points
from pakten.activities.matching.scoring.columns import ALWAYS, HAS, NEVER, NONE, VETO, City, sizes

Table = npt.NDArray[np.int32]


def dense_scores(city: City, block: int = 500) -> Table:
    """Points of every pair, 0 where it does not fit."""
    seekers, needs = sizes(city)
    table = np.zeros((seekers, needs), np.int32)
    prepared = _Prepared(city)
    for first in range(0, seekers, block):
        last = min(first + block, seekers)
        table[first:last] = prepared.rows(first, last)
    return table


class _Prepared:
    """What does not depend on the seekers."""

    def __init__(self, city: City) -> None:
        self.city = city
        needs, tokens = city.needs, city.tokens
        self.needs, self.size = sizes(city)[1], tokens.place + tokens.districts
        counts = np.diff(needs.asked_at)
        self.of = np.repeat(np.arange(self.needs), counts)
        tokens_of = needs.token
        self._first_days(tokens.first_start, tokens.place)
        rest = np.ones(len(self.of), bool)
        rest[self.day[self.day != NONE]] = False
        where, shape = (tokens_of[rest], self.of[rest]), (self.size, self.needs)
        self.has = sparse.csr_matrix((needs.has[rest].astype(np.int32), where), shape)
        self.must = sparse.csr_matrix((needs.must[rest].astype(np.int32), where), shape)
        order = np.flatnonzero(rest)
        self.order = order[np.argsort(tokens_of[rest], kind="stable")]
        self.at = np.searchsorted(tokens_of[self.order], np.arange(self.size + 1))
        self.musts = np.bincount(self.of, needs.must, minlength=self.needs).astype(np.int32)
        group = np.repeat(np.arange(len(needs.group_cell)), np.diff(needs.group_from))
        self.cell = needs.group_cell[group].astype(np.int64)
        klass = np.repeat(np.arange(len(needs.group_at) - 1), np.diff(needs.group_at))
        self.klass = klass[group] if len(klass) else group
        self.classes = len(needs.group_at) - 1

    def _first_days(self, first: int, last: int) -> None:
        """The first requirement of each need about its first day: asked of all at once."""
        token = self.city.needs.token
        rows = np.flatnonzero((token >= first) & (token < last))
        self.day = np.full(self.needs, NONE)
        self.day[self.of[rows[::-1]]] = rows[::-1]
        some = self.day != NONE
        needs, start = self.city.needs, self.city.tokens.start
        self.starts = np.full(self.needs, 2**30, np.int32)
        self.starts[some] = start[token[self.day[some]] - first]
        self.start_has, self.start_half, self.start_must = (
            np.where(some, each[self.day] if len(each) else 0, 0).astype(np.int32)
            for each in (needs.has, needs.half, needs.must)
        )

    def rows(self, first: int, last: int) -> Table:
        ready = self._ready(first, last)
        has = self._held(ready)
        got = (has @ self.has).toarray()
        met = (has @ self.must).toarray()
        self._coming(ready, got, met)
        day = self.city.seekers.available[first:last, None]
        there = day <= self.starts
        soon = there | (day <= self.city.needs.by)
        got += np.where(there, self.start_has, np.where(soon, self.start_half, 0))
        met += soon * self.start_must
        occupation = self._occupation(first, last)
        fits = (met == self.musts) & (occupation >= 0)
        place = ready[:, self.city.tokens.place :]
        if place.shape[1]:
            reached = np.concatenate([np.ones((last - first, 1), bool), place == HAS], 1)
            fits &= reached[:, self.cell]
        got += points.PLACED + occupation + self._rest(first, last)
        self._special(first, last, got)
        return np.where(fits & (got > 0), got, 0)

    def _ready(self, first: int, last: int) -> Table:
        who, tokens = self.city.seekers, self.city.tokens
        ready = np.full((last - first, self.size), NEVER, np.int32)
        ready[:, ALWAYS] = HAS
        rows = _rows(who.token_at, first, last)
        mine = slice(who.token_at[first], who.token_at[last])
        ready[rows, who.token[mine]] = who.ready[mine]
        early, hours = who.earliest[first:last, None], who.hours[first:last, None]
        a, b, c = tokens.first_time, tokens.first_hours, tokens.first_start
        ready[:, a:b] = np.where((early == NONE) | (early <= tokens.time), HAS, NEVER)
        ready[:, b:c] = np.where(hours >= tokens.hours, HAS, NEVER)
        day = who.available[first:last, None]
        ready[:, c : tokens.place] = np.where(day <= tokens.start, HAS, day)
        ready[who.anywhere[first:last], tokens.place :] = HAS
        there = who.reach[who.reach_at[first] : who.reach_at[last]]
        ready[_rows(who.reach_at, first, last), tokens.place + there] = HAS
        return ready

    def _held(self, ready: Table) -> sparse.csr_matrix:
        i, token = np.nonzero(ready == HAS)
        at = np.concatenate([[0], np.cumsum(np.bincount(i, minlength=len(ready)))])
        return sparse.csr_matrix((np.ones(len(i), np.int32), token, at), ready.shape)

    def _coming(self, ready: Table, got: Table, met: Table) -> None:
        """What has a day: each of it beside the needs that ask for it."""
        needs = self.city.needs
        i, token = np.nonzero((ready != HAS) & (ready != NEVER))
        count = self.at[token + 1] - self.at[token]
        row, day = np.repeat(i, count), np.repeat(ready[i, token], count)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        asked = self.order[np.repeat(self.at[token], count) + within]
        soon = day <= needs.by[self.of[asked]]
        where, asked = (row[soon], self.of[asked[soon]]), asked[soon]
        for table, worth in ((got, needs.half), (met, needs.must)):
            found = (worth[asked].astype(np.int32), where)
            table[...] += sparse.csr_matrix(found, got.shape).toarray()

    def _occupation(self, first: int, last: int) -> Table:
        who, near = self.city.seekers, self.city.near
        done = np.full((last - first, self.classes), -1, np.int32)
        wanted = done.copy()
        for table, at, keys, tenths, worth in (
            (done, who.done_at, who.done, who.done_tenths, near.done),
            (wanted, who.wish_at, who.wish, who.wish_tenths, near.wanted),
        ):
            mine = slice(at[first], at[last])
            key, rows = keys[mine], _rows(at, first, last)
            count = near.at[key + 1] - near.at[key]
            within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
            x = np.repeat(near.at[key], count) + within
            part = np.repeat(tenths[mine].astype(np.int32), count)
            np.maximum.at(table, (np.repeat(rows, count), near.klass[x]), worth[x] * part // 10)
        both = np.maximum(done, 0) + np.maximum(wanted, 0)
        both[(done < 0) & (wanted < 0)] = -(2**20)
        both[:, 0] = 0
        return both[:, self.klass]

    def _rest(self, first: int, last: int) -> Table:
        who, needs = self.city.seekers, self.city.needs
        some = slice(first, last)
        more = np.clip(who.swedish[some, None] - needs.swedish, 0, points.MARGIN_MOST)
        total = np.where(needs.swedish == NONE, 0, points.MARGIN_STEP * more.astype(np.int32))
        way = np.zeros((last - first, self.city.tokens.districts + 1), np.int32)
        way[who.anywhere[some]] = points.NEAR_UNKNOWN
        mine = slice(who.reach_at[first], who.reach_at[last])
        way[_rows(who.reach_at, first, last), who.reach[mine]] = who.way[mine]
        way[:, -1] = 0
        total += way[:, needs.district]
        apart = np.maximum(100 - np.abs(who.hours[some, None] - needs.hours), 0).astype(np.int32)
        total += np.where(needs.hours == NONE, 0, points.HOURS_STEP * apart)
        day = who.available[some, None]
        late = np.maximum(np.where(day == NONE, 0, day - needs.start), 0)
        start = np.maximum(points.START - points.START_STEP * late, 0)
        total += np.where(needs.start == NONE, 0, start)
        return total + who.constant[some, None]

    def _special(self, first: int, last: int, got: Table) -> None:
        special = self.city.special
        for i, (a, b) in enumerate(pairwise(special.at[first : last + 1])):
            for j, worth in zip(special.need[a:b], special.points[a:b], strict=True):
                got[i, j] += max(worth, VETO)


def _rows(at: npt.NDArray[np.int64], first: int, last: int) -> npt.NDArray[np.int64]:
    return np.repeat(np.arange(last - first), np.diff(at[first : last + 1]))
