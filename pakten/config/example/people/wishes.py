"""A few words of both sides: places that people ask for or say no to, and whom employers ask for."""

from itertools import islice
from typing import Any

from pakten.activities.opportunities.models import HouseWish, Met, Opening, Placement, PlaceWish
from pakten.activities.opportunities.states import (
    FOR_ONE_PERSON,
    DeclineReason,
    OpeningState,
    PlacementState,
)
from pakten.config.example.world import World
from pakten.parties.people.models import Participant, Wish
from pakten.parties.people.states import Purpose

SAY = 24  # people who have said something of places
ASKED = 8  # people whom an employer asks for
REFUSED = (DeclineReason.TIME, DeclineReason.PLACE, "")
TOLD = ("Ida Bergström, köksmästare", "Per Alm, driftchef")
MET = (Met.VISIT, Met.MEETING)


def make_wishes(world: World) -> None:
    """Every third also says no to a place; every fourth wish of an employer came by phone."""
    places: dict[int, list[Opening]] = {}
    for opening in _open():
        if opening.occupation and opening.occupation.parent_id:
            places.setdefault(opening.occupation.parent_id, []).append(opening)
    people = Participant.objects.consenting(Purpose.MATCHING).filter(left_on__isnull=True)
    wanted = Wish.objects.filter(participant__in=people, occupation__parent__in=places)
    rows: list[PlaceWish] = []
    said: set[int] = set()
    for wish in wanted.select_related("participant", "occupation").order_by("participant", "pk"):
        if len(said) == SAY:
            break
        if wish.participant_id not in said:
            said.add(wish.participant_id)
            rows += _of_person(world, wish, places[wish.occupation.parent_id or 0], len(said))
    PlaceWish.objects.bulk_create(rows)
    HouseWish.objects.bulk_create(_of_houses(world))


def _open() -> Any:
    rows = Opening.objects.filter(state=OpeningState.OPEN, kind__in=FOR_ONE_PERSON)
    return rows.select_related("occupation").order_by("pk")


def _of_person(world: World, wish: Wish, places: list[Opening], number: int) -> list[PlaceWish]:
    """One to three places in order, the last of them now and then not for the person."""
    asked = set(wish.participant.placements.values_list("opening_id", flat=True))
    free = [place for place in places if place.pk not in asked]
    chosen = [free[(number + n) % len(free)] for n in range(min(3, len(free)))]
    by = wish.participant.account_id or wish.participant.counsellor_id
    at = world.moment(world.ago(1 + number % 9), 10)
    own = {"pact": world.pact, "participant": wish.participant, "said_at": at, "said_by_id": by}
    rows = [PlaceWish(opening=each, rank=rank, **own) for rank, each in enumerate(chosen, 1)]
    if number % 3 == 0 and len(rows) > 1:
        rows[-1].rank, rows[-1].reason = None, REFUSED[number // 3 % len(REFUSED)]
    return rows


def _of_houses(world: World) -> list[HouseWish]:
    """People a house has met, for another of its places."""
    over = (PlacementState.ENDED, PlacementState.DECLINED, PlacementState.INTERVIEWED)
    met = Placement.objects.filter(
        presented_at__isnull=False, state__in=over, participant__left_on__isnull=True,
        opening__organisation__openings__in=_open(),
    ).shown()  # fmt: skip
    rows: dict[int, HouseWish] = {}
    ordered = met.select_related("opening").order_by("-presented_at", "pk").distinct()
    for placement in islice(ordered, 3 * ASKED):
        house = placement.opening.organisation_id
        opening = _open().filter(organisation=house).exclude(pk=placement.opening_id).first()
        known = Placement.objects.filter(opening=opening, participant=placement.participant_id)
        if opening is None or len(rows) == ASKED or known.exists():
            continue
        rows.setdefault(placement.participant_id, _asks(world, opening, placement, len(rows)))
    return list(rows.values())


def _asks(world: World, opening: Opening, placement: Placement, number: int) -> HouseWish:
    by_phone = number % 4 == 3
    known = Met.WORKED if placement.started_on else Met.PRESENTED
    return HouseWish(
        pact=world.pact, opening=opening, participant_id=placement.participant_id,
        placement=placement, met=MET[number // 4 % 2] if by_phone else known,
        on_behalf_of=TOLD[number // 4 % 2] if by_phone else "",
        said_by=world.accounts["coordinator" if by_phone else "member"],
        said_at=world.moment(world.ago(2 + number), 14),
    )  # fmt: skip
