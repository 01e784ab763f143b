"""What a count begins from and what it leaves: the job in `jobs` runs the engine between the two."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from pakten.activities.matching import Need, Seeker, Substitutions
from pakten.activities.opportunities.fit import need_of, seekers_of, substitutions_for_all
from pakten.activities.opportunities.queries.sides import Pair, Sides, sides_of
from pakten.activities.rounds.actions.drafting import lock_round
from pakten.activities.rounds.actions.locks import Keys, Lost, sort_locks
from pakten.activities.rounds.models import Round, RoundFairness, RoundPair, RoundUnmatched
from pakten.activities.rounds.queries.inputs import (
    choice_of,
    free_of,
    free_people,
    open_places,
    waited,
)
from pakten.activities.rounds.states import PairState, RoundState
from pakten.base.access import Actor, Verb, require


@dataclass(frozen=True, slots=True)
class Work:
    """All the engine asks for, in plain values, and the groups the report is made by."""

    needs: tuple[Need, ...]
    seekers: tuple[Seeker, ...]
    substitutions: Substitutions
    today: date
    limits: Mapping[str, int]
    first: frozenset[str]
    locks: Keys
    lost: Lost
    vetoes: Keys
    decided: Keys
    sides: Sides
    stable: bool
    lift: tuple[str, str]
    most_loss: float
    smallest: int
    groups: Mapping[str, Mapping[str, str]]


def begin_count(round_id: int, turn: int, *, by: Actor, at: datetime) -> Work | None:
    """Read everything at one moment; None when the round has gone on without this count."""
    each = lock_round(round_id)
    if each.state != RoundState.SOLVING or each.turn != turn:
        return None
    require(by, Verb.COUNT_ROUND, each)
    today = timezone.localdate(at)
    needs, sides = _needs(each, by, today)
    people = list(free_people(choice_of(each), by).select_related("target_group", "district"))
    seekers = tuple(seekers_of(people, today))
    each.people, each.seats = len(seekers), sum(need.seats for need in needs)
    each.houses = len({need.organisation for need in needs})
    each.inputs = {
        "today": today.isoformat(),
        "openings": {need.id: need.seats for need in needs},
        "mode": each.mode,
    }
    each.save(update_fields=["people", "seats", "houses", "inputs"])
    locks, vetoes = _decisions(each)
    known = {seeker.id for seeker in seekers}
    houses = {need.organisation for need in needs}
    kept, lost = sort_locks(locks, known, needs, sides.against)
    return Work(
        needs, seekers, substitutions_for_all(needs), today,
        limits=dict.fromkeys(houses, each.most_per_house) if each.most_per_house else {},
        first=(waited() & known) if each.first_waiting else frozenset(),
        locks=kept, lost=lost,
        vetoes=vetoes | frozenset(_named(pair) for pair in sides.against), decided=vetoes,
        sides=sides,
        stable=each.mode == "stable",
        lift=(each.lift_split, each.lift_group), most_loss=float(each.most_loss) / 100,
        smallest=each.pact.smallest_group,
        groups=groups_of(people, today),
    )  # fmt: skip


def _needs(each: Round, by: Actor, today: date) -> tuple[tuple[Need, ...], Sides]:
    """The places with room and the wishes of both sides, and all that stands between pairs."""
    rows = open_places(choice_of(each), by).select_related(
        "organisation", "district", "occupation__parent"
    )
    openings = list(rows.prefetch_related("requirements__concept"))
    sides = sides_of(openings, today)
    wanted, chosen = sides.by_opening()
    needs = (
        replace(
            need_of(o, today), seats=free_of(o), organisation=str(o.organisation_id),
            wanted_by=frozenset(wanted[o.pk]), chosen_by=chosen[o.pk],
        )
        for o in openings
    )  # fmt: skip
    return tuple(needs), sides


def _named(pair: Pair) -> tuple[str, str]:
    """A pair as the engine names it."""
    return str(pair[0]), str(pair[1])


def _decisions(each: Round) -> tuple[Keys, Keys]:
    """The pairs that are locked, and those with a no."""
    rows = each.pairs.exclude(state=PairState.PROPOSED)
    found: dict[str, set[tuple[str, str]]] = {PairState.LOCKED: set(), PairState.VETOED: set()}
    for state, person, opening in rows.values_list("state", "participant_id", "opening_id"):
        found[state].add((str(person), str(opening)))
    return frozenset(found[PairState.LOCKED]), frozenset(found[PairState.VETOED])


def groups_of(people: Iterable[Any], today: date) -> dict[str, dict[str, str]]:
    """Seeker -> group, for each way the report divides. Read after the count, never by the score."""
    everyone = list(people)
    return {
        "gender": {str(p.pk): p.gender for p in everyone},
        "age": {str(p.pk): p.age_band(today).value for p in everyone},
        "target_group": {str(p.pk): p.target_group.code for p in everyone},
        "district": {str(p.pk): p.district.code for p in everyone},
    }


@dataclass(frozen=True, slots=True)
class Result:
    """What came out, ready for the tables."""

    pairs: Mapping[tuple[int, int], RoundPair]
    unmatched: tuple[RoundUnmatched, ...]
    total: int
    bound: int
    wished: int
    prices: Mapping[str, int]
    got: int
    splits: list[dict[str, Any]]
    offer: dict[str, Any]
    smallest: int
    lost: Lost


def keep_count(
    round_id: int, turn: int, result: Result, *, by: Actor, at: datetime
) -> Round | None:
    """Put the proposal in the place of the last one; what stands keeps its row and its decision."""
    each = lock_round(round_id)
    if each.state != RoundState.SOLVING or each.turn != turn:
        return None
    require(by, Verb.COUNT_ROUND, each)
    before = each.total if each.solved_at else None
    told = _keep_pairs(each, result)
    each.unmatched.all().delete()
    RoundUnmatched.objects.bulk_create(_of(each, result.unmatched))
    RoundFairness.objects.update_or_create(
        round=each, pact_id=each.pact_id,
        defaults={"smallest": result.smallest, "got": result.got, "pool": each.people,
                  "splits": result.splits, "offer": result.offer},
    )  # fmt: skip
    each.changes = (
        {}
        if before is None
        else {"before": before, "after": result.total, "lost": result.lost, **told}
    )
    each.state, each.solved_at = RoundState.REVIEWED, at
    each.paired, each.wished = len(result.pairs), result.wished
    each.total, each.bound, each.prices = result.total, result.bound, dict(result.prices)
    each.save()
    return each


def _of(each: Round, rows: Iterable[Any]) -> list[Any]:
    for row in rows:
        row.round, row.pact_id = each, each.pact_id
    return list(rows)


def _keep_pairs(each: Round, result: Result) -> dict[str, int]:
    """Rows of pairs that stand stay; how many stood, came and went, and what was decided anew."""
    rows = {(row.participant_id, row.opening_id): row for row in each.pairs.all()}
    told = {
        "locks": sum(r.state == PairState.LOCKED != r.counted for r in rows.values()),
        "vetoes": sum(r.state == PairState.VETOED != r.counted for r in rows.values()),
    }
    stood = {
        key for key, row in rows.items()
        if key in result.pairs and row.counted != PairState.VETOED
    }  # fmt: skip
    gone = [
        row.pk for key, row in rows.items()
        if key not in result.pairs and row.state != PairState.VETOED
    ]  # fmt: skip
    each.pairs.filter(pk__in=gone).delete()
    each.pairs.filter(state=PairState.VETOED).update(counted=PairState.VETOED, is_new=False)
    kept = [
        _as_new(rows[key], result.pairs[key], key in stood) for key in result.pairs if key in rows
    ]
    RoundPair.objects.bulk_update(
        kept, ["points", "terms", "marks", "look_again", "is_new", "counted"], batch_size=500
    )
    fresh = _of(each, [pair for key, pair in result.pairs.items() if key not in rows])
    for pair in fresh:
        pair.is_new = each.solved_at is not None
    RoundPair.objects.bulk_create(fresh)
    return {**told, "stand": len(stood), "new": len(result.pairs) - len(stood)}


def _as_new(row: RoundPair, found: RoundPair, stood: bool) -> RoundPair:
    row.points, row.terms, row.marks = found.points, found.terms, found.marks
    row.look_again, row.is_new, row.counted = found.look_again, not stood, row.state
    return row
