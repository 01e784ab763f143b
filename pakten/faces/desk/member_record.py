"""What is known of how a member keeps its word: answers in time, the latest check-in, a rest."""

from datetime import date
from typing import Any

from pakten.activities.opportunities.queries.conversion import conversion_of
from pakten.activities.opportunities.queries.replies import replies_of
from pakten.agreements.followup.queries.campaigns import latest_sheet
from pakten.agreements.followup.queries.resting import rest_of
from pakten.base.access import Actor, Verb, may
from pakten.parties.organisations.models import Organisation


def record_part(actor: Actor, house: Organisation, today: date) -> dict[str, Any]:
    """The part of the page about promises kept. Each thing only for those who may see it. Four queries."""
    sees = may(actor, Verb.SEE_PLACEMENT, house)
    own = sees and not actor.where(Verb.SEE_PLACEMENT, "pact")
    return {
        "replies": replies_of(house, today) if sees else None,
        "conversion": conversion_of(house, today, to_house=own) if sees else None,
        "own": own,
        "check_in": latest_sheet(house.pk, actor) if may(actor, Verb.SEE_CHECK_IN, house) else None,
        "rest": rest_of(house.pk, today) if actor.where(Verb.SEE_KEEPING, "pact") else None,
        "sees_all_replies": bool(actor.where(Verb.SEE_PLACEMENT, "pact")),
    }
