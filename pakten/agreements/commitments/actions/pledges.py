"""The promises of a draft: add, change, take out."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions.holding import lock, open_for_change, touch
from pakten.agreements.commitments.content import pledge_terms_of, terms_of
from pakten.agreements.commitments.models import Letter, LetterLine, Pledge
from pakten.agreements.commitments.rules import PledgeTerms, merge, pledge_faults
from pakten.agreements.commitments.sides import require_side
from pakten.agreements.commitments.states import Party
from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.models import Measure


def put_pledge(
    letter: Letter, party: str, measure: Measure, terms: PledgeTerms, position: int,
    *, origin: Pledge | None = None,
) -> Pledge:  # fmt: skip
    """A new pledge as a line of the letter. For actions that hold the letter."""
    pledge = Pledge.objects.create(
        pact_id=letter.pact_id,
        organisation_id=letter.organisation_id,
        promised_by=party,
        measure=measure,
        origin=origin,
        **asdict(terms),
    )
    LetterLine.objects.create(
        pact_id=letter.pact_id, letter=letter, pledge=pledge, position=position
    )
    return pledge


def clash(value: Any) -> ValidationError:
    """Somebody else has written something in the same place."""
    stands = value.isoformat() if isinstance(value, date) else str(value) or "–"
    said = _("Somebody else has written “%(theirs)s” here since you opened the page.")
    return ValidationError(said, code="clash", params={"theirs": stands})


def set_pledge(pledge: Pledge, terms: PledgeTerms) -> bool:
    """Whether anything changed: saving what stands there already leaves no trace in the history."""
    if pledge_terms_of(pledge) == terms:
        return False
    for name, value in asdict(terms).items():
        setattr(pledge, name, value)
    pledge.save()
    return True


def add_pledge(
    letter: Letter, party: Party, measure: Measure, terms: PledgeTerms, *, by: Actor, at: datetime
) -> Pledge:
    """Add a promise of the member's or the city's to a draft."""
    kept = lock(letter)
    require(by, Verb.ADD_PLEDGE, kept)
    require_side(by, kept, party)
    open_for_change(kept)
    if measure.by_city != (party == Party.CITY):
        raise ValidationError({"measure": _("This is something the other party promises.")})
    if faults := pledge_faults(terms, terms_of(kept)):
        raise ValidationError(faults)
    last = kept.lines.aggregate(last=Max("position"))["last"] or 0
    pledge = put_pledge(kept, party, measure, terms, last + 1)
    touch(kept, by, at)
    return pledge


def edit_pledge(
    letter: Letter, pledge: Pledge, terms: PledgeTerms, *, seen: PledgeTerms | None = None,
    by: Actor, at: datetime,
) -> Pledge:  # fmt: skip
    """Change one promise of a draft. With `seen`, what the page showed, two can write at a time."""
    kept = lock(letter)
    require(by, Verb.EDIT_PLEDGE, kept)
    require_side(by, kept, pledge.promised_by)
    open_for_change(kept)
    line = kept.lines.select_related("pledge").filter(pledge=pledge).first()
    if line is None:
        raise ValidationError(_("Somebody has removed this pledge from the draft."))
    pledge = line.pledge
    if seen:
        terms, clashes = merge(terms, seen, pledge_terms_of(pledge))
        if clashes:
            raise ValidationError({name: clash(value) for name, value in clashes.items()})
    if faults := pledge_faults(terms, terms_of(kept), carries_on=pledge.origin_id is not None):
        raise ValidationError(faults)
    set_pledge(pledge, terms)
    touch(kept, by, at)
    return pledge


def remove_pledge(letter: Letter, pledge: Pledge, *, by: Actor, at: datetime) -> Letter:
    """Take a promise out of a draft."""
    kept = lock(letter)
    require(by, Verb.REMOVE_PLEDGE, kept)
    require_side(by, kept, pledge.promised_by)
    open_for_change(kept)
    kept.lines.filter(pledge=pledge).delete()
    pledge.delete()
    touch(kept, by, at)
    return kept
