"""What the two sides have said, and what stands in the way, for pairs of a person and an opening."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, Q, QuerySet

from pakten.activities.opportunities.besides import (
    Busy,
    CodedMark,
    Span,
    asked_mark,
    busy_mark,
    in_the_way,
    refused_mark,
    span,
    wish_marks,
)
from pakten.activities.opportunities.fit import percent_of
from pakten.activities.opportunities.models import HouseWish, Opening, Placement, PlaceWish
from pakten.activities.opportunities.states import PlacementState

BUSY = (PlacementState.AGREED, PlacementState.STARTED)
Pair = tuple[int, int]  # person, opening
LAST = date.max.isoformat()
M = TypeVar("M", bound=Model)
_COLUMNS = (
    "pk", "opening", "participant", "state", "starts_on", "started_on", "opening__organisation__name",
    "opening__ends_on", "opening__months", "opening__hours_per_week",
)  # fmt: skip


class Placed(NamedTuple):
    """Somebody who has been asked about an opening."""

    pk: int
    opening: int
    person: int
    state: str


@dataclass(frozen=True, slots=True)
class Sides:
    """`against`: why a pair cannot be; `wanted`: the employer asks for the person; `chosen`: where
    the place stands among the person's choices. `asked` in the order they were asked."""

    asked: list[Placed]
    against: Mapping[Pair, CodedMark]
    wanted: frozenset[Pair]
    chosen: Mapping[Pair, int]

    def marks(self, person: int, opening: int) -> list[CodedMark]:
        """The wishes of a pair as reasons."""
        pair = person, opening
        return wish_marks(employer=pair in self.wanted, place=self.chosen.get(pair))

    def by_opening(self) -> tuple[Mapping[int, set[str]], Mapping[int, dict[str, int]]]:
        """Whom each employer asks for, and who has asked for each place, as the engine names people."""
        wanted: defaultdict[int, set[str]] = defaultdict(set)
        chosen: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for person, opening in self.wanted:
            wanted[opening].add(str(person))
        for (person, opening), place in self.chosen.items():
            chosen[opening][str(person)] = place
        return wanted, chosen

    def kept_out(self) -> list[int]:
        """Whom something keeps from a place, but for those who were asked; the soonest free first."""
        asked = {(each.person, each.opening) for each in self.asked}
        kept = [pair for pair in self.against if pair not in asked]
        kept.sort(key=lambda pair: (self.against[pair].get("until") or LAST, pair))
        return [person for person, _opening in kept]

    def wished(self) -> set[int]:
        """The people whom a wish of either side is about."""
        return {person for person, _opening in [*self.wanted, *self.chosen]}


def sides_of(
    openings: Iterable[Opening], today: date, people: Collection[int] | None = None
) -> Sides:
    """All there is between openings and people, or some of the people. Three queries."""
    spans = {opening.pk: span_of(opening, today) for opening in openings}
    asked, busy = _placements(spans, today, people)
    against: dict[Pair, CodedMark] = {
        (person, opening): busy_mark(found)
        for person, places in busy.items()
        for opening, wanted in spans.items()
        if (found := in_the_way(wanted, places))
    }
    chosen, refused = _said(spans, people)
    against |= refused
    against |= {(each.person, each.opening): asked_mark() for each in asked}
    wanted = _only(HouseWish.objects.filter(opening__in=spans), people)
    pairs = frozenset(wanted.order_by().values_list("participant_id", "opening_id"))
    return Sides(asked, against, pairs, chosen)


def span_of(opening: Opening, today: date) -> Span:
    """When somebody would be there, from today at the earliest, and for how much of full time."""
    begins = max(opening.starts_on or today, today)
    return span(begins, opening.ends_on, opening.months, _share(opening.hours_per_week))


def _share(hours: int | None) -> int | None:
    return percent_of(hours) if hours else None


def _placements(
    openings: Collection[int], today: date, people: Collection[int] | None
) -> tuple[list[Placed], Mapping[int, list[Busy]]]:
    """Those asked about the openings, and what everybody is busy with that has not passed its end."""
    over = Q(opening__ends_on__lt=today)
    rows = Placement.objects.filter(Q(opening__in=openings) | Q(state__in=BUSY) & ~over)
    asked: list[Placed] = []
    busy: defaultdict[int, list[Busy]] = defaultdict(list)
    known = set(openings)
    for pk, opening, person, state, *told in (
        _only(rows, people).order_by("proposed_at", "pk").values_list(*_COLUMNS)
    ):
        if opening in known:
            asked.append(Placed(pk, opening, person, state))
        if state in BUSY:
            busy[person].append(_busy(state, today, *told))
    return asked, busy


def _busy(today: date, row: tuple[Any, ...]) -> Busy:
    state, starts, started, house, ends, months, hours = row
    whole = span(started or starts or today, ends, months, _share(hours))
    return Busy(house, whole, state == PlacementState.STARTED)


def _said(
    openings: Collection[int], people: Collection[int] | None
) -> tuple[dict[Pair, int], dict[Pair, CodedMark]]:
    """What people have said of the places: their choices, and whom a place is not for."""
    rows = _only(PlaceWish.objects.placed().filter(opening__in=openings), people).order_by()
    chosen: dict[Pair, int] = {}
    refused: dict[Pair, CodedMark] = {}
    for person, opening, rank, place, reason in rows.values_list(
        "participant_id", "opening_id", "rank", "place", "reason"
    ):
        if rank is None:
            refused[person, opening] = refused_mark(reason)
        else:
            chosen[person, opening] = place
    return chosen, refused


def _only(rows: QuerySet[M], people: Collection[int] | None) -> QuerySet[M]:
    return rows if people is None else rows.filter(participant__in=people)
