"""Whose side of a letter somebody acts on, and what that side may write."""

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import Party
from pakten.base.access import Actor, Denied, Verb


def side_of(actor: Actor, letter: Letter) -> Party:
    """The city for those who draw up letters in the pact, the member for its representatives."""
    office = letter.pact_id in actor.where(Verb.DRAFT_LETTER, "pact")
    return Party.CITY if office else Party.MEMBER


def other_side(party: Party) -> Party:
    """The one across the table."""
    return Party.MEMBER if party == Party.CITY else Party.CITY


def may_write(actor: Actor, letter: Letter, party: str) -> bool:
    """The office writes on both sides of the sheet, the member on its own."""
    return side_of(actor, letter) in (Party.CITY, party)


def require_side(actor: Actor, letter: Letter, party: str) -> None:
    """Raise `Denied` for a member that touches what the city promises or who signs for it."""
    if not may_write(actor, letter, party):
        raise Denied(Verb.EDIT_LETTER.value)
