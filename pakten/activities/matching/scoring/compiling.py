"""Needs and seekers made into arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from pakten.activities.matching import points
from pakten.activities.matching.marks import SOON
from pakten.activities.matching.needs import Need, Seeker
from pakten.activities.matching.score import asked_hours, asked_swedish, held_rank
from pakten.activities.matching.scoring import words
from pakten.activities.matching.scoring.columns import (
    NONE,
    OPEN,
    City,
    Int64,
    Near,
    Needs,
    Seekers,
    Special,
    Tokens,
    offsets,
)
from pakten.activities.matching.scoring.words import Words
from pakten.activities.matching.substitutions import Nearness, Substitutions


@dataclass(frozen=True, slots=True)
class Compiled:
    """The arrays, with needs and seekers in the order of the arrays."""

    city: City
    needs: tuple[Need, ...]
    seekers: tuple[Seeker, ...]


def compile_city(
    needs: Sequence[Need], seekers: Sequence[Seeker], substitutions: Substitutions, today: date
) -> Compiled:
    """Arrays that score every pair exactly as `score.score` does."""
    dictionary = Words(substitutions, today)
    classes = _Classes(substitutions)
    rows = [_Row(need, dictionary, classes) for need in needs]
    rows.sort(key=lambda row: (row.klass, row.cell, row.need.id))
    people = sorted(seekers, key=lambda seeker: seeker.id)
    tokens, firsts = _tokens(dictionary)
    city = City(
        _needs(rows, firsts, len(classes.arounds), today),
        tokens,
        classes.near(),
        _seekers(people, dictionary, classes.keys, today),
        _wishes(rows, people),
    )
    return Compiled(city, tuple(row.need for row in rows), tuple(people))


class _Classes:
    """Needs that ask for the same occupation and group are one class."""

    def __init__(self, substitutions: Substitutions) -> None:
        self.substitutions = substitutions
        self.arounds: list[Mapping[str, Nearness]] = [{}]
        self.keys: dict[str, int] = {}
        self._numbers: dict[tuple[str | None, str], int] = {}

    def number(self, need: Need) -> int:
        asked = need.occupation, need.occupation_group
        if asked not in self._numbers:
            around = self.substitutions.around(*asked)
            self._numbers[asked] = len(self.arounds) if around else OPEN
            if around:
                self.arounds.append(around)
            for key in around:
                self.keys.setdefault(key, len(self.keys))
        return self._numbers[asked]

    def near(self) -> Near:
        rows = sorted(
            (self.keys[key], klass, points.done(nearness, 10), points.wanted(nearness, 10))
            for klass, around in enumerate(self.arounds)
            for key, nearness in around.items()
        )
        table = np.array(rows, np.int32).reshape(-1, 4)
        at = offsets(np.bincount(table[:, 0], minlength=len(self.keys))).astype(np.int32)
        done, wanted = table[:, 2].astype(np.int16), table[:, 3].astype(np.int16)
        return Near(at, np.ascontiguousarray(table[:, 1]), done, wanted)


class _Row:
    """A need with its numbers."""

    def __init__(self, need: Need, dictionary: Words, classes: _Classes) -> None:
        self.need = need
        self.klass = classes.number(need)
        self.district = dictionary.district(need.district) if need.district else NONE
        self.swedish, self.hours = asked_swedish(need), asked_hours(need)
        self.cell, self.asked = OPEN, []
        for one, share in zip(need.requirements, points.shares(need), strict=True):
            sort, number = dictionary.token(one)
            if sort == words.PLACE and one.must and self.cell == OPEN:
                self.cell = number + 1  # whoever cannot reach it is not even looked at
            else:
                self.asked.append((sort, number, one.must, share, share // 2))

    @property
    def most(self) -> int:
        """No person has more from this need, occupation and the wishes of both sides aside."""
        return (
            points.PLACED
            + sum(share for _sort, _number, _must, share, _half in self.asked)
            + (0 if self.swedish is None else points.MARGIN_STEP * points.MARGIN_MOST)
            + (0 if self.district == NONE else points.NEAR_STEP * points.NEAR_MINUTES)
            + (0 if self.hours is None else points.HOURS_STEP * 100)
            + (points.START if self.need.start else 0)
        )


def _tokens(dictionary: Words) -> tuple[Tokens, Int64]:
    time, hours, start = (
        np.array([*dictionary.numbers[sort]], np.int32)
        for sort in (words.TIME, words.HOURS, words.START)
    )
    firsts = offsets([len(numbers) for numbers in dictionary.numbers])
    tokens = Tokens(
        time=time,
        hours=hours,
        start=start,
        first_time=int(firsts[words.TIME]),
        first_hours=int(firsts[words.HOURS]),
        first_start=int(firsts[words.START]),
        place=int(firsts[words.PLACE]),
        districts=len(dictionary.numbers[words.PLACE]),
    )
    return tokens, firsts


def _needs(rows: Sequence[_Row], firsts: Int64, classes: int, today: date) -> Needs:
    asked = np.array([one for row in rows for one in row.asked], np.int32).reshape(-1, 5)
    groups = [(row.klass, row.cell) for row in rows]
    begins = [k for k in range(len(rows)) if k == 0 or groups[k] != groups[k - 1]]
    of_class = np.bincount([groups[k][0] for k in begins], minlength=classes)
    by = [(max(row.need.start or today, today) + SOON).toordinal() for row in rows]
    start = [row.need.start.toordinal() if row.need.start else NONE for row in rows]
    return Needs(
        group_at=offsets(of_class).astype(np.int32),
        group_cell=np.array([groups[k][1] for k in begins], np.int16),
        group_from=np.array([*begins, len(rows)], np.int32),
        asked_at=offsets([len(row.asked) for row in rows]).astype(np.int32),
        token=(firsts[asked[:, 0]] + asked[:, 1]).astype(np.int32),
        must=asked[:, 2].astype(np.bool_),
        has=asked[:, 3].astype(np.int16),
        half=asked[:, 4].astype(np.int16),
        by=np.array(by, np.int32),
        start=np.array(start, np.int32),
        district=np.array([row.district for row in rows], np.int16),
        swedish=np.array([NONE if row.swedish is None else row.swedish for row in rows], np.int16),
        hours=np.array([NONE if row.hours is None else row.hours for row in rows], np.int16),
        most=np.array([row.most for row in rows], np.int32),
    )


def _seekers(
    people: Sequence[Seeker], dictionary: Words, keys: Mapping[str, int], today: date
) -> Seekers:
    districts = dictionary.numbers[words.PLACE]
    done = _rows([
        [(keys[k], points.tenths_of_years(y)) for k, y in one.experience.items() if k in keys]
        for one in people
    ])  # fmt: skip
    wish = _rows([
        [(keys[k], points.tenths_of_wish(one, k)) for k in sorted(one.wanted) if k in keys]
        for one in people
    ])  # fmt: skip
    ready = _rows([[*dictionary.ready(one).items()] for one in people])
    reach = _rows([
        [(districts[k], points.near(m)) for k, m in (one.reach or {}).items() if k in districts]
        for one in people
    ])  # fmt: skip
    days = [one.available_from.toordinal() if one.available_from else NONE for one in people]
    return Seekers(
        done[0], done[1], done[2].astype(np.int16),
        wish[0], wish[1], wish[2].astype(np.int16),
        *ready,
        reach[0], reach[1].astype(np.int16), reach[2].astype(np.int16),
        anywhere=np.array([one.reach is None for one in people], np.bool_),
        earliest=np.array([NONE if o.earliest is None else o.earliest for o in people], np.int16),
        hours=np.array([one.hours for one in people], np.int16),
        available=np.array(days, np.int32),
        swedish=np.array([held_rank(one) for one in people], np.int16),
        constant=np.array([points.waited(one.waiting_since, today) for one in people], np.int32),
    )  # fmt: skip


def _rows(lists: Sequence[Sequence[tuple[int, int]]]) -> tuple[Int64, np.ndarray, np.ndarray]:
    table = np.array([row for rows in lists for row in rows], np.int32).reshape(-1, 2)
    at = offsets([len(rows) for rows in lists])
    return at, np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])


def _wishes(rows: Sequence[_Row], people: Sequence[Seeker]) -> Special:
    """What the two sides have said of each other."""
    number = {seeker.id: i for i, seeker in enumerate(people)}
    found = [
        (number[seeker], j, got)
        for j, row in enumerate(rows)
        for seeker, got in _said(row.need)
        if seeker in number
    ]
    return special(found, len(people))


def _said(need: Need) -> Iterator[tuple[str, int]]:
    yield from ((seeker, points.WANTED_BY) for seeker in need.wanted_by)
    yield from ((who, points.asked_for_place(place)) for who, place in need.chosen_by.items())


def special(found: Sequence[tuple[int, int, int]], seekers: int) -> Special:
    """Points (or a veto) of single pairs: (seeker, need, points), several of a pair added up."""
    table = np.array(sorted(found), np.int64).reshape(-1, 3)
    at = offsets(np.bincount(table[:, 0], minlength=seekers))
    return Special(at, table[:, 1].astype(np.int32), table[:, 2].astype(np.int32))


def merged(base: Special, more: Sequence[tuple[int, int, int]], seekers: int) -> Special:
    """The same with more pairs."""
    rows = [i for i, (a, b) in enumerate(pairwise(base.at)) for _ in range(b - a)]
    own = zip(rows, base.need.tolist(), base.points.tolist(), strict=True)
    return special([*own, *more], seekers)
