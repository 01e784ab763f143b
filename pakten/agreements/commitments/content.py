"""A letter's content in one canonical form, and the fingerprint that both parties sign under."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pakten.agreements.commitments.models import Letter, LetterLine, Pledge
from pakten.agreements.commitments.rules import LetterTerms, PledgeTerms, Promise
from pakten.agreements.commitments.states import Party

FORM = 2

Content = Mapping[str, Any]


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
        Promise(
            line.pledge_id,
            line.pledge.promised_by,
            pledge_terms_of(line.pledge),
            measure=line.pledge.measure.kin,
            name=str(line.pledge.measure.name),
            activity=str(line.pledge.measure.activity.name),
            per_person=line.pledge.measure.per_person,
            carries_on=line.pledge.origin_id is not None,
        )
        for line in lines
    ]


def content_of(letter: Letter, lines: Sequence[LetterLine]) -> dict[str, Any]:
    """Everything the parties agree on, as plain values. Names in the catalogue are part of it."""
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
        "pledges": [pledge_content(line.pledge) for line in lines],
    }


def signers_of(letter: Letter) -> list[tuple[str, str]]:
    """Party and name of each of those who are to sign. Uses what is prefetched."""
    return [(each.party, each.name) for each in letter.signatories.all()]


def _signatories(letter: Letter) -> dict[str, list[dict[str, str]]]:
    named: dict[str, list[dict[str, str]]] = {str(party): [] for party in Party}
    for each in letter.signatories.all():
        named[each.party].append({"name": each.name, "title": each.title})
    return named


def pledge_content(pledge: Pledge) -> dict[str, Any]:
    """One promise as plain values, with the words of its sentence in every language."""
    measure = pledge.measure
    return {
        "by": pledge.promised_by,
        "activity": {"code": measure.activity.code, "name": dict(measure.activity.name)},
        "measure": measure.code,
        "name": dict(measure.name),
        "sentence": dict(measure.pledge_sentence) or dict(measure.name),
        "quantity": pledge.quantity,
        "from": pledge.starts_on.isoformat(),
        "by_day": pledge.due_on.isoformat(),
        "note": pledge.note,
        "responsible": pledge.responsible,
    }


def hash_of(letter: Letter, lines: Sequence[LetterLine]) -> str:
    """The fingerprint of the letter as its rows stand now."""
    return hash_of_content(content_of(letter, lines))


def hash_of_content(content: Content) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8), in hex."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
