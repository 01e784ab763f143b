"""What the two sides have said, and what stands in the way, for pairs of a person and an opening."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import DateField, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

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
from pakten.activities.opportunities.models import (
    HouseWish,
    Opening,
    Placement,
    PlaceWish,
    SetAside,
)
from pakten.activities.opportunities.states import PlacementState

BUSY = (PlacementState.AGREED, PlacementState.STARTED)
Pair = tuple[int, int]  # person, opening
_NOTHING = (DateField, IntegerField, TextField)
LAST = date.max.isoformat()


class Placed(NamedTuple):
    """Somebody who has been asked about an opening."""

    pk: int
    opening: int
    person: int
    state: str


class HouseSaid(NamedTuple):
    """Whom an employer asks for, how they met and who said it, if the office wrote it down."""

    pk: int
    opening: int
    person: int
    met: str
    on_behalf_of: str
    at: datetime


class Saved(NamedTuple):
    """Somebody the office has saved for later, with its note, and who did."""

    pk: int
    person: int
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sides:
    """`against`: why a pair cannot be; `wanted`: whom the employer asks for; `chosen`: where the
    place stands among the person's choices; `saved`: those set aside, where they
    were read too; they decide nothing. `asked`, `wanted` and `saved` in the order it was done."""

    asked: list[Placed]
    against: Mapping[Pair, CodedMark]
    wanted: Mapping[Pair, HouseSaid]
    chosen: Mapping[Pair, int]
    saved: list[Saved]

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
    openings: Iterable[Opening],
    today: date,
    people: Collection[int] | None = None,
    saved: QuerySet[SetAside] | None = None,
) -> Sides:
    """All there is between openings and people, or some of the people. One query.

    `saved`: people set aside, to read in the same query; none are unless it is given.
    """
    spans = {opening.pk: span_of(opening, today) for opening in openings}
    read = _Read(today)
    for row in _rows(spans, today, people, SetAside.objects.none() if saved is None else saved):
        read.take(row, known=row[2] in spans)
    against: dict[Pair, CodedMark] = {
        (person, opening): busy_mark(found)
        for person, places in read.busy.items()
        for opening, wanted in spans.items()
        if (found := in_the_way(wanted, places))
    }
    against |= read.refused
    against |= {(each.person, each.opening): asked_mark() for each in read.asked}
    return Sides(read.asked, against, read.wanted, read.chosen, read.saved)


def span_of(opening: Opening, today: date) -> Span:
    """When somebody would be there, from today at the earliest, and for how much of full time."""
    begins = max(opening.starts_on or today, today)
    return span(begins, opening.ends_on, opening.months, _share(opening.hours_per_week))


def _share(hours: int | None) -> int | None:
    return percent_of(hours) if hours else None


_PLACEMENT, _PLACE_WISH, _HOUSE_WISH, _SAVED = 0, 1, 2, 3


def _rows(
    openings: Collection[int],
    today: date,
    people: Collection[int] | None,
    saved: QuerySet[SetAside],
) -> QuerySet[Any, tuple[Any, ...]]:
    """All of them in one go: what it is, pk, opening, person, a code or note, when; then its own."""
    among = Q() if people is None else Q(participant__in=people)
    busy = Q(state__in=BUSY) & ~Q(opening__ends_on__lt=today)
    day, number, text = (Cast(Value(None), kind()) for kind in _NOTHING)
    pair = ("pk", "opening_id", "participant_id")
    placements = Placement.objects.filter(among, Q(opening__in=openings) | busy).order_by()
    places = PlaceWish.objects.placed().filter(among, opening__in=openings).order_by()
    houses = HouseWish.objects.filter(among, opening__in=openings).order_by()
    return placements.values_list(
        Value(_PLACEMENT), *pair, Cast("state", TextField()), "proposed_at",
        Cast("opening__organisation__name", TextField()), "starts_on", "started_on",
        "opening__ends_on", Cast("opening__months", IntegerField()),
        Cast("opening__hours_per_week", IntegerField()),
    ).union(
        places.values_list(
            Value(_PLACE_WISH), *pair, Cast("reason", TextField()), "said_at",
            text, day, day, day, Cast("rank", IntegerField()), "place",
        ),
        houses.values_list(
            Value(_HOUSE_WISH), *pair, Cast("met", TextField()), "said_at",
            Cast("on_behalf_of", TextField()), day, day, day, number, number,
        ),
        saved.order_by().values_list(
            Value(_SAVED), *pair, Cast("note", TextField()), "set_at",
            Cast("set_by__name", TextField()), day, day, day, number, number,
        ),
        all=True,
    ).order_by("proposed_at", "pk")  # fmt: skip


@dataclass
class _Read:
    """What the rows tell, as they are read."""

    today: date
    asked: list[Placed] = field(default_factory=list)
    busy: defaultdict[int, list[Busy]] = field(default_factory=lambda: defaultdict(list))
    chosen: dict[Pair, int] = field(default_factory=dict)
    refused: dict[Pair, CodedMark] = field(default_factory=dict)
    wanted: dict[Pair, HouseSaid] = field(default_factory=dict)
    saved: list[Saved] = field(default_factory=list)

    def take(self, row: tuple[Any, ...], *, known: bool) -> None:
        """Put a row in its place. `known`: its opening is one that was asked about."""
        what, pk, opening, person, code, at, name, *told = row
        if what == _HOUSE_WISH:
            self.wanted[person, opening] = HouseSaid(pk, opening, person, code, name, at)
        elif what == _SAVED:
            self.saved.append(Saved(pk, person, code, name, at))
        elif what == _PLACE_WISH and told[3] is None:
            self.refused[person, opening] = refused_mark(code)
        elif what == _PLACE_WISH:
            self.chosen[person, opening] = told[4]
        else:
            if known:
                self.asked.append(Placed(pk, opening, person, code))
            if code in BUSY:
                self.busy[person].append(_busy(self.today, code, name, told))


def _busy(today: date, state: str, house: str, told: list[Any]) -> Busy:
    starts, started, ends, months, hours = told
    whole = span(started or starts or today, ends, months, _share(hours))
    return Busy(house, whole, state == PlacementState.STARTED)
