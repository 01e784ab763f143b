"""Events and guests for tests."""

from datetime import timedelta
from typing import Any

from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.rules import EventTerms, Guest
from pakten.agreements.signing.models import Programme, ProgrammeItem, SigningLink, Tablet
from pakten.agreements.signing.rules import hash_of_address
from pakten.base.access import Actor
from pakten.parties.pacts.links import hash_of_token, new_token
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


def make_occasion(letter: Letter, signatory: Signatory, by: Actor) -> dict[str, Any]:
    """An occasion with a guest, the letter in its programme, a link and a screen; ids and secrets."""
    pact, account = letter.pact, by.account_id
    event = make_event(pact, by)
    guest, link, screen = (new_token(pact.pk) for _n in range(3))
    seat = make_guest(event, token_hash=hash_of_token(guest))
    programme = Programme.objects.create(pact=pact, event=event)
    item = ProgrammeItem.objects.create(pact=pact, programme=programme, letter=letter, position=1)
    late = {"expires_at": NOW + timedelta(days=20)}
    SigningLink.objects.create(
        pact=pact, letter=letter, signatory=signatory, token_hash=hash_of_token(link),
        content_hash=letter.content_hash, address_hash=hash_of_address(signatory.email),
        sent_by_id=account, sent_at=NOW, **late,
    )  # fmt: skip
    Tablet.objects.create(
        pact=pact, event=event, token_hash=hash_of_token(screen), opened_by_id=account,
        opened_at=NOW, **late,
    )  # fmt: skip
    return {
        "event": event.pk, "guest": seat.pk, "item": item.pk, "guest_token": guest,
        "link_token": link, "tablet_token": screen,
    }  # fmt: skip
