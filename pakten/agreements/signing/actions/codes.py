"""One-time codes: sent by mail, kept as a keyed hash, few tries, no floods."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Signatory
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.signing import notices
from pakten.agreements.signing.models import OneTimeCode, SigningCode
from pakten.agreements.signing.rules import (
    CODE_LASTS,
    CODE_PAUSE,
    CODES_A_DAY,
    CODES_AN_HOUR,
    hash_of_code,
    is_code,
    masked,
    new_code,
)

Code = TypeVar("Code", bound=OneTimeCode)


def send_code(signatory: Signatory, path: str, *, at: datetime) -> SigningCode:
    """Mail a new code to the signatory; the one before no longer works. `path`: where it is used.

    Whoever reaches this holds the link, the screen or the account; the code goes to the address of
    the signatory whoever asks, so asking gives nothing away. Too many in a while are refused.
    """
    kept = Signatory.objects.select_for_update(of=("self",)).select_related("letter").get(
        pk=signatory.pk
    )  # fmt: skip
    _can_send(kept, at)
    SigningCode.objects.filter(signatory=kept, used_at=None, expires_at__gt=at).update(
        expires_at=at
    )
    digits = new_code()
    code = SigningCode.objects.create(
        pact_id=kept.pact_id,
        signatory=kept,
        code_hash=hash_of_code(digits, kept.pk, at),
        sent_to=masked(kept.email),
        sent_at=at,
        expires_at=at + CODE_LASTS,
    )
    notices.tell_code(code, digits, path, at=at)
    return code


def _can_send(signatory: Signatory, at: datetime) -> None:
    if not signatory.email:
        raise ValidationError(_("We have no e-mail address to send a code to. Ask the office."))
    if signatory.letter.state != LetterState.READY:
        raise ValidationError(_("The letter cannot be signed now."))
    refuse_flood(SigningCode.objects.filter(signatory=signatory), at)


def refuse_flood(sent: QuerySet[Any], at: datetime) -> None:
    """Refuse one more code for somebody who was `sent` some just now, or many in a while."""
    if sent.filter(sent_at__gt=at - CODE_PAUSE).exists():
        raise ValidationError(_("A code was just sent. Look in your mail, or wait half a minute."))
    hour, day = at - timedelta(hours=1), at - timedelta(days=1)
    many = sent.filter(sent_at__gt=hour).count() >= CODES_AN_HOUR
    if many or sent.filter(sent_at__gt=day).count() >= CODES_A_DAY:
        raise ValidationError(
            _("Many codes have been sent. Wait an hour, or ask the office to help you.")
        )


def use_code(signatory: Signatory, typed: str, *, at: datetime) -> SigningCode | None:
    """The code when it is the right one, now used up; None for a wrong one, and the try is counted.

    Not an error to raise: what is raised is rolled back, and then tries would not be counted.
    """
    Signatory.objects.select_for_update().get(pk=signatory.pk)
    latest = SigningCode.objects.filter(signatory=signatory).order_by("-sent_at", "-id").first()
    return spend(latest, typed, signatory.pk, at)


def spend(latest: Code | None, typed: str, key: int, at: datetime) -> Code | None:
    """Use up the latest code if it was typed; `key`: of whom it was sent to, whose row is locked."""
    if latest is None or not latest.works(at):
        return None
    if not is_code(typed, latest.code_hash, key, latest.sent_at):
        type(latest)._base_manager.filter(pk=latest.pk).update(tries=F("tries") + 1)
        return None
    latest.used_at = at
    latest.save(update_fields=["used_at"])
    return latest
