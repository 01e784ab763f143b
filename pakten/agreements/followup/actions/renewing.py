"""Renewal: a new letter that begins with the old promises and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions.drafting import begin
from pakten.agreements.commitments.actions.pledges import put_pledge
from pakten.agreements.commitments.content import lines_of, pledge_terms_of
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.rules import LARGEST_QUANTITY, LetterTerms
from pakten.agreements.commitments.states import LetterState, Party, RevisionReason
from pakten.agreements.followup import notices
from pakten.agreements.followup.states import Next
from pakten.base.access import Actor, Verb, require
from pakten.parties.organisations.actions import lock as lock_organisation
from pakten.parties.pacts.models import Measure


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of an old promise in the new letter."""

    next: str = Next.GO_ON
    quantity: int = 1


def renew_letter(
    letter: Letter, first: date, last: date, choices: Mapping[int, Choice], *,
    by: Actor, at: datetime,
) -> Letter:  # fmt: skip
    """Draw up the next letter after one in force. `choices` by pledge; what is not there is left out.

    A member chooses among its own promises; the city's come along for the office to look at.
    The draft is changed, made ready and signed like any other. Errors are keyed "p<pledge>-quantity".
    """
    require(by, Verb.RENEW_LETTER, letter)
    if letter.state != LetterState.ACTIVE:
        raise ValidationError(_("Only a letter in force is renewed. Begin a new one instead."))
    if first <= letter.valid_to:
        raise ValidationError(
            {"valid_from": _("The old letter is in force until %(day)s. Begin after that.")
             % {"day": letter.valid_to.isoformat()}}
        )  # fmt: skip
    kept = {pk: each for pk, each in choices.items() if each.next != Next.DROP}
    if not by.where(Verb.DRAFT_LETTER, "pact"):
        kept = {pk: each for pk, each in kept.items() if pk in _own(letter)}
    faults = {
        f"p{pk}-quantity": _("Write a number from 1 to 100 000.")
        for pk, each in kept.items()
        if not 1 <= each.quantity <= LARGEST_QUANTITY
    }
    if not kept:
        faults["valid_from"] = _("Keep or change at least one promise.")
    if faults:
        raise ValidationError(faults)
    house = lock_organisation(letter.organisation)
    draft = begin(
        house, LetterTerms(first, last, letter.background), by=by, at=at,
        revision_reason=RevisionReason.RENEWAL,
    )  # fmt: skip
    for line in lines_of(letter):
        if choice := kept.get(line.pledge_id, _unasked(line.pledge, by)):
            terms = replace(
                pledge_terms_of(line.pledge),
                quantity=choice.quantity, starts_on=first, due_on=last,
            )  # fmt: skip
            measure = _measure_on(line.pledge.measure, first)
            put_pledge(draft, line.pledge.promised_by, measure, terms, line.position)
    notices.tell_renewal(draft, by=by, at=at)
    return draft


def _own(letter: Letter) -> set[int]:
    lines = letter.lines.filter(pledge__promised_by=Party.MEMBER)
    return set(lines.values_list("pledge", flat=True))


def _unasked(pledge: Pledge, by: Actor) -> Choice | None:
    """What the city promised comes along as it was when the member begins; the office looks at it."""
    if pledge.promised_by == Party.CITY and not by.where(Verb.DRAFT_LETTER, "pact"):
        return Choice(Next.GO_ON, pledge.quantity)
    return None


def _measure_on(measure: Measure, day: date) -> Measure:
    """The measure as it is defined on a day: its successor when it has been replaced by then."""
    while measure.valid_to and measure.valid_to < day and measure.successor:
        measure = measure.successor
    return measure
