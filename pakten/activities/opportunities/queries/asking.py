"""Whom an employer knows, and whom it asks for."""

from dataclasses import dataclass

from pakten.activities.opportunities.models import HouseWish, Opening, Placement
from pakten.activities.opportunities.states import FOR_ONE_PERSON, OpeningState
from pakten.base.access import Actor, Verb

ASKS_NOW = (OpeningState.OPEN, OpeningState.PAUSED)
MOST_OPENINGS = 6


@dataclass(frozen=True, slots=True)
class Again:
    """Another opening of the employer's, and its wish for the person, if it has said so."""

    opening: Opening
    wish: HouseWish | None


def people_known(opening: Opening, actor: Actor) -> list[Placement]:
    """Those whom the employer has met here and whose names it may read now, each once, newest first."""
    rows = Placement.objects.visible_to(actor).shown().filter(
        presented_at__isnull=False, opening__organisation=opening.organisation_id,
        participant__left_on__isnull=True,
    )  # fmt: skip
    found: dict[int, Placement] = {}
    rows = rows.exclude(opening=opening).select_related("opening", "participant")
    for row in rows.order_by("-presented_at", "-pk"):
        found.setdefault(row.participant_id, row)
    return list(found.values())


def asked_for_by(opening: Opening, actor: Actor) -> list[HouseWish]:
    """Whom the employer asks for, as far as the reader may read the names."""
    rows = HouseWish.objects.visible_to(actor).filter(opening=opening)
    return list(rows.select_related("participant", "placement", "said_by"))


def other_openings(placement: Placement, actor: Actor) -> list[Again]:
    """The employer's other open places, for somebody it knows."""
    openings = list(
        Opening.objects.visible_to(actor)
        .filter(
            organisation=placement.opening.organisation_id,
            state__in=ASKS_NOW,
            kind__in=FOR_ONE_PERSON,
        )
        .exclude(pk=placement.opening_id)
        .order_by("-posted_at", "-pk")[:MOST_OPENINGS]
    )
    wishes = HouseWish.objects.visible_to(actor).filter(
        opening__in=openings, participant=placement.participant_id
    )
    said = {wish.opening_id: wish for wish in wishes}
    return [Again(opening, said.get(opening.pk)) for opening in openings]


def asks_as_office(actor: Actor) -> bool:
    """Whether the actor writes down what employers say."""
    return bool(actor.where(Verb.ASK_FOR_PERSON, "pact"))
