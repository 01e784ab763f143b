"""Those who seek, laid out by column, and how each requirement stands for all of them at once.

Says the same as `marks`, which stays the rule: only the state and the day, without words. Days are
proleptic ordinals; `NEVER` is later than any day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pakten.activities.matching.levels import LICENCE_COVERED_BY, level_rank
from pakten.activities.matching.marks import SOON
from pakten.activities.matching.needs import Need, Requirement, RequirementKind, Seeker
from pakten.activities.matching.substitutions import Nearness, Relation, Substitutions

Rows = NDArray[np.int32]
States = NDArray[np.int8]
Days = NDArray[np.int32]
Standing = tuple[States, Days]

NEVER = date.max.toordinal()
LONG_AGO = date.min.toordinal()
_NOBODY = np.empty(0, np.int32)


def ordinal(day: date | None, otherwise: int) -> int:
    """The day as a number; a day nobody has said is `otherwise`."""
    return otherwise if day is None else day.toordinal()


class _Index:
    """Who has what: a key -> rows, each with one or more numbers."""

    def __init__(self, width: int = 0) -> None:
        self._rows: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        self.width = width
        self._made: dict[str, tuple[Rows, NDArray[np.int32]]] = {}

    def add(self, key: str, row: int, *numbers: int) -> None:
        self._rows[key].append(row)
        self._numbers[key].append(numbers)

    def of(self, key: str) -> tuple[Rows, NDArray[np.int32]]:
        """The rows with the key, and their numbers, one column each. Made into arrays when asked."""
        if key not in self._made and key in self._rows:
            rows = np.array(self._rows.pop(key), np.int32)
            numbers = np.array(self._numbers.pop(key), np.int32).reshape(len(rows), self.width)
            self._made[key] = rows, numbers
        return self._made.get(key, (_NOBODY, np.empty((0, self.width), np.int32)))


class Columns:
    """The crowd's pieces by column. Row n is the n-th of the seekers given; never changed after."""

    def __init__(self, seekers: Sequence[Seeker]) -> None:
        self.size = len(seekers)
        self.around = _Index()  # wanted or done
        self.experience = _Index(1)  # whole years
        self.skills, self.licences, self.reach = _Index(), _Index(), _Index()
        self.languages = _Index(1)  # level
        self.coming = _Index(2)  # level, day
        self.anywhere = np.array([each.reach is None for each in seekers], np.bool_)
        self.earliest = np.array([each.earliest or 0 for each in seekers], np.int32)
        self.hours = np.array([each.hours for each in seekers], np.int32)
        self.free = np.array([ordinal(s.available_from, LONG_AGO) for s in seekers], np.int32)
        self.waiting = np.array([ordinal(s.waiting_since, NEVER) for s in seekers], np.int32)
        for row, seeker in enumerate(seekers):
            self._index(row, seeker)

    def _index(self, row: int, seeker: Seeker) -> None:
        for key in seeker.wanted | seeker.experience.keys():
            self.around.add(key, row)
        for key, years in seeker.experience.items():
            self.experience.add(key, row, int(years))
        for index, keys in ((self.skills, seeker.skills), (self.licences, seeker.licences)):
            for key in keys:
                index.add(key, row)
        for key in seeker.reach or ():
            self.reach.add(key, row)
        for key, level in seeker.languages.items():
            self.languages.add(key, row, level_rank(level))
        for one in seeker.on_the_way:
            self.coming.add(one.key, row, level_rank(one.level), ordinal(one.ready_on, NEVER))

    def fitting(self, around: Iterable[str]) -> NDArray[np.bool_]:
        """Who wants, or has done, one of these occupations; everybody when none is asked."""
        keys = list(around)
        fits = np.full(self.size, not keys, np.bool_)
        for key in keys:
            fits[self.around.of(key)[0]] = True
        return fits


class Judge:
    """Puts the requirements of a need to everybody at once."""

    def __init__(self, columns: Columns, need: Need, near: Substitutions, today: date) -> None:
        self.columns, self.near = columns, near
        self.by = (max(need.start or today, today) + SOON).toordinal()

    def standing(self, asked: Requirement) -> Standing:
        """State (0 missing, 1 on the way, 2 has) and the day it is ready (`LONG_AGO`: no day)."""
        columns = self.columns
        match asked.kind:
            case RequirementKind.OCCUPATION:
                return self._occupation(asked)
            case RequirementKind.SKILL:
                return self._holds(columns.skills.of(asked.key)[0], [asked.key])
            case RequirementKind.LICENCE:
                enough = sorted(LICENCE_COVERED_BY.get(asked.key, frozenset({asked.key})))
                held = [columns.licences.of(key)[0] for key in enough]
                return self._holds(np.concatenate(held), enough)
            case RequirementKind.LANGUAGE:
                rows, levels = columns.languages.of(asked.key)
                level = level_rank(asked.level)
                here = np.arange(columns.size, dtype=np.int32) if level == 0 else _NOBODY
                has = np.concatenate([rows[levels[:, 0] >= level], here])
                return self._holds(has, [asked.key], level)
            case RequirementKind.TIME:
                return self._whether(columns.earliest <= asked.number)
            case RequirementKind.HOURS:
                return self._whether(columns.hours >= asked.number)
            case RequirementKind.PLACE:
                there = columns.anywhere.copy()
                there[columns.reach.of(asked.key)[0]] = True
                return self._whether(there)
            case RequirementKind.START:
                return self._start(asked)

    def _whether(self, has: NDArray[np.bool_]) -> Standing:
        return has.astype(np.int8) * np.int8(2), np.full(len(has), LONG_AGO, np.int32)

    def _holds(self, has: Rows, keys: Iterable[str], level: int = -1) -> Standing:
        """Has it, or will have: the first day of those soon enough."""
        day = np.full(self.columns.size, NEVER, np.int32)
        for key in keys:
            rows, numbers = self.columns.coming.of(key)
            enough = numbers[:, 0] >= level
            np.minimum.at(day, rows[enough], numbers[enough, 1])
        coming = day <= self.by
        state = coming.astype(np.int8)
        state[has] = 2
        return state, np.where(state == 1, day, LONG_AGO).astype(np.int32)

    def _start(self, asked: Requirement) -> Standing:
        free = self.columns.free
        if asked.day is None:
            return self._whether(np.ones(len(free), np.bool_))
        has, soon = free <= asked.day.toordinal(), free <= self.by
        state = np.where(has, 2, soon).astype(np.int8)
        return state, np.where(state == 1, free, LONG_AGO).astype(np.int32)

    def _occupation(self, asked: Requirement) -> Standing:
        """The same occupation with years enough is in place; a near one, or too few years, nearly."""
        state = np.zeros(self.columns.size, np.int8)
        years = np.full(self.columns.size, -1, np.int32)
        for key, nearness in _nearest_last(around_of(asked, self.near)):
            rows, numbers = self.columns.experience.of(key)
            state[rows] = 1
            if nearness.relation == Relation.SAME:
                years[rows] = numbers[:, 0]
        state[(years >= 0) & (years >= asked.number)] = 2
        return state, np.full(self.columns.size, LONG_AGO, np.int32)


def around_of(asked: Requirement, near: Substitutions) -> dict[str, Nearness]:
    """The occupations that count for a requirement on experience."""
    group = asked.key.removeprefix("ssyk:")
    whole = group != asked.key
    return near.around(
        None if whole else asked.key, group if whole else near.groups.get(asked.key, "")
    )


def _nearest_last(around: dict[str, Nearness]) -> list[tuple[str, Nearness]]:
    """Nearest last, so that writing in this order leaves what `substitutions.nearest` picks."""
    order = list(Relation)
    return sorted(
        around.items(),
        key=lambda pair: (order.index(pair[1].relation), -(pair[1].percent or 0), pair[0]),
        reverse=True,
    )
