"""A whole round: all needs and all seekers at once, the best total, proven.

whole = match_all(needs, seekers, substitutions, today, Options(limits={"house": 5}))
whole.total == whole.bound      no other choice of pairs gives more
whole.unmatched                 for each who got nothing: why, and the nearest need
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib import import_module

from pakten.activities.matching import points
from pakten.activities.matching.marks import Value
from pakten.activities.matching.needs import Need, Seeker
from pakten.activities.matching.score import Score, Term, TermCode
from pakten.activities.matching.substitutions import Substitutions

Named = tuple[str, str]  # seeker, need
# Compiled code, loaded when a round is made: web processes read this module and never carry it.
_ENGINE = "pakten.activities.matching.scoring.making"


class ImpossibleLock(ValueError):  # noqa: N818  the name says what it is
    """A lock that cannot be kept: unknown, doubled, vetoed or beyond the seats."""


class WhyNot(StrEnum):
    """Why somebody is unmatched, where it is not an obstacle (`score.Obstacle.code`)."""

    NO_NEEDS = "no_needs"  # the round has no seats
    OTHER_OCCUPATION = "other_occupation"  # nobody asks for what the person wants or has done
    SEATS_TAKEN = "seats_taken"  # fits, but each seat gives more elsewhere; price, points, short
    LIMIT = "limit"  # the same, where a seat is left but the employer takes no more
    VETOED = "vetoed"  # fits only what was vetoed


@dataclass(frozen=True, slots=True)
class Options:
    """What a round is told besides needs and seekers.

    `limits`: organisation -> the most people over all its needs. `first`: unmatched last round.
    `balance`: points that each further person at the same organisation costs more than the last.
    `lift`: who shall be matched as often as the others, and the most of the total (0.02: two
    percent) that it may cost; a stable round is not lifted.
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
    """The round. `prices`: how contended a need is; `gap` 0 says that it is proven best.

    `total` is the sum of the points, less the load where `balance` is set. After a lift `bound` is
    that of rounds which keep the rule, and `given_up` what the rule cost of the plain total.
    """

    pairs: tuple[Pair, ...]
    total: int
    bound: int
    rounds: int
    prices: Mapping[str, int]
    unmatched: tuple[Unmatched, ...]
    open_seats: Mapping[str, int]
    given_up: int = 0

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
    engine = import_module(_ENGINE)
    whole: Whole = engine.make_round(needs, seekers, substitutions, today, options)
    return whole


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
