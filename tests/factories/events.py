"""Events and guests for tests."""

from datetime import timedelta
from typing import Any

from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.rules import EventTerms, Guest
from pakten.base.access import Actor
from pakten.parties.pacts.models import Pact
from tests.factories.world import NOW, text

BEGINS = (NOW + timedelta(days=20)).replace(hour=12, minute=0, second=0, microsecond=0)


def event_terms(**changes: Any) -> EventTerms:
    values = {
        "kind": "signing", "title": text("Signing day"), "starts_at": BEGINS,
        "ends_at": BEGINS + timedelta(hours=2), "place": "City Hall",
    }  # fmt: skip
    return EventTerms(**{**values, **changes})


def make_event(pact: Pact, by: Actor, **fields: Any) -> Event:
    values = {
        "kind": "signing", "title": text("Signing day"), "starts_at": BEGINS,
        "ends_at": BEGINS + timedelta(hours=2), "place": "City Hall",
        "planned_by_id": by.account_id, "changed_at": NOW,
    }  # fmt: skip
    return Event.objects.create(pact=pact, **{**values, **fields})


def make_guest(event: Event, name: str = "Omar Diaz", **fields: Any) -> Invitation:
    email = f"{name.lower().replace(' ', '.')}@klarasjo.example"
    return Invitation.objects.create(
        **{"pact_id": event.pact_id, "event": event, "name": name, "email": email, **fields}
    )


def guest(name: str = "Omar Diaz", **changes: Any) -> Guest:
    return Guest(**{"name": name, "email": "omar@klarasjo.example", "language": "en", **changes})
