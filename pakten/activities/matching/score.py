"""How well one person and one need fit: points with reasons, and what stands in the way.

The points are the sum of the terms, always. A pair with an obstacle is never made, whatever its
points. `matching.scoring` says the same of millions of pairs at once; tests hold them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pakten.activities.matching import points
from pakten.activities.matching.levels import level_rank
from pakten.activities.matching.marks import Finding, Value, assessors
from pakten.activities.matching.needs import Need, Requirement, RequirementKind, Seeker
from pakten.activities.matching.substitutions import Nearness, Substitutions

SWEDISH = "lang:sv"
OTHER_OCCUPATION = "other_occupation"  # neither wanted nor done, nor a near one


class TermCode(StrEnum):
    """What gives points; in brackets the params."""

    PLACED = "placed"  # a place at all
    DONE = "done"  # occupation, relation, percent, years
    WANTED = "wanted"  # occupation, relation, percent, place (of the wishes, from 1)
    ASKED = "asked"  # requirement, kind, key, must, state (has, on_the_way), code
    MORE_SWEDISH = "more_swedish"  # level, asked
    WAY_TO_WORK = "way_to_work"  # district, minutes
    HOURS = "hours"  # percent, asked
    START = "start"  # days late
    WAITED = "waited"  # since
    WANTED_BY = "wanted_by"  # organisation
    ASKED_FOR_PLACE = "asked_for_place"  # place (of the person's choices, from 1)
    WENT_WITHOUT = "went_without"  # unmatched last round


@dataclass(frozen=True, slots=True)
class Term:
    """Some of the points, and why."""

    code: TermCode
    points: int
    params: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What makes the pair impossible: a `ReasonCode` of a must, or `other_occupation`."""

    code: str
    requirement: Requirement | None
    params: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Score:
    """The whole answer for one pair."""

    points: int
    terms: tuple[Term, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def fits(self) -> bool:
        """Whether the pair may be made at all."""
        return not self.obstacles


class Scorer:
    """A need made ready to be scored against many seekers."""

    def __init__(self, need: Need, substitutions: Substitutions, today: date) -> None:
        self.need = need
        self.today = today
        self.around = substitutions.around(need.occupation, need.occupation_group)
        self.assess = assessors(need, substitutions, today)
        self.shares = points.shares(need)
        self.swedish = asked_swedish(need)

    def score(self, seeker: Seeker) -> Score:
        """Terms without points are left out."""
        findings = [assess(seeker) for assess in self.assess]
        terms = tuple(term for term in self._terms(seeker, findings) if term.points)
        total = sum(term.points for term in terms)
        return Score(total, terms, tuple(self._obstacles(seeker, findings)))

    def _obstacles(self, seeker: Seeker, findings: list[Finding]) -> Iterator[Obstacle]:
        around = self.around.keys()
        if around and around.isdisjoint(seeker.wanted) and around.isdisjoint(seeker.experience):
            yield Obstacle(OTHER_OCCUPATION, None, {"occupation": self.need.occupation})
        for asked, finding in zip(self.need.requirements, findings, strict=True):
            if asked.must and not may_pass(finding):
                yield Obstacle(finding.code, asked, finding.params)

    def _terms(self, seeker: Seeker, findings: list[Finding]) -> Iterator[Term]:
        yield Term(TermCode.PLACED, points.PLACED, {})
        yield from self._of_occupation(seeker)
        for asked, share, finding in zip(
            self.need.requirements, self.shares, findings, strict=True
        ):
            yield Term(TermCode.ASKED, asked_points(share, finding.state), _told(asked, finding))
        yield from self._of_need(seeker)

    def _of_occupation(self, seeker: Seeker) -> Iterator[Term]:
        done = {key: points.tenths_of_years(years) for key, years in seeker.experience.items()}
        wished = {key: points.tenths_of_wish(seeker, key) for key in seeker.wanted}
        if best := _best(self.around, done, points.done):
            key, got = best
            params = {**_nearness(key, self.around[key]), "years": seeker.experience[key]}
            yield Term(TermCode.DONE, got, params)
        if best := _best(self.around, wished, points.wanted):
            key, got = best
            place = seeker.ranked.index(key) + 1 if key in seeker.ranked else None
            params = {**_nearness(key, self.around[key]), "place": place}
            yield Term(TermCode.WANTED, got, params)

    def _of_need(self, seeker: Seeker) -> Iterator[Term]:
        need = self.need
        if self.swedish is not None:
            level, asked = seeker.languages.get(SWEDISH), self.swedish
            more = points.margin(held_rank(seeker), asked)
            yield Term(TermCode.MORE_SWEDISH, more, {"level": level, "asked": asked})
        if need.district and (seeker.reach is None or need.district in seeker.reach):
            minutes = seeker.reach[need.district] if seeker.reach else None
            params: dict[str, Value] = {"district": need.district, "minutes": minutes}
            yield Term(TermCode.WAY_TO_WORK, points.near(minutes), params)
        if (offered := asked_hours(need)) is not None:
            params = {"percent": seeker.hours, "asked": offered}
            yield Term(TermCode.HOURS, points.hours(seeker.hours, offered), params)
        if need.start:
            late = (seeker.available_from - need.start).days if seeker.available_from else 0
            yield Term(TermCode.START, points.start(late), {"days": max(late, 0)})
        waited = points.waited(seeker.waiting_since, self.today)
        yield Term(TermCode.WAITED, waited, {"since": seeker.waiting_since})
        if seeker.id in need.wanted_by:
            yield Term(TermCode.WANTED_BY, points.WANTED_BY, {"organisation": need.organisation})
        if (chosen := need.chosen_by.get(seeker.id)) is not None:
            got = points.asked_for_place(chosen)
            yield Term(TermCode.ASKED_FOR_PLACE, got, {"place": chosen})


def score(need: Need, seeker: Seeker, substitutions: Substitutions, today: date) -> Score:
    """Points, terms and obstacles of one pair."""
    return Scorer(need, substitutions, today).score(seeker)


def may_pass(finding: Finding) -> bool:
    """A must is in place, or has a day soon enough after the start on which it will be."""
    return finding.state == 2 or (finding.state == 1 and finding.ready_on is not None)


def asked_points(share: int, state: int) -> int:
    """All of the share when in place, half on the way."""
    return (0, share // 2, share)[state]


def asked_swedish(need: Need) -> int | None:
    """The highest Swedish the need asks for, on the scale of `levels`."""
    kind = RequirementKind.LANGUAGE
    asked = [one for one in need.requirements if one.kind == kind and one.key == SWEDISH]
    return max((level_rank(one.level) for one in asked), default=None)


def asked_hours(need: Need) -> int | None:
    """The hours the need offers, as percent of full time."""
    asked = (one.number for one in need.requirements if one.kind == RequirementKind.HOURS)
    return next(asked, None)


def held_rank(seeker: Seeker, language: str = SWEDISH) -> int:
    """The person's level on the scale of `levels`; none is the lowest."""
    level = seeker.languages.get(language)
    return level_rank("none" if level is None else level)


def _best(
    around: Mapping[str, Nearness], tenths: Mapping[str, int], worth: points.Worth
) -> tuple[str, int] | None:
    """The key that gives most; of equals the first by name."""
    found = [(worth(around[key], tenths[key]), key) for key in tenths if key in around]
    if not found:
        return None
    got, key = min(found, key=lambda pair: (-pair[0], pair[1]))
    return key, got


def _nearness(key: str, nearness: Nearness) -> dict[str, Value]:
    return {
        "occupation": key, "relation": nearness.relation.value, "percent": nearness.percent,
    }  # fmt: skip


def _told(asked: Requirement, finding: Finding) -> dict[str, Value]:
    state = ("missing", "on_the_way", "has")[finding.state]
    return {
        "requirement": asked.id, "kind": asked.kind.value, "key": asked.key, "must": asked.must,
        "state": state, "code": finding.code.value,
    }  # fmt: skip
