"""A letter's content in one canonical form, and the fingerprint that both parties sign under."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from pakten.agreements.commitments.models import Letter, LetterLine, Pledge
from pakten.agreements.commitments.rules import LetterTerms, PledgeTerms, Promise
from pakten.agreements.commitments.states import Party

FORM = 2


def lines_of(letter: Letter) -> list[LetterLine]:
    """The pledges in order, with what their sentences need. One query."""
    rows = letter.lines.select_related("pledge__measure__activity")
    return list(rows.order_by("position", "id"))


def terms_of(letter: Letter) -> LetterTerms:
    """The letter's own values."""
    return LetterTerms(letter.valid_from, letter.valid_to, letter.background)


def pledge_terms_of(pledge: Pledge) -> PledgeTerms:
    """The pledge's own values."""
    return PledgeTerms(
        pledge.quantity, pledge.starts_on, pledge.due_on, pledge.note, pledge.responsible
    )


def promises_of(lines: Sequence[LetterLine]) -> list[Promise]:
    """The pledges as readiness looks at them."""
    return [
        Promise(line.pledge_id, line.pledge.promised_by, pledge_terms_of(line.pledge))
        for line in lines
    ]


def content_of(letter: Letter, lines: Sequence[LetterLine]) -> dict[str, Any]:
    """Everything the parties agree on, as plain values. Names of measures are part of it."""
    house = letter.organisation
    return {
        "form": FORM,
        "pact": letter.pact.slug,
        "city": letter.pact.city,
        "member": {"number": house.number, "name": house.name},
        "version": letter.version,
        "valid_from": letter.valid_from.isoformat(),
        "valid_to": letter.valid_to.isoformat(),
        "background": letter.background,
        "signatories": _signatories(letter),
        "pledges": [_pledge_content(line.pledge) for line in lines],
    }


def signers_of(letter: Letter) -> list[str]:
    """The party of each of those who are to sign. Uses what is prefetched."""
    return [each.party for each in letter.signatories.all()]


def _signatories(letter: Letter) -> dict[str, list[dict[str, str]]]:
    named: dict[str, list[dict[str, str]]] = {str(party): [] for party in Party}
    for each in letter.signatories.all():
        named[each.party].append({"name": each.name, "title": each.title})
    return named


def _pledge_content(pledge: Pledge) -> dict[str, Any]:
    measure = pledge.measure
    return {
        "by": pledge.promised_by,
        "measure": measure.code,
        "sentence": dict(measure.pledge_sentence) or dict(measure.name),
        "quantity": pledge.quantity,
        "from": pledge.starts_on.isoformat(),
        "by_day": pledge.due_on.isoformat(),
        "note": pledge.note,
        "responsible": pledge.responsible,
    }


def hash_of(letter: Letter, lines: Sequence[LetterLine]) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8), in hex."""
    content = content_of(letter, lines)
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
