"""Taking a wrong row back, and writing it anew: under another promise, better proven, or mended.

A row is never changed. What replaces it is a row of its own that remembers which it first was.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.commitments.rules import LARGEST_QUANTITY
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import pledges_that_fit
from pakten.agreements.results.states import Additionality, Correction, Evidence
from pakten.base.access import Actor, Verb, require

_COPIED = (
    "pact_id", "organisation_id", "measure_id", "occurred_on", "pledge_id", "gender", "age_band",
    "target_group_id", "district_id", "language_stage", "form_id", "evidence", "additionality",
)  # fmt: skip
LONGEST = 200


def reverse_outcome(
    outcome: Outcome, *, reason: str, by: Actor, at: datetime,
    correction: Correction = Correction.OTHER,
) -> Outcome:  # fmt: skip
    """Take a wrong row back by a row of its own with the opposite quantity. The reason is needed."""
    require(by, Verb.REVERSE_OUTCOME, outcome)
    _need_reason(reason)
    return append_reversal(outcome, reason=reason, by=by, at=at, correction=correction)


def append_reversal(
    outcome: Outcome, *, reason: str, by: Actor | None, at: datetime,
    correction: Correction = Correction.OTHER,
) -> Outcome:  # fmt: skip
    """What `reverse_outcome` does, for a caller that has already asked its own verb.

    Two at once: the row's reversal is unique, so the second is told that it came late.
    """
    if outcome.reverses_id or Outcome.objects.filter(reverses=outcome).exists():
        raise ValidationError(_("This has already been taken back."))
    try:
        with transaction.atomic():
            return Outcome.objects.create(
                **{name: getattr(outcome, name) for name in _COPIED},
                quantity=-outcome.quantity,
                source=f"reversal:{outcome.pk}",
                note=reason.strip()[:LONGEST],
                reverses=outcome,
                correction=correction,
                recorded_by_id=by.account_id if by else None,
                recorded_at=at,
            )
    except IntegrityError as late:
        raise ValidationError(_("This has already been taken back.")) from late


def move_outcome(
    outcome: Outcome, pledge: Pledge | None, *, reason: str, by: Actor, at: datetime
) -> Outcome:
    """Let a deed count towards another promise of the same member and kind, or towards none.

    One transaction takes the row back and writes it anew, so it is never counted twice nor not at
    all. Raises `ValidationError` for a promise that does not fit, or where the deed is there already.
    """
    require(by, Verb.MOVE_OUTCOME, outcome)
    _need_reason(reason)
    if pledge is None and outcome.pledge_id is None:
        raise ValidationError({"pledge": _("It counts towards no promise already.")})
    if pledge is not None:
        Pledge.objects.select_for_update(of=("self",)).filter(pk=pledge.pk).first()
        if pledge.pk not in {each.pledge.pk for each in pledges_that_fit(outcome)}:
            raise ValidationError(
                {
                    "pledge": _(
                        "This deed cannot count towards that promise. Choose one in the list."
                    )
                }
            )
    return _write_anew(
        outcome, "moved", Correction.MOVED, reason, by=by, at=at,
        pledge_id=pledge.pk if pledge else None,
    )  # fmt: skip


def confirm_outcome(outcome: Outcome, *, reason: str, by: Actor | None, at: datetime) -> Outcome:
    """The other side says the same: from now on confirmed by both. The caller has asked its verb."""
    if outcome.evidence != Evidence.SELF_REPORTED:
        raise ValidationError(_("This is already confirmed."))
    return _write_anew(
        outcome, "confirmed", Correction.CONFIRMED, reason, by=by, at=at,
        evidence=Evidence.CONFIRMED,
    )  # fmt: skip


def answer_additionality(
    outcome: Outcome, said: Additionality, *, by: Actor | None, at: datetime
) -> Outcome:
    """What the employer answered to *would it have happened anyway?*, on the row that stands.

    The same answer again changes nothing. The caller has asked its verb.
    """
    if outcome.additionality == said:
        return outcome
    reason = _("The employer has said whether it would have happened anyway.")
    return _write_anew(
        outcome, "answered", Correction.CONFIRMED, reason, by=by, at=at, additionality=said
    )


def correct_outcome(
    outcome: Outcome, quantity: int, *, reason: str, by: Actor, at: datetime
) -> Outcome:
    """The same deed with the right number, confirmed by both sides."""
    require(by, Verb.REVERSE_OUTCOME, outcome)
    _need_reason(reason)
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise ValidationError({"quantity": _("Write a number from 1 to 100 000.")})
    if quantity == outcome.quantity:
        raise ValidationError({"quantity": _("This is the number that stands already.")})
    return _write_anew(
        outcome, "corrected", Correction.NUMBER, reason, by=by, at=at,
        quantity=quantity, evidence=Evidence.CONFIRMED,
    )  # fmt: skip


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Write why this is taken back.")})


@transaction.atomic
def _write_anew(
    outcome: Outcome, word: str, correction: Correction, reason: str, *,
    by: Actor | None, at: datetime, **changes: Any,
) -> Outcome:  # fmt: skip
    """Take the row back and write it again with the changes; `origin` is the row it first was."""
    append_reversal(outcome, reason=reason, by=by, at=at, correction=correction)
    first = outcome.origin_id or outcome.pk
    number = Outcome.objects.filter(origin=first).count() + 1
    kept = {name: getattr(outcome, name) for name in (*_COPIED, "quantity", "note")}
    return Outcome.objects.create(
        **{**kept, **changes},
        source=f"{word}:{first}:{number}",
        origin_id=first,
        recorded_by_id=by.account_id if by else None,
        recorded_at=at,
    )
