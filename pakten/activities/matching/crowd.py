"""The short list among many: the same answer as `shortlist.rank`, from a crowd that is kept.

The crowd is laid out by column once. Those who change afterwards stand beside it and are judged one
by one, until they are so many that all are laid out anew; so a change costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import overload

import numpy as np
from numpy.typing import NDArray

from pakten.activities.matching.columns import LONG_AGO, NEVER, Columns, Judge, ordinal
from pakten.activities.matching.marks import Assessor, Finding, ReasonCode, assessors
from pakten.activities.matching.needs import Need, RequirementKind, Seeker
from pakten.activities.matching.opens import Sole, changes
from pakten.activities.matching.shortlist import NEARLY, Candidate, Funnel, Ranking, explain
from pakten.activities.matching.substitutions import Near, Substitutions

MOST_BESIDE = 300
# What these are eased to depends on where people stand; of the others only how many counts.
_BY_DEGREE = frozenset({RequirementKind.TIME, RequirementKind.START, RequirementKind.HOURS,
                        RequirementKind.LANGUAGE})  # fmt: skip
_MISSING = Finding(0, ReasonCode.NO_SKILL, {})


class Candidates(Sequence[Candidate]):
    """Those on the list, best first; each is explained when it is asked for."""

    def __init__(self, seekers: Sequence[Seeker], explained: Callable[[Seeker], Candidate],
                 unmet: NDArray[np.int8]) -> None:  # fmt: skip
        self._seekers, self._explained = seekers, explained
        self.unmet = unmet

    def __len__(self) -> int:
        return len(self._seekers)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...
    @overload
    def __getitem__(self, place: slice) -> Candidates: ...
    def __getitem__(self, place: int | slice) -> Candidate | Candidates:
        if isinstance(place, slice):
            return Candidates(self._seekers[place], self._explained, self.unmet[place])
        return self._explained(self._seekers[place])

    def where(self, chosen: NDArray[np.bool_]) -> Candidates:
        """Those of them; `unmet` says how many musts each has not in place."""
        kept = [self._seekers[int(place)] for place in np.flatnonzero(chosen)]
        return Candidates(kept, self._explained, self.unmet[chosen])

    def named(self, ids: Collection[str]) -> Candidates:
        """Those of them with these ids."""
        if not ids:
            return Candidates([], self._explained, self.unmet[:0])
        return self.where(np.array([one.id in ids for one in self._seekers], np.bool_))


@dataclass(frozen=True, slots=True)
class CrowdRanking(Ranking):
    """A ranking whose candidates are made when asked for; `have`: how many of them, by requirement."""

    candidates: Candidates
    have: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """How the musts and the rest stand for those who fit the occupation, by row of `seekers`."""

    seekers: list[Seeker]
    states: NDArray[np.int8]  # requirement × person
    days: NDArray[np.int32]
    waiting: NDArray[np.int32]
    rank: NDArray[np.float64]  # of the id among all ids; equal only for those beside, in order


class Crowd:
    """Those who seek. It never changes, so any number of threads may read it: `changed` makes another."""

    def __init__(self, seekers: Iterable[Seeker] = ()) -> None:
        self._people = {each.id: each for each in seekers}
        self._rows = list(self._people.values())
        self._row_of = {each.id: row for row, each in enumerate(self._rows)}
        self._columns = Columns(self._rows)
        ids = np.array([each.id for each in self._rows], np.str_)
        self._ids = np.sort(ids)
        self._rank = np.searchsorted(self._ids, ids).astype(np.float64)
        self._there = np.ones(len(self._rows), np.bool_)
        self._beside: dict[str, Seeker] = {}

    def __len__(self) -> int:
        return len(self._people)

    def changed(self, seekers: Iterable[Seeker], gone: Iterable[str] = ()) -> Crowd:
        """With those who are new or changed, and without the `gone` who are not among them."""
        new = {each.id: each for each in seekers}
        touched = {*new, *gone}
        people = {name: one for name, one in self._people.items() if name not in touched} | new
        beside = {name: one for name, one in self._beside.items() if name not in touched} | new
        if len(beside) > MOST_BESIDE:
            return Crowd(people.values())
        crowd = copy(self)
        crowd._people, crowd._beside, crowd._there = people, beside, self._there.copy()
        crowd._there[[self._row_of[name] for name in touched if name in self._row_of]] = False
        return crowd

    def seekers(self, ids: Iterable[str]) -> list[Seeker]:
        """Those of the crowd with these ids."""
        return [self._people[name] for name in ids if name in self._people]

    def rank(self, need: Need, near: Substitutions, today: date,
             without: Collection[str] = ()) -> CrowdRanking:  # fmt: skip
        """As `shortlist.rank` on all but those `without`; the candidates are made when asked for."""
        there = self._there.copy()
        rows = [self._row_of[name] for name in without if name in self._row_of]
        there[rows] = False
        beside = [self._beside[name] for name in sorted(self._beside.keys() - set(without))]
        around = near.around(need.occupation, need.occupation_group)
        fits = there & self._columns.fitting(around)
        fitting = [one for one in beside if not around or not around.keys().isdisjoint(
            one.wanted | one.experience.keys())]  # fmt: skip
        judged = self._judged(need, near, today, fits, fitting)
        musts = np.array([one.must for one in need.requirements], np.bool_)
        places = [n for n, one in enumerate(need.requirements)
                  if one.must and one.kind == RequirementKind.PLACE]  # fmt: skip
        reached = (judged.states[places] > 0).all(axis=0)
        missing = (judged.states[musts] == 0).sum(axis=0)
        close = np.flatnonzero(reached & (missing <= NEARLY))
        order = close[_order(judged, musts, close)]
        unmet = (judged.states[musts] != 2).sum(axis=0).astype(np.int8)
        return CrowdRanking(
            need=need,
            candidates=Candidates(
                [judged.seekers[row] for row in order],
                lambda seeker: explain(need, seeker, near, today),
                unmet[order],
            ),
            funnel=Funnel(
                int(there.sum()) + len(beside), len(judged.seekers), int(reached.sum()), len(close)
            ),
            near=self._near(need, near, there, beside),
            have=tuple((judged.states[:, order] == 2).sum(axis=1).tolist()),
            opens=changes(need, _soles(need, judged, musts, unmet, assessors(need, near, today))),
        )

    def _judged(self, need: Need, near: Substitutions, today: date, fits: NDArray[np.bool_],
                beside: list[Seeker]) -> _Judged:  # fmt: skip
        chosen = np.flatnonzero(fits)
        judge = Judge(self._columns, need, near, today)
        laid, size = len(chosen), (len(need.requirements), len(chosen) + len(beside))
        states, days = np.zeros(size, np.int8), np.zeros(size, np.int32)
        for n, alone in enumerate(assessors(need, near, today)):
            state, day = judge.standing(need.requirements[n])
            findings = [alone(one) for one in beside]
            states[n, :laid], days[n, :laid] = state[chosen], day[chosen]
            states[n, laid:] = [each.state for each in findings]
            days[n, laid:] = [ordinal(each.ready_on, LONG_AGO) for each in findings]
        waiting = np.array([ordinal(one.waiting_since, NEVER) for one in beside], np.int32)
        ids = np.array([one.id for one in beside], np.str_)
        return _Judged(
            [*map(self._rows.__getitem__, chosen.tolist()), *beside],
            states,
            days,
            np.concatenate([self._columns.waiting[chosen], waiting]),
            np.concatenate([self._rank[chosen], np.searchsorted(self._ids, ids) - 0.5]),
        )

    def _near(self, need: Need, near: Substitutions, there: NDArray[np.bool_],
              beside: list[Seeker]) -> tuple[Near, ...]:  # fmt: skip
        """As `Substitutions.near`, with those laid out counted by column."""
        if need.occupation is None:
            return ()
        number = {
            key: int(there[self._columns.experience.of(key)[0]].sum())
            + sum(key in one.experience for one in beside)
            for key in near.stand_ins(need.occupation)
        }
        return near.nearest_of(need.occupation, number)


def _order(judged: _Judged, musts: NDArray[np.bool_], close: NDArray[np.intp]) -> NDArray[np.intp]:
    """The order of `shortlist`: musts in place, on the way, soonest, nice, waited longest, id."""
    states, days = judged.states[:, close], judged.days[:, close]
    ready = days[musts].max(axis=0, initial=LONG_AGO)
    nice = states[~musts].sum(axis=0, dtype=np.int32)
    has, coming = (states[musts] == 2).sum(axis=0), (states[musts] == 1).sum(axis=0)
    return np.lexsort((judged.rank[close], judged.waiting[close], -nice, ready, -coming, -has))


def _soles(need: Need, judged: _Judged, musts: NDArray[np.bool_], unmet: NDArray[np.int8],
           one_by_one: list[Assessor]) -> list[Sole]:  # fmt: skip
    """Whom exactly one must keeps out; judged in full only where it matters how far off they are."""
    found: list[Sole] = []
    for place in np.flatnonzero(musts):
        alone = np.flatnonzero((unmet == 1) & (judged.states[place] != 2))
        if need.requirements[place].kind in _BY_DEGREE:
            found += [(int(place), one_by_one[place](judged.seekers[row])) for row in alone]
        else:
            found += [(int(place), _MISSING)] * len(alone)
    return found
