"""What a letter and a pledge say, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

LARGEST_QUANTITY = 100_000
LONGEST_YEARS = 10
FIRST_YEAR, LAST_YEAR = 2000, 2100  # a slip of the finger, not a letter


@dataclass(frozen=True, slots=True)
class LetterTerms:
    """What a letter says besides its pledges."""

    valid_from: date
    valid_to: date
    background: str = ""


@dataclass(frozen=True, slots=True)
class SignatoryTerms:
    """Somebody who is to sign. The e-mail is needed only to sign by a personal link."""

    name: str
    title: str = ""
    email: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class PledgeTerms:
    """How much by when. `responsible` names who at the city keeps a pledge of the city's."""

    quantity: int
    starts_on: date
    due_on: date
    note: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A pledge as readiness looks at it."""

    id: int
    party: str
    terms: PledgeTerms
    measure: str = ""
    name: str = ""
    activity: str = ""
    per_person: bool = False
    carries_on: bool = False


def date_faults(terms: LetterTerms) -> dict[str, str]:
    """What is wrong with a letter's dates, by field."""
    if terms.valid_to <= terms.valid_from:
        return {
            "valid_to": _("The letter ends before it begins (%(day)s). Choose a later last day.")
            % {"day": terms.valid_from.isoformat()}
        }
    years = _("A letter is time-limited: at most ten years. Check the year.")
    if not FIRST_YEAR <= terms.valid_from.year <= LAST_YEAR:
        return {"valid_from": years}
    if terms.valid_to.year - terms.valid_from.year > LONGEST_YEARS:
        return {"valid_to": years}
    return {}


def pledge_faults(
    pledge: PledgeTerms, letter: LetterTerms, *, carries_on: bool = False
) -> dict[str, str]:
    """What is wrong with a pledge in a letter, by field.

    One that carries on from the letter before began earlier, and keeps its first day.
    """
    faults = {}
    if not 1 <= pledge.quantity <= LARGEST_QUANTITY:
        faults["quantity"] = _("Write a number from 1 to 100 000.")
    if pledge.due_on < pledge.starts_on:
        faults["due_on"] = _("The last day comes before the first (%(day)s).") % {
            "day": pledge.starts_on.isoformat()
        }
    elif pledge.due_on > letter.valid_to:
        faults["due_on"] = _("The letter ends %(day)s. Choose that day or an earlier one.") % {
            "day": letter.valid_to.isoformat()
        }
    if pledge.starts_on < letter.valid_from and not carries_on:
        faults["starts_on"] = _("The letter begins %(day)s. Choose that day or a later one.") % {
            "day": letter.valid_from.isoformat()
        }
    return faults
