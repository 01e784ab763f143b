"""The whole round, for as long as the engine's own door is not there. Same names as `matching.whole`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pakten.activities.matching import Need, Seeker, State, Substitutions
from pakten.activities.matching import assignment
from pakten.activities.matching.shortlist import explain


@dataclass(frozen=True, slots=True)
class Options:
    limits: Mapping[str, int] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    locks: frozenset[tuple[str, str]] = frozenset()
    vetoes: frozenset[tuple[str, str]] = frozenset()
    stable: bool = False
    lift: tuple[frozenset[str], Any] | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    seeker: str
    need: str
    points: int
    terms: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmatched:
    seeker: str
    code: str
    need: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Whole:
    pairs: tuple[Pair, ...]
    total: int
    bound: int
    prices: Mapping[str, int]
    unmatched: tuple[Unmatched, ...]
    open_seats: Mapping[str, int]


def match_all(
    needs: Sequence[Need],
    seekers: Sequence[Seeker],
    substitutions: Substitutions,
    today: date,
    options: Options,
) -> Whole:
    edges, nearest = [], {}
    for i, seeker in enumerate(seekers):
        for j, need in enumerate(needs):
            if (seeker.id, need.id) in options.vetoes:
                continue
            found = explain(need, seeker, substitutions, today)
            missing = [m for m in found.marks if m.requirement.must and m.state == State.MISSING]
            if missing:
                if len(missing) < nearest.get(seeker.id, (99,))[0]:
                    nearest[seeker.id] = (len(missing), need.id, missing[0].reason.code.value)
            else:
                nearest[seeker.id] = (0, need.id, "taken")
                points = 50 + sum({State.HAS: 10}.get(m.state, 3) for m in found.marks)
                points += 15 * (
                    need.occupation in seeker.wanted
                    or f"ssyk:{need.occupation_group}" in seeker.wanted
                )
                points += 1000 * ((seeker.id, need.id) in options.locks)
                edges.append((i, j, points))
    instance = assignment.Round([1] * len(seekers), [getattr(n, "seats", 1) for n in needs], edges)
    solved = assignment.solve_best(instance)
    pairs = tuple(
        Pair(seekers[i].id, needs[j].id, s) for i, j, s in (edges[e] for e in solved.chosen)
    )
    chosen = {p.seeker for p in pairs}
    return Whole(
        pairs,
        solved.total,
        solved.bound,
        {},
        tuple(
            Unmatched(
                s.id, nearest.get(s.id, (0, None, "work"))[2], nearest.get(s.id, (0, None))[1]
            )
            for s in seekers
            if s.id not in chosen
        ),
        {},
    )
