"""What goes into a sealed file for machines, from the rows of the letter. `reading` is the way back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pakten.agreements.commitments.content import content_of
from pakten.agreements.commitments.models import Letter, LetterLine, Signatory, Signature
from pakten.agreements.sealing.reading import FORM, KIND


def sealed_content(
    letter: Letter, lines: Sequence[LetterLine], language: str, *, at: datetime
) -> dict[str, Any]:
    """Everything in `letter.json`. No address of a person is in it."""
    return {
        "kind": KIND,
        "form": FORM,
        "pact": letter.pact.slug,
        "city": letter.pact.city,
        "example": letter.pact.is_example,
        "letter": letter.pk,
        "language": language,
        "content": content_of(letter, lines),
        "content_hash": letter.content_hash,
        "signatories": _signatories(letter),
        "state": letter.state,
        "active_from": letter.active_from.isoformat() if letter.active_from else "",
        "ended_on": letter.ended_on.isoformat() if letter.ended_on else "",
        "sealed_at": at.isoformat(timespec="seconds"),
    }


def _signatories(letter: Letter) -> list[dict[str, Any]]:
    """Those who were to sign, each with the signature; then any who signed besides."""
    given = list(letter.signatures.all())
    named = []
    for each in letter.signatories.all():
        found = next((s for s in given if _is_of(s, each)), None)
        given = [s for s in given if s != found]
        named.append(_row(each, found))
    return named + [_row(extra, extra) for extra in given]


def _is_of(signature: Signature, signatory: Signatory) -> bool:
    if signature.signatory_id:
        return signature.signatory_id == signatory.pk
    return (signature.party, signature.name) == (signatory.party, signatory.name)


def _row(who: Signatory | Signature, signature: Signature | None) -> dict[str, Any]:
    return {
        "party": who.party, "name": who.name, "title": who.title, "signed": _signed(signature)
    }  # fmt: skip


def _signed(signature: Signature | None) -> dict[str, str] | None:
    if signature is None:
        return None
    return {
        "name": signature.name,
        "title": signature.title,
        "on": signature.signed_on.isoformat(),
        "method": signature.method,
        "recorded_at": signature.recorded_at.isoformat(timespec="seconds"),
        "content_hash": signature.content_hash,
    }
