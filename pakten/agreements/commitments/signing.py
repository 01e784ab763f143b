"""From a draft to a letter in force, and its end: ready, reopen, sign, end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import notices
from pakten.agreements.commitments.actions import can_move, lock
from pakten.agreements.commitments.content import (
    hash_of,
    lines_of,
    promises_of,
    signers_of,
    terms_of,
)
from pakten.agreements.commitments.models import Letter, Signature
from pakten.agreements.commitments.rules import readiness
from pakten.agreements.commitments.states import EndReason, LetterState, Method, Party
from pakten.base.access import Actor, Verb, require
from pakten.parties.organisations.actions import move_stage
from pakten.parties.organisations.states import Stage


@dataclass(frozen=True, slots=True)
class Signing:
    """One party's signature. `content_hash` is of the text the signer had before them."""

    party: Party
    name: str
    signed_on: date
    content_hash: str
    title: str = ""
    method: Method = Method.OCCASION


def ready_letter(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Close a draft for change and fix the fingerprint of its text. Says what is missing, if any."""
    kept = lock(letter)
    require(by, Verb.READY_LETTER, kept)
    can_move(kept, LetterState.READY)
    lines = lines_of(kept)
    missing = [
        c for c in readiness(terms_of(kept), promises_of(lines), signers_of(kept)) if not c.done
    ]
    if missing:
        raise ValidationError(
            [_("Not yet: %(text)s. %(remedy)s.") % {"text": c.text, "remedy": c.remedy}
             for c in missing]
        )  # fmt: skip
    kept.state, kept.content_hash, kept.changed_at = LetterState.READY, hash_of(kept, lines), at
    kept.save()
    if kept.organisation.stage != Stage.ACTIVE:
        move_stage(kept.organisation, Stage.READY, by=by, at=at)
    notices.tell_ready(kept, by=by.name, at=at)
    return kept


def reopen_letter(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Back to draft. Signatures were for the text as it was, so they are cleared."""
    kept = lock(letter)
    require(by, Verb.REOPEN_LETTER, kept)
    can_move(kept, LetterState.DRAFT)
    kept.signatures.all().delete()
    kept.state, kept.content_hash, kept.changed_at = LetterState.DRAFT, "", at
    kept.save()
    if kept.organisation.stage != Stage.ACTIVE:
        move_stage(kept.organisation, Stage.DRAFT, by=by, at=at)
    return kept


def sign_letter(letter: Letter, signing: Signing, *, by: Actor, at: datetime) -> Signature:
    """Record that one party has signed; when both have, the letter comes into force."""
    kept = lock(letter)
    require(by, Verb.SIGN_LETTER, kept)
    _can_sign(kept, signing, timezone.localdate(at))
    made = Signature.objects.create(
        pact_id=kept.pact_id,
        letter=kept,
        party=signing.party,
        name=signing.name.strip(),
        title=signing.title.strip(),
        signed_on=signing.signed_on,
        method=signing.method,
        content_hash=kept.content_hash,
        recorded_by_id=by.account_id,  # type: ignore[misc]
        recorded_at=at,
    )
    if kept.signatures.count() == len(Party):
        _come_into_force(kept, by=by, at=at)
    return made


def _can_sign(letter: Letter, signing: Signing, today: date) -> None:
    if letter.signatures.filter(party=signing.party).exists():
        raise ValidationError(_("This party has already signed. Nothing was done twice."))
    if letter.state != LetterState.READY:
        raise ValidationError(
            _("The letter is “%(state)s”. Only a letter that is ready can be signed.")
            % {"state": LetterState(letter.state).label}
        )
    current = hash_of(letter, lines_of(letter))
    if not signing.content_hash == letter.content_hash == current:
        raise ValidationError(
            _("The letter was changed after you opened it. Read it again before it is signed."),
            code="changed",
        )
    if signing.signed_on > today:
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    if signing.signed_on < timezone.localdate(letter.drafted_at):
        raise ValidationError({"signed_on": _("The letter was not drawn up yet on that day.")})
    if not signing.name.strip():
        raise ValidationError({"name": _("Write who signed.")})


def _come_into_force(letter: Letter, *, by: Actor, at: datetime) -> None:
    today = timezone.localdate(at)
    for old in Letter.objects.select_for_update().filter(
        organisation=letter.organisation_id, state=LetterState.ACTIVE
    ):
        _close(old, EndReason.REPLACED, _last_day(old, letter, today), at)
    letter.state, letter.changed_at = LetterState.ACTIVE, at
    letter.active_from = max(today, letter.valid_from)
    letter.save()
    if letter.organisation.stage != Stage.ACTIVE:
        move_stage(letter.organisation, Stage.ACTIVE, by=by, at=at)
    notices.tell_in_force(letter, by=by.name, at=at)


def _last_day(old: Letter, new: Letter, today: date) -> date:
    """A renewal signed in good time leaves the old pledges to count until the new ones begin."""
    return max(today, min(old.valid_to, new.valid_from - timedelta(days=1)))


def _close(letter: Letter, reason: EndReason, last_day: date, at: datetime) -> None:
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
    _close(kept, reason, today, at)
    if kept.organisation.stage == Stage.ACTIVE:
        move_stage(kept.organisation, Stage.ENDED, by=by, at=at)
    notices.tell_ended(kept, by=by.name, at=at)
    return kept
