"""The best round over every pair there is: solve what is known to be good, price all, until nothing is left.

A limit of an employer, or a load that costs, is made of seats held back: rows of nobody that sit in
the employer's seats and give way only to more than their value. So everything stays one round with
prices, and the same proof holds (docs/matching.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numba
import numpy as np
import numpy.typing as npt

from pakten.activities.matching import points
from pakten.activities.matching.scoring.columns import Int32, Int64, offsets
from pakten.activities.matching.scoring.streaming import Stream
from pakten.activities.matching.solver import Sparse, State, lift, solve

KEEP, ADD = 64, 16
KEEP_FOR_LIFT = 4_096
HIGH = points.MOST + points.WENT_WITHOUT + 1  # more than any freed seat can be worth


@dataclass(frozen=True, slots=True)
class House:
    """An employer's needs, how many may still come to it all in all, and how many are there already."""

    needs: Int32
    limit: int | None
    held: int = 0


@dataclass(frozen=True, slots=True)
class Proven:
    """Who got what (-1: nothing), prices of seekers and needs, and the bound over all pairs."""

    mate: Int32
    u: Int64
    v: Int64
    total: int
    bound: int
    rounds: int
    edges: int
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Edges by seeker."""

    at: Int64
    ends: Int32
    scores: Int32


def prove_best(
    stream: Stream,
    room: Int64,
    houses: Iterable[House] = (),
    *,
    balance: int = 0,
    keep: int = KEEP,
    most_rounds: int = 1_000,
) -> Proven:
    """The best total under the room of the needs and of the houses, with its proof.

    Stopped early by `most_rounds` the answer is feasible and the bound still holds.
    """
    best = stream.best(keep)
    known, held = Known(best.at, best.ends, best.scores), held_back(houses, room, balance)
    state: State | None = None
    count = 0
    while state is None or count < most_rounds:
        count += 1
        state = solve(_with(known, held, room), start=state)
        u = state.u[: stream.seekers]
        more = stream.above(u, state.v, best.rest, ADD)
        if not more.at[-1]:
            break
        known = Known(*merge(known.at, known.ends, known.scores, more.at, more.ends, more.scores))
    above = int((more.raised - u).sum())
    worth = held.worth
    return Proven(
        mate=state.mate[: stream.seekers],
        u=more.raised,
        v=state.v,
        total=state.total - worth,
        bound=state.bound + above - worth,
        rounds=count,
        edges=len(known.ends),
    )


def prove_lifted(
    stream: Stream,
    room: Int64,
    houses: Iterable[House],
    group: npt.NDArray[np.bool_],
    most_loss: float,
    *,
    balance: int = 0,
) -> Proven:
    """The group matched as often as the others who fit anything, within the loss that is allowed.

    All pairs are known here, not the best few: the shift that makes rates equal moves every price.
    """
    best = stream.best(KEEP_FOR_LIFT)
    held = held_back(houses, room, balance)
    sparse = _with(Known(best.at, best.ends, best.scores), held, room)
    plain, more = solve(sparse), np.zeros(len(held.ends), np.bool_)
    fits = np.concatenate([np.diff(best.at) > 0, more])
    own = max(plain.total - held.worth, 0)
    loss = Fraction(most_loss) * own / max(plain.total, 1)
    found = lift(sparse, np.concatenate([group, more]), fits, loss, plain=plain)
    return Proven(
        mate=found.mate[: stream.seekers],
        u=plain.u[: stream.seekers],
        v=plain.v,
        total=found.total - held.worth,
        bound=found.bound - held.worth,
        rounds=found.solves,
        edges=int(best.at[-1]),
        given_up=found.price,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of nobody: each with the needs it may sit in and one value for all of them."""

    ends: Sequence[Int32]
    scores: Sequence[Int64]

    @property
    def worth(self) -> int:
        """All of them seated: what is not the round's own."""
        return sum(int(each[0]) for each in self.scores)


def held_back(houses: Iterable[House], room: Int64, balance: int) -> Held:
    """What must be outbid for a further person at a house: nothing, its load, or its limit."""
    ends, scores = [], []
    for house in houses:
        seats = int(room[house.needs].sum())
        for k in range(house.held, house.held + seats):
            value = HIGH if house.limit is not None and k >= house.limit else balance * k
            if value > 0:
                ends.append(house.needs)
                scores.append(np.full(len(house.needs), min(value, HIGH), np.int64))
    return Held(ends, scores)


def _with(known: Known, held: Held, room: Int64) -> Sparse:
    counts = [*np.diff(known.at), *(len(each) for each in held.ends)] if held.ends else None
    at = known.at if counts is None else offsets(counts)
    ends = np.concatenate([known.ends, *held.ends]) if held.ends else known.ends
    scores = np.concatenate([known.scores, *held.scores]).astype(np.int64)
    return Sparse(len(at) - 1, len(room), at, ends, scores, room)


@numba.njit(cache=True)
def merge(
    at: Int64, ends: Int32, scores: Int32, more_at: Int64, more_ends: Int32, more_scores: Int32
) -> tuple[Int64, Int32, Int32]:
    """The edges of both; none is in both."""
    both = np.empty(ends.shape[0] + more_ends.shape[0], np.int32)
    points = np.empty(both.shape[0], np.int32)
    for i in range(at.shape[0] - 1):
        to = at[i] + more_at[i]
        own, new = at[i + 1] - at[i], more_at[i + 1] - more_at[i]
        both[to : to + own] = ends[at[i] : at[i + 1]]
        points[to : to + own] = scores[at[i] : at[i + 1]]
        both[to + own : to + own + new] = more_ends[more_at[i] : more_at[i + 1]]
        points[to + own : to + own + new] = more_scores[more_at[i] : more_at[i + 1]]
    return at + more_at, both, points
