"""What a count comes to: pairs with their marks, what stopped the others, the fairness report. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from pakten.activities.matching import Need, RequirementKind, Seeker, State, explain
from pakten.activities.matching.fairness import Rate, Split, is_safe, split, worst_off
from pakten.activities.matching.score import Term
from pakten.activities.matching.whole import Pair, Unmatched, Whole, WhyNot
from pakten.activities.opportunities.fit import coded_mark, coded_marks
from pakten.activities.rounds.actions.solving import Result, Work
from pakten.activities.rounds.models import RoundPair, RoundUnmatched
from pakten.activities.rounds.states import Stopped

STOPS = {
    RequirementKind.LANGUAGE: Stopped.LANGUAGE,
    RequirementKind.PLACE: Stopped.TRAVEL,
    RequirementKind.TIME: Stopped.HOURS,
    RequirementKind.HOURS: Stopped.HOURS,
    RequirementKind.START: Stopped.START,
    RequirementKind.SKILL: Stopped.SKILL,
    RequirementKind.LICENCE: Stopped.SKILL,
    RequirementKind.OCCUPATION: Stopped.WORK,
}
# why somebody is without, where it is not a must of the nearest place
WHY = {
    WhyNot.NO_NEEDS: Stopped.WORK,
    WhyNot.OTHER_OCCUPATION: Stopped.WORK,
    WhyNot.SEATS_TAKEN: Stopped.TAKEN,
    WhyNot.LIMIT: Stopped.LIMIT,
    WhyNot.VETOED: Stopped.ASKED,
}


def result_of(work: Work, whole: Whole, offer: dict[str, Any]) -> Result:
    """The engine's answer as rows."""
    needs = {need.id: need for need in work.needs}
    seekers = {seeker.id: seeker for seeker in work.seekers}
    pairs = [_pair(pair, needs[pair.need], seekers[pair.seeker], work) for pair in whole.pairs]
    got = {pair.seeker for pair in whole.pairs}
    unmatched = [
        _unmatched(one, needs.get(one.need or ""), seekers[one.seeker], work)
        for one in whole.unmatched
    ]
    return Result(
        pairs={(row.participant_id, row.opening_id): row for row in pairs},
        unmatched=tuple(unmatched), total=whole.total, bound=whole.bound,
        wished=sum(_is_wished(needs[p.need], seekers[p.seeker], work) for p in whole.pairs),
        prices={key: price for key, price in whole.prices.items() if price},
        got=len(got), splits=kept(splits_of(work, got)), offer=offer, smallest=work.smallest, lost=work.lost,
    )  # fmt: skip


def _pair(pair: Pair, need: Need, seeker: Seeker, work: Work) -> RoundPair:
    found = explain(need, seeker, work.substitutions, work.today)
    wishes = work.sides.marks(int(seeker.id), int(need.id))
    unsure = any(m.state != State.HAS for m in found.marks if m.requirement.must)
    return RoundPair(
        opening_id=int(need.id), participant_id=int(seeker.id), points=pair.points,
        terms=[_term(term) for term in pair.terms], marks=[*wishes, *coded_marks(found)], look_again=unsure,
    )  # fmt: skip


def _term(term: Term) -> dict[str, Any]:
    """A term of the score as it is kept: its code, its points and what it is about."""
    about = {k: v.isoformat() if isinstance(v, date) else v for k, v in term.params.items()}
    return {"code": term.code.value, "points": int(term.points), "about": about}


def _unmatched(one: Unmatched, need: Need | None, seeker: Seeker, work: Work) -> RoundUnmatched:
    """What stopped somebody at the place that was nearest, as a mark that can be put in words."""
    row = RoundUnmatched(
        participant_id=int(seeker.id), stopped=Stopped.WORK, again=seeker.id in work.first,
        opening_id=int(need.id) if need else None,
    )  # fmt: skip
    if one.code in WHY:
        row.stopped = WHY[WhyNot(one.code)]
        if need and (seeker.id, need.id) in work.decided and row.stopped == Stopped.ASKED:
            row.stopped = Stopped.DECIDED
        elif need and row.stopped == Stopped.ASKED:
            row.mark = work.sides.against.get((int(seeker.id), int(need.id)), {})
    elif need:
        found = explain(need, seeker, work.substitutions, work.today)
        standing = [mark for mark in found.marks if mark.reason.code == one.code]
        row.stopped = STOPS[standing[0].requirement.kind] if standing else Stopped.SKILL
        row.mark = coded_mark(standing[0]) if standing else {}
    return row


def _is_wished(need: Need, seeker: Seeker, work: Work) -> bool:
    """Whether the place is of the work somebody wishes for."""
    group = need.occupation_group
    return bool(
        {need.occupation, f"ssyk:{group}"} & seeker.wanted
        or (group and any(work.substitutions.groups.get(key) == group for key in seeker.wanted))
    )


def splits_of(work: Work, got: Collection[str]) -> list[Split]:
    """The rates by each way of dividing, small groups merged."""
    return [split(name, groups, got, work.smallest) for name, groups in work.groups.items()]


def kept(splits: Iterable[Split]) -> list[dict[str, Any]]:
    """Rates as they are stored."""
    return [
        {"name": each.name, "rates": [{"names": list(r.names), "got": r.got, "pool": r.pool} for r in each.rates]}
        for each in splits
    ]  # fmt: skip


def worst_of(work: Work, got: Collection[str]) -> tuple[str, str, frozenset[str]] | None:
    """The split, the group and the people of the single group that fares worst."""
    if not work.seekers:
        return None
    found = worst_off(splits_of(work, got), len(got) / len(work.seekers))
    if found is None:
        return None
    name, rate = found
    return name, rate.names[0], members(work, name, rate.names[0])


def members(work: Work, name: str, group: str) -> frozenset[str]:
    """Those of a group."""
    return frozenset(pk for pk, code in work.groups.get(name, {}).items() if code == group)


def offer_of(
    work: Work, group: tuple[str, str, frozenset[str]], before: Whole, lifted: Whole
) -> dict[str, Any]:
    """What lifting the group would give and cost; empty when it gives nobody more."""
    name, code, people = group
    had = sum(pair.seeker in people for pair in before.pairs)
    has = sum(pair.seeker in people for pair in lifted.pairs)
    if has <= had:
        return {}
    after = Rate((code,), has, len(people))
    return {
        "split": name, "group": code, "total": lifted.total, "best": before.total,
        "before": had, "pool": len(people),
        "after": has if is_safe(after, work.smallest) else None,
    }  # fmt: skip
