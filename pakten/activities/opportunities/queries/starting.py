"""What a need can begin from: the house's earlier openings, and what its letter promises."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import DEEDS, TAKES_SEAT, OpeningState
from pakten.agreements.commitments.models import Pledge
from pakten.base.access import Actor
from pakten.parties.organisations.models import Organisation

EARLIER = 4


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that an opening could keep."""

    kind: str
    text: str
    number: int
    due: date | None


def earlier_openings(actor: Actor, houses: list[Organisation]) -> list[Opening]:
    """The last openings of the house, with how many places were taken."""
    rows = Opening.objects.visible_to(actor).filter(organisation__in=houses)
    rows = rows.exclude(state=OpeningState.DRAFT).select_related("organisation")
    taken = Count("placements", filter=Q(placements__state__in=TAKES_SEAT))
    return list(rows.annotate(taken=taken).order_by("-posted_at", "-pk")[:EARLIER])


def drafts_of(actor: Actor, houses: list[Organisation]) -> list[Opening]:
    """What lies begun."""
    rows = Opening.objects.visible_to(actor).filter(
        organisation__in=houses, state=OpeningState.DRAFT
    )
    return list(rows.select_related("organisation").order_by("-saved_at", "-pk")[:EARLIER])


def promised_by(house: Organisation, today: date) -> list[Promised]:
    """The promises in force that an opening keeps, the earliest due first."""
    kinds = {deed: kind for kind, deed in DEEDS.items()}
    rows = Pledge.objects.filter(organisation=house, measure__deed__in=list(kinds))
    rows = rows.in_force(today).select_related("measure").order_by("due_on", "pk")
    return [
        Promised(kinds[row.measure.deed], str(row.measure.name), row.quantity, row.due_on)  # type: ignore[index]
        for row in rows[:EARLIER]
    ]
