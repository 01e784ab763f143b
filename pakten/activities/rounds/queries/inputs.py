"""What a round is worked out from: open places with room, and those who seek and are free."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from pakten.activities.opportunities.fit import FULL_TIME
from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.queries.sides import BUSY
from pakten.activities.opportunities.states import (
    BEFORE_SEAT,
    FOR_ONE_PERSON,
    TAKES_SEAT,
    OpeningKind,
    OpeningState,
)
from pakten.activities.rounds.models import Round, RoundUnmatched
from pakten.activities.rounds.states import RoundState
from pakten.base.access import Actor
from pakten.base.terms.models import Concept
from pakten.parties.people.models import Experience, Participant, Wish
from pakten.parties.people.states import Purpose

UNDER_WAY = TAKES_SEAT | BEFORE_SEAT


@dataclass(frozen=True, slots=True)
class Choice:
    """What a round takes in; empty means all."""

    kinds: tuple[str, ...]
    groups: tuple[str, ...] = ()
    districts: tuple[int, ...] = ()
    starts_from: date | None = None
    starts_until: date | None = None


def choice_of(each: Round) -> Choice:
    """What this round takes in."""
    return Choice(
        tuple(each.kinds), tuple(each.groups), tuple(each.districts),
        each.starts_from, each.starts_until,
    )  # fmt: skip


def open_places(choice: Choice, actor: Actor) -> QuerySet[Opening]:
    """Open openings with room, `free` places each: what is asked or taken already counts."""
    kinds = FOR_ONE_PERSON & {OpeningKind(kind) for kind in choice.kinds}
    rows = Opening.objects.visible_to(actor).filter(state=OpeningState.OPEN, kind__in=kinds)
    if choice.districts:
        rows = rows.filter(district__in=choice.districts)
    if choice.groups:
        group = Q(occupation__code__in=choice.groups)
        rows = rows.filter(group | Q(occupation__parent__code__in=choice.groups))
    if choice.starts_from:
        rows = rows.filter(starts_on__gte=choice.starts_from)
    if choice.starts_until:
        rows = rows.filter(starts_on__lte=choice.starts_until)
    taken = Count("placements", filter=Q(placements__state__in=UNDER_WAY))
    return rows.annotate(free=F("seats") - taken).filter(free__gt=0).order_by("pk")


def free_people(choice: Choice, actor: Actor) -> QuerySet[Participant]:
    """Those who let us look for them, are not asked about a place and have time for one.

    Who is in a place for a time, or for a part of the week, is here: `sides_of` tells which places
    cannot go together with it. Who has no counsellor yet is not: nobody is proposed unmet.
    """
    mine = Placement.objects.filter(participant=OuterRef("pk"))
    asked = mine.filter(state__in=BEFORE_SEAT)
    whole = Q(opening__hours_per_week__isnull=True) | Q(opening__hours_per_week__gte=FULL_TIME)
    working = mine.filter(
        whole, state__in=BUSY, opening__ends_on__isnull=True, opening__months__isnull=True
    )
    free = (
        Participant.objects.visible_to(actor)
        .filter(left_on__isnull=True, counsellor__isnull=False)
        .consenting(Purpose.MATCHING)
        .exclude(Exists(asked))
        .exclude(Exists(working))
    )
    return _who_may_fit(free, choice.groups).order_by("pk")


def _who_may_fit(people: QuerySet[Participant], groups: tuple[str, ...]) -> QuerySet[Participant]:
    """Those who want, have done or stand near the work of a round for some work only."""
    if not groups:
        return people
    inside = Q(code__in=groups) | Q(parent__code__in=groups)
    work = Concept.objects.filter(inside | Q(stands_in_for__occupation__parent__code__in=groups))
    mine = {"participant": OuterRef("pk"), "occupation__in": work.order_by().values("pk")}
    return people.filter(
        Exists(Wish.objects.filter(**mine)) | Exists(Experience.objects.filter(**mine))
    )


def waited() -> frozenset[str]:
    """Those whom the last published round left without a proposal: they go first."""
    last = Round.objects.filter(state=RoundState.PUBLISHED).order_by("-number").values("pk")[:1]
    rows = RoundUnmatched.objects.filter(round__in=last)
    return frozenset(str(pk) for pk in rows.values_list("participant_id", flat=True))


def how_many(choice: Choice, actor: Actor) -> dict[str, Any]:
    """People, places and employers a round would take in."""
    places = open_places(choice, actor)
    return {
        "people": free_people(choice, actor).count(),
        "seats": sum(free_of(opening) for opening in places),
        "houses": len({opening.organisation_id for opening in places}),
    }


def free_of(opening: Opening) -> int:
    """The free places of a row from `open_places`."""
    free: int = getattr(opening, "free", 0)
    return free
