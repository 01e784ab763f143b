"""How a reader can see for themselves that no distribution has a higher total."""

from dataclasses import dataclass

from pakten.activities.opportunities.models import Opening
from pakten.activities.rounds.models import Round
from pakten.base.access import Actor

MOST = 20


@dataclass(frozen=True, slots=True)
class Contended:
    """A place that more people fit than there is room for, and what one more seat would add."""

    opening: Opening
    seats: int
    price: int


def contended(each: Round, actor: Actor) -> list[Contended]:
    """The places with a price, the dearest first."""
    prices = {int(key): price for key, price in each.prices.items()}
    rows = Opening.objects.visible_to(actor).filter(pk__in=prices).select_related("organisation")
    seats = each.inputs.get("openings", {})
    found = [Contended(o, seats.get(str(o.pk), 0), prices[o.pk]) for o in rows]
    return sorted(found, key=lambda one: (-one.price, one.opening.title, one.opening.pk))[:MOST]
