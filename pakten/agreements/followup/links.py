"""A new personal link to a sheet; the notice that carries it takes the secret, and nobody keeps it."""

from collections.abc import Iterable
from datetime import datetime

from pakten.agreements.followup.models import CheckIn, SheetLink
from pakten.agreements.signing.rules import LINK_LASTS, hash_of_address, masked
from pakten.base.notices.actions import Reader
from pakten.parties.organisations.models import Contact
from pakten.parties.pacts.links import hash_of_token, new_token


def open_links(
    sheet: CheckIn, readers: Iterable[Reader], at: datetime
) -> list[tuple[Reader, SheetLink, str]]:
    """A link with its secret for each reader who is a contact."""
    contacts = {c.email.lower(): c for c in Contact.objects.filter(organisation=sheet.organisation)}
    made = []
    for reader in readers:
        contact = contacts.get(reader.email.lower())
        if contact:
            token = new_token(sheet.pact_id)
            made.append((reader, _open_link(sheet, contact, token, at), token))
    return made


def _open_link(sheet: CheckIn, contact: Contact, token: str, at: datetime) -> SheetLink:
    return SheetLink.objects.create(
        pact_id=sheet.pact_id,
        check_in=sheet,
        contact=contact,
        name=contact.name,
        token_hash=hash_of_token(token),
        address_hash=hash_of_address(contact.email),
        sent_to=masked(contact.email),
        sent_at=at,
        expires_at=at + LINK_LASTS,
    )
