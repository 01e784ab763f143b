"""Closing a sheet with what was decided, and parting from a member with thanks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions import (
    Revision,
    edit_pledge,
    remove_pledge,
    revise_letter,
)
from pakten.agreements.commitments.actions.pledges import put_pledge
from pakten.agreements.commitments.content import lines_of, pledge_terms_of
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.rules import LetterTerms
from pakten.agreements.commitments.signing import end_letter
from pakten.agreements.commitments.states import EndReason, RevisionReason
from pakten.agreements.followup import notices
from pakten.agreements.followup.actions.figures import root_of
from pakten.agreements.followup.actions.sheets import can_step, lock_sheet
from pakten.agreements.followup.models import CheckIn, CheckInLine
from pakten.agreements.followup.queries.together import done_together
from pakten.agreements.followup.states import Decision, How, Next, SheetState
from pakten.base.access import Actor, Verb, require


def close_check_in(sheet: CheckIn, *, by: Actor, at: datetime) -> CheckIn:
    """Close an agreed sheet: go on, begin a new version with what was agreed, or end the letter.

    A letter is not ended on a yes by phone until the member's two weeks to object are over.
    """
    kept = lock_sheet(sheet)
    require(by, Verb.CLOSE_CHECK_IN, kept)
    can_step(kept, Verb.CLOSE_CHECK_IN)
    if kept.decision == Decision.END:
        _wait_for_objection(kept, at)
    kept.state, kept.closed_at = SheetState.CLOSED, at
    if kept.decision == Decision.REVISE:
        kept.made = _revise(kept, by=by, at=at)
    kept.save()
    if kept.decision == Decision.END:
        part_ways(kept.letter, EndReason(kept.end_reason), by=by, at=at)
    notices.tell_closed(kept, by=by, at=at)
    return kept


def _wait_for_objection(sheet: CheckIn, at: datetime) -> None:
    by_phone = sheet.approvals.filter(how=How.PHONE).exists()
    if by_phone and sheet.object_by and timezone.localdate(at) <= sheet.object_by:
        raise ValidationError(
            _("The member agreed by phone and can object until %(day)s. End the letter after that.")
            % {"day": sheet.object_by.isoformat()}
        )


def _revise(sheet: CheckIn, *, by: Actor, at: datetime) -> Letter:
    """The next version of the letter as a draft, with the changes of the sheet put in."""
    old = sheet.letter
    begins = max(timezone.localdate(at), old.valid_from)
    lines = list(sheet.lines.select_related("pledge"))
    ends = max([old.valid_to, *[line.new_due_on for line in lines if line.new_due_on]])
    words = _("Agreed at the check-in %(year)s.") % {"year": sheet.campaign.year}
    revision = Revision(RevisionReason.FROM_CHECK_IN, f"{words} {sheet.learned}"[:500])
    draft = revise_letter(old, LetterTerms(begins, ends, old.background), revision, by=by, at=at)
    put_changes(draft, lines, by=by, at=at)
    return draft


def put_changes(draft: Letter, lines: Sequence[CheckInLine], *, by: Actor, at: datetime) -> None:
    """What the sheet says of each promise, in the draft: the same, another number or day, or none."""
    copies = {root_of(line.pledge): line.pledge for line in lines_of(draft)}
    for line in lines:
        copy = copies.get(root_of(line.pledge))
        if line.next == Next.DROP and copy:
            remove_pledge(draft, copy, by=by, at=at)
        elif line.next == Next.CHANGE:
            _change(draft, line, copy, by=by, at=at)


def _change(
    draft: Letter, line: CheckInLine, copy: Pledge | None, *, by: Actor, at: datetime
) -> None:
    """A promise whose day had passed is not carried on by itself: it comes back with its new day."""
    if copy is None:
        old = line.pledge
        terms = replace(pledge_terms_of(old), due_on=draft.valid_to)
        copy = put_pledge(
            draft, old.promised_by, old.measure, terms, line.position, origin=old.origin or old
        )
    terms = replace(
        pledge_terms_of(copy),
        quantity=line.new_quantity or line.promised,
        due_on=line.new_due_on or draft.valid_to,
    )
    edit_pledge(draft, copy, terms, by=by, at=at)


def part_ways(letter: Letter, reason: EndReason, *, by: Actor, at: datetime) -> Letter:
    """End a letter with thanks: what was done together, and an open door."""
    require(by, Verb.PART_WAYS, letter)
    deeds = done_together(letter)
    ended = end_letter(letter, reason, by=by, at=at)
    notices.tell_thanks(ended, deeds, by=by, at=at)
    return ended
