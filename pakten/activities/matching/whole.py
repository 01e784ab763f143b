"""A whole round: all needs and all seekers at once, the best total, proven.

whole = match_all(needs, seekers, substitutions, today, Options(limits={"house": 5}))
whole.total == whole.bound      no other choice of pairs gives more
whole.unmatched                 for each who got nothing: why, and the nearest need
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pakten.activities.matching import points
from pakten.activities.matching.assignment import Edge, Round, solve_best, solve_stable
from pakten.activities.matching.marks import Value
from pakten.activities.matching.needs import Need, Seeker
from pakten.activities.matching.score import Score, Scorer, Term, TermCode
from pakten.activities.matching.substitutions import Substitutions

Named = tuple[str, str]  # seeker, need


class ImpossibleLock(ValueError):  # noqa: N818  the name says what it is
    """A lock that cannot be kept: unknown, doubled, vetoed or beyond the seats."""


class WhyNot(StrEnum):
    """Why somebody is unmatched, where it is not an obstacle (`score.Obstacle.code`)."""

    NO_NEEDS = "no_needs"  # the round has no seats
    OTHER_OCCUPATION = "other_occupation"  # nobody asks for what the person wants or has done
    SEATS_TAKEN = "seats_taken"  # fits, but each seat gives more elsewhere; price, points, short
    VETOED = "vetoed"  # fits only what was vetoed


@dataclass(frozen=True, slots=True)
class Options:
    """What a round is told besides needs and seekers.

    `limits`: organisation -> the most people over all its needs. `first`: unmatched last round.
    `balance`: points that each further person at the same organisation costs more than the last.
    `lift`: who shall be matched as often as the others, and the most of the total it may cost.
    """

    limits: Mapping[str, int] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    locks: frozenset[Named] = frozenset()
    vetoes: frozenset[Named] = frozenset()
    stable: bool = False
    lift: tuple[frozenset[str], float] | None = None
    balance: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """One person and one need; the points are the sum of the terms."""

    seeker: str
    need: str
    points: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Why somebody got nothing, the nearest need, and what would have helped."""

    seeker: str
    code: str
    need: str | None
    params: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Whole:
    """The round. `prices`: how contended a need is; `gap` 0 says that it is proven best."""

    pairs: tuple[Pair, ...]
    total: int
    bound: int
    rounds: int
    prices: Mapping[str, int]
    unmatched: tuple[Unmatched, ...]
    open_seats: Mapping[str, int]

    @property
    def gap(self) -> int:
        """No choice gives more than this beyond `total`."""
        return self.bound - self.total


def match_all(
    needs: Sequence[Need],
    seekers: Sequence[Seeker],
    substitutions: Substitutions,
    today: date,
    options: Options = Options(),
) -> Whole:
    """The best choice of pairs under every hard constraint. Ids must differ; order is of no account."""
    return _Slow(needs, seekers, substitutions, today, options).whole()


class _Slow:
    """Every pair scored one by one."""

    def __init__(
        self,
        needs: Sequence[Need],
        seekers: Sequence[Seeker],
        substitutions: Substitutions,
        today: date,
        options: Options,
    ) -> None:
        self.needs = sorted(needs, key=lambda need: need.id)
        self.seekers = sorted(seekers, key=lambda seeker: seeker.id)
        self.options = options
        scorers = [Scorer(need, substitutions, today) for need in self.needs]
        self.scores: dict[Named, Score] = {
            (seeker.id, scorer.need.id): went_without(scorer.score(seeker), seeker.id, options)
            for seeker in self.seekers
            for scorer in scorers
        }
        self.locked = locks_of(self.needs, self.seekers, options)

    def whole(self) -> Whole:
        left, right, edges = self._edges()
        solution = (solve_stable if self.options.stable else solve_best)(Round(left, right, edges))
        real = [edges[e] for e in solution.chosen if edges[e][0] < len(self.seekers)]
        free = solution.bound - solution.total
        chosen = {self.seekers[i].id: self.needs[j].id for i, j, _score in real} | self.locked
        pairs = tuple(self._pair(seeker, need) for seeker, need in sorted(chosen.items()))
        total = sum(pair.points for pair in pairs)
        taken = [list(chosen.values()).count(need.id) for need in self.needs]
        return Whole(
            pairs=pairs,
            total=total,
            bound=total + free,
            rounds=1,
            prices={need.id: 0 for need in self.needs},
            unmatched=tuple(self._unmatched(chosen)),
            open_seats={n.id: n.seats - t for n, t in zip(self.needs, taken, strict=True)},
        )

    def _edges(self) -> tuple[list[int], list[int], list[Edge]]:
        """Seekers and seats; those who hold seats that a limit keeps empty come after the seekers."""
        seats = {need.id: need.seats for need in self.needs}
        for need in self.locked.values():
            seats[need] -= 1
        edges = [
            (i, j, self.scores[seeker.id, need.id].points)
            for i, seeker in enumerate(self.seekers)
            for j, need in enumerate(self.needs)
            if self._may(seeker.id, need.id)
        ]
        left, high = [1] * len(self.seekers), max((s for _i, _j, s in edges), default=0) + 1
        for house, limit in self.options.limits.items():
            mine = [j for j, need in enumerate(self.needs) if need.organisation == house]
            held = sum(self.needs[j].seats - seats[self.needs[j].id] for j in mine)
            room = sum(seats[self.needs[j].id] for j in mine)
            for _ in range(room - max(limit - held, 0)):
                edges += [(len(left), j, high) for j in mine]
                left.append(1)
        return left, [seats[need.id] for need in self.needs], edges

    def _may(self, seeker: str, need: str) -> bool:
        free = seeker not in self.locked and (seeker, need) not in self.options.vetoes
        return free and self.scores[seeker, need].fits

    def _pair(self, seeker: str, need: str) -> Pair:
        score = self.scores[seeker, need]
        return Pair(seeker, need, score.points, score.terms)

    def _unmatched(self, chosen: Mapping[str, str]) -> Iterator[Unmatched]:
        for seeker in self.seekers:
            if seeker.id in chosen:
                continue
            by_need = {need.id: self.scores[seeker.id, need.id] for need in self.needs}
            if not by_need:
                yield Unmatched(seeker.id, WhyNot.NO_NEEDS, None, {})
                continue
            near = min(by_need, key=lambda n: (len(by_need[n].obstacles), -by_need[n].points, n))
            obstacles = by_need[near].obstacles
            if obstacles:
                yield Unmatched(seeker.id, obstacles[0].code, near, obstacles[0].params)
            elif (seeker.id, near) in self.options.vetoes:
                yield Unmatched(seeker.id, WhyNot.VETOED, near, {})
            else:
                params: dict[str, Value] = {"points": by_need[near].points}
                yield Unmatched(seeker.id, WhyNot.SEATS_TAKEN, near, params)


def went_without(score: Score, seeker: str, options: Options) -> Score:
    """The same score, with the constant of those who were unmatched last round."""
    if seeker not in options.first:
        return score
    term = Term(TermCode.WENT_WITHOUT, points.WENT_WITHOUT, {})
    return Score(score.points + term.points, (*score.terms, term), score.obstacles)


def locks_of(needs: Sequence[Need], seekers: Sequence[Seeker], options: Options) -> dict[str, str]:
    """The locked pairs by seeker. Raises `ImpossibleLock`."""
    seats, people = {need.id: need.seats for need in needs}, {seeker.id for seeker in seekers}
    locked: dict[str, str] = {}
    for seeker, need in sorted(options.locks):
        if seeker not in people or need not in seats:
            raise ImpossibleLock(f"{seeker} and {need}: not in this round")
        if (seeker, need) in options.vetoes:
            raise ImpossibleLock(f"{seeker} and {need}: vetoed")
        if seeker in locked:
            raise ImpossibleLock(f"{seeker}: locked twice")
        seats[need] -= 1
        if seats[need] < 0:
            raise ImpossibleLock(f"{need}: more locks than seats")
        locked[seeker] = need
    return locked
