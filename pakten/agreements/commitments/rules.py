"""When a letter and its pledges are possible, in plain values: no database here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pakten.agreements.commitments.states import Party

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


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a letter needs before it can be signed, with how to mend it and where."""

    code: str
    done: bool
    text: str
    remedy: str = ""
    anchor: str = ""


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


def pledge_faults(pledge: PledgeTerms, letter: LetterTerms) -> dict[str, str]:
    """What is wrong with a pledge in a letter, by field."""
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
    if pledge.starts_on < letter.valid_from:
        faults["starts_on"] = _("The letter begins %(day)s. Choose that day or a later one.") % {
            "day": letter.valid_from.isoformat()
        }
    return faults


def readiness(
    letter: LetterTerms, promises: Sequence[Promise], signers: Collection[str]
) -> list[Check]:
    """Everything a letter needs before both parties sign, done or not.

    `signers`: the party of each of those who are to sign.
    """
    outside = [p for p in promises if pledge_faults(p.terms, letter)]
    unowned = [p for p in promises if p.party == Party.CITY and not p.terms.responsible.strip()]
    return [
        Check(
            "member_promises",
            any(p.party == Party.MEMBER for p in promises),
            _("The member promises something"),
            _("Add a pledge of the member's"),
            "add-member",
        ),
        Check(
            "city_promises",
            any(p.party == Party.CITY for p in promises),
            _("The city promises something in return"),
            _("Add a pledge of the city's"),
            "add-city",
        ),
        Check(
            "dates",
            not date_faults(letter) and not outside,
            _("All dates are within the time of the letter"),
            _("Change the date"),
            f"pledge-{outside[0].id}" if outside else "id_valid_to",
        ),
        Check(
            "responsible",
            not unowned,
            _("The city has somebody responsible for each of its pledges"),
            _("Name somebody (%(n)d missing)") % {"n": len(unowned)},
            f"id_p{unowned[0].id}-responsible" if unowned else "",
        ),
        Check(
            "signatories",
            set(signers) == set(Party),
            _("It is decided who signs"),
            _("Write who signs"),
            f"add-signatory-{Party.CITY if Party.MEMBER in signers else Party.MEMBER}",
        ),
    ]
