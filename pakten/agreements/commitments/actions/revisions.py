"""A letter in force that is drawn up anew before its time is out."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.commitments import notices
from pakten.agreements.commitments.actions.drafting import begin
from pakten.agreements.commitments.actions.holding import look
from pakten.agreements.commitments.actions.pledges import put_pledge
from pakten.agreements.commitments.content import lines_of, pledge_terms_of
from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.rules import LetterTerms
from pakten.agreements.commitments.states import LetterState, RevisionReason
from pakten.base.access import Actor, Verb, require
from pakten.parties.organisations.actions import lock as lock_organisation


@dataclass(frozen=True, slots=True)
class Revision:
    """Why a letter is drawn up anew: one of the reasons, and in somebody's own words."""

    reason: RevisionReason
    words: str


def revise_letter(
    letter: Letter, terms: LetterTerms, revision: Revision, *, by: Actor, at: datetime
) -> Letter:
    """Begin the next version with the same pledges and signatories.

    The letter in force holds until the new one is signed. Its pledges are carried on: what was done
    for them counts, and they keep their first days.
    """
    house = lock_organisation(letter.organisation)
    require(by, Verb.REVISE_LETTER, house)
    current = Letter.objects.select_for_update().get(pk=letter.pk)
    if current.state != LetterState.ACTIVE:
        raise ValidationError(
            _("The letter is “%(state)s”. Only a letter in force is revised.")
            % {"state": LetterState(current.state).label}
        )
    words = revision.words.strip()
    if not words:
        raise ValidationError({"reason": _("Write in a sentence why you change the letter.")})
    new = begin(house, terms, by=by, at=at, revision_reason=revision.reason, reason=words[:500])
    _carry_on(current, new)
    _same_signatories(current, new)
    look(new, by, at)
    notices.tell_revision(new, by=by, at=at)
    return new


def _carry_on(old: Letter, new: Letter) -> None:
    for line in lines_of(old):
        pledge = line.pledge
        if pledge.due_on < new.valid_from:
            continue
        terms = pledge_terms_of(pledge)
        terms = replace(terms, due_on=min(terms.due_on, new.valid_to))
        first = pledge.origin or pledge
        put_pledge(new, pledge.promised_by, pledge.measure, terms, line.position, origin=first)


def _same_signatories(old: Letter, new: Letter) -> None:
    rows = list(old.signatories.all())
    if not rows:
        return
    new.signatories.all().delete()
    for each in rows:
        each.pk, each.letter = None, new
    Signatory.objects.bulk_create(rows)
