"""The round's page: pairs with reasons in words, those without first, the dock's counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict

from pakten.activities.opportunities import explain
from pakten.activities.opportunities.explain import Names, Said
from pakten.activities.opportunities.models import Opening
from pakten.activities.rounds import words
from pakten.activities.rounds.models import Round, RoundPair, RoundUnmatched
from pakten.activities.rounds.states import (
    CHOSEN,
    OPEN,
    LostLock,
    PairState,
    RoundState,
    Stopped,
)
from pakten.base.access import Actor
from pakten.base.ui.listing import Listing
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

FIRST = 7
PER_PAGE = 25
SHOWS = {
    "": ~Q(counted=PairState.VETOED),
    "again": Q(state__in=CHOSEN, look_again=True) & ~Q(counted=PairState.VETOED),
    "new": Q(state__in=CHOSEN, is_new=True) & ~Q(counted=PairState.VETOED),
    "locked": Q(state=PairState.LOCKED),
    "no": Q(state=PairState.VETOED) | Q(counted=PairState.VETOED),
    "skipped": ~Q(skipped=""),
}
NEAR = ("opening__organisation", "participant")


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair in words: what is there, and what is on its way."""

    pair: RoundPair
    has: str
    todo: list[Said]
    marks: dict[str, int]
    waits: bool


@dataclass(frozen=True, slots=True)
class LeftRow:
    """Somebody without a proposal: what stopped, what could help."""

    row: RoundUnmatched
    stopped: str
    remedy: words.Remedy


@dataclass(frozen=True, slots=True)
class LostRow:
    """A lock that the last count could not keep; without the person where they are not shown now."""

    person: Participant | None
    opening: Opening | None
    why: str


def rounds_of(actor: Actor) -> QuerySet[Round]:
    """The rounds, newest first, with `asked` and `yes` of those published."""
    answered = Q(pairs__placement__isnull=False) & ~Q(
        pairs__placement__state__in=("proposed", "declined")
    )
    return (
        Round.objects.visible_to(actor)
        .select_related("made_by", "ended_by")
        .annotate(
            asked=Count("pairs", filter=Q(pairs__placement__isnull=False)),
            yes=Count("pairs", filter=answered),
        )
    )


def waiting_rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds that wait for somebody's decision, for the desk."""
    return Round.objects.visible_to(actor).filter(state=RoundState.REVIEWED)


def counts_of(each: Round, actor: Actor) -> dict[str, int]:
    """How many pairs each tab holds, and the decisions that wait to be counted."""
    uncounted = ~Q(state=F("counted"))
    rows = RoundPair.objects.visible_to(actor).filter(round=each).order_by()
    found: dict[str, int] = rows.aggregate(
        **{name or "all": Count("pk", filter=where) for name, where in SHOWS.items()},
        waiting=Count("pk", filter=uncounted),
        new_locks=Count("pk", filter=uncounted & Q(state=PairState.LOCKED)),
        new_vetoes=Count("pk", filter=uncounted & Q(state=PairState.VETOED)),
        held_locks=Count("pk", filter=Q(counted=PairState.LOCKED)),
        held_vetoes=Count("pk", filter=Q(counted=PairState.VETOED)),
        houses=Count("opening__organisation", distinct=True, filter=SHOWS[""]),
        asked=Count("pk", filter=Q(placement__isnull=False)),
    )
    return found


def pairs_listing(each: Round, actor: Actor, query: QueryDict) -> Listing[RoundPair]:
    """The pairs of the chosen tab."""
    show = query.get("show", "")
    rows = RoundPair.objects.visible_to(actor).filter(round=each)
    return Listing(
        query,
        rows.filter(SHOWS.get(show, SHOWS[""])).select_related(*NEAR, "decided_by", "placement"),
        search=("participant__given_name", "participant__family_name", "opening__title",
                "opening__organisation__name"),
        sorts={"place": ("opening__organisation__sort_key", "opening__title"), "pk": ("pk",)},
        default_sort="place", per_page=PER_PAGE,
    )  # fmt: skip


def pair_rows(pairs: Sequence[RoundPair]) -> list[PairRow]:
    """Pairs in words. Two queries for the names of what they speak of."""
    names = explain.names_of({key for pair in pairs for key in explain.keys_of(pair.marks)})
    return [_pair_row(pair, names) for pair in pairs]


def _pair_row(pair: RoundPair, names: Names) -> PairRow:
    told = explain.said(pair.marks, names)
    asked = [one for one in told if one.kind != "why"]
    has = [one.text for one in told if one.state == "has" and one.kind not in _PLAIN]
    return PairRow(
        pair=pair,
        has=", ".join((has or [one.text for one in told if one.state == "has"])[:3]),
        todo=[one for one in asked if one.state != "has" and one.must],
        marks={s: sum(o.state == s for o in asked) for s in ("has", "coming", "missing")},
        waits=pair.state != pair.counted,
    )


_PLAIN = frozenset({"time", "hours", "start", "place"})


def left_rows(each: Round, actor: Actor, *, everyone: bool) -> list[LeftRow]:
    """Those without a proposal, those who went without last time first."""
    rows = RoundUnmatched.objects.visible_to(actor).filter(round=each).select_related(*NEAR)
    shown = list(rows if everyone else rows[:FIRST])
    names = explain.names_of({key for row in shown for key in explain.keys_of(_marks(row))})
    return [LeftRow(row, words.what_stopped(row, names), words.what_helps(row)) for row in shown]


def _marks(row: RoundUnmatched) -> Iterable[dict[str, Any]]:
    return [row.mark] if row.mark else []


def lost_locks(each: Round, actor: Actor) -> list[LostRow]:
    """The locks that the last count had to let go of, and why."""
    lost = each.changes.get("lost", [])
    if not lost:
        return []
    willing = Participant.objects.visible_to(actor).filter(left_on__isnull=True)
    people = willing.consenting(Purpose.MATCHING).in_bulk([one["person"] for one in lost])
    places = Opening.objects.visible_to(actor).select_related("organisation")
    openings = places.in_bulk([one["opening"] for one in lost])
    names = explain.names_of({key for one in lost for key in explain.keys_of(one["marks"])})
    return [
        LostRow(people.get(one["person"]), openings.get(one["opening"]), _why_lost(one, names))
        for one in lost
    ]


def _why_lost(one: dict[str, Any], names: Names) -> str:
    if one["marks"]:
        return " ".join(said.text for said in explain.said(one["marks"], names))
    return str(LostLock(one["why"]).label)


def stops_of(each: Round, actor: Actor) -> list[tuple[str, int]]:
    """How many each thing stopped, the most common first."""
    rows = RoundUnmatched.objects.visible_to(actor).filter(round=each).order_by()
    counted = dict(rows.values_list("stopped").annotate(number=Count("pk")))
    found = [(str(Stopped(code).label), number) for code, number in counted.items()]
    return sorted(found, key=lambda pair: -pair[1])


def is_open(each: Round) -> bool:
    """Whether the round can still be changed or put aside."""
    return each.state in OPEN
