"""Before and after the signatures: ready, reopen, end. How a letter is signed is `signing`."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import notices
from pakten.agreements.commitments.actions import can_move, keep_text, lock
from pakten.agreements.commitments.content import (
    hash_of,
    lines_of,
    promises_of,
    signers_of,
    terms_of,
)
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.rules import readiness
from pakten.agreements.commitments.states import EndReason, LetterState, SnapshotKind
from pakten.base.access import Actor, Verb, require
from pakten.parties.organisations.actions import move_stage
from pakten.parties.organisations.states import Stage


def ready_letter(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Close a draft for change and fix the fingerprint of its text. Says what is missing, if any."""
    kept = lock(letter)
    require(by, Verb.READY_LETTER, kept)
    can_move(kept, LetterState.READY)
    lines = lines_of(kept)
    missing = [
        c for c in readiness(terms_of(kept), promises_of(lines), signers_of(kept)) if c.blocks
    ]
    if missing:
        raise ValidationError(
            [_("Not yet: %(text)s. %(remedy)s.") % {"text": c.text, "remedy": c.remedy}
             for c in missing]
        )  # fmt: skip
    kept.state, kept.content_hash, kept.changed_at = LetterState.READY, hash_of(kept, lines), at
    kept.save()
    keep_text(kept, lines, SnapshotKind.READY, by=by, at=at)
    if kept.organisation.stage != Stage.ACTIVE:
        move_stage(kept.organisation, Stage.READY, by=by, at=at)
    notices.tell_ready(kept, by=by, at=at)
    return kept


def reopen_letter(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Back to draft. Signatures were for the text as it was: they are cleared, and who had signed
    is told."""
    kept = lock(letter)
    require(by, Verb.REOPEN_LETTER, kept)
    can_move(kept, LetterState.DRAFT)
    signed = list(kept.signatures.select_related("signatory"))
    kept.signatures.all().delete()
    kept.state, kept.content_hash, kept.changed_at = LetterState.DRAFT, "", at
    kept.save()
    if kept.organisation.stage != Stage.ACTIVE:
        move_stage(kept.organisation, Stage.DRAFT, by=by, at=at)
    if signed:
        notices.tell_cleared(kept, signed, by=by, at=at)
    return kept


def close_letter(letter: Letter, reason: EndReason, last_day: date, at: datetime) -> None:
    """End a letter on a day, for a reason. The caller has locked it and asked who may."""
    letter.state, letter.end_reason = LetterState.ENDED, reason
    letter.ended_on, letter.changed_at = last_day, at
    letter.save()


def end_letter(letter: Letter, reason: EndReason, *, by: Actor, at: datetime) -> Letter:
    """End a letter in force. A replacement ends by itself when the new letter is signed."""
    kept = lock(letter)
    require(by, Verb.END_LETTER, kept)
    can_move(kept, LetterState.ENDED)
    today = timezone.localdate(at)
    if reason == EndReason.REPLACED:
        raise ValidationError(
            {"end_reason": _("A letter is replaced by signing the new one. Sign that instead.")}
        )
    if reason == EndReason.RAN_OUT and kept.valid_to >= today:
        raise ValidationError(
            {"end_reason": _("The letter is valid until %(day)s, so it has not run out.")
             % {"day": kept.valid_to.isoformat()}}
        )  # fmt: skip
    close_letter(kept, reason, today, at)
    if kept.organisation.stage == Stage.ACTIVE:
        move_stage(kept.organisation, Stage.ENDED, by=by, at=at)
    notices.tell_ended(kept, by=by.name, at=at)
    return kept
