"""The letter as a document: the values that the Typst template `letter.typ` sets."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import Content
from pakten.agreements.commitments.models import Letter, LetterLine
from pakten.agreements.commitments.queries import standing_of, text_of
from pakten.agreements.commitments.sheet import Line, Section, sections_of_text
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.documents.pdf import render_pdf
from pakten.parties.pacts.models import Look
from pakten.parties.pacts.states import LookState

TEMPLATE = Path(__file__).parent / "letter.typ"


def letter_pdf(letter: Letter, lines: Sequence[LetterLine], lang: str, *, at: datetime) -> bytes:
    """The letter as a tagged PDF in a language of the product."""
    with translation.override(lang):
        return render_pdf(TEMPLATE, document_of(letter, lines, at=at), lang, at=at)


def file_name(letter: Letter) -> str:
    """A name for the download that tells no person: "letter-12-v2.pdf"."""
    return f"{_('letter-of-intent')}-{letter.pk}-v{letter.version}.pdf"


def document_of(
    letter: Letter, lines: Sequence[LetterLine], *, at: datetime | None = None
) -> dict[str, Any]:
    """Everything the document says, in the active language."""
    text = text_of(letter, lines)
    member, city = text["member"], text["city"]
    title = _("Letter of intent between %(member)s and %(city)s") % {
        "member": member["name"],
        "city": city,
    }
    version = _("Version %(n)d") % {"n": letter.version}
    state = standing_of(letter, timezone.localdate(at)).label
    return {
        "title": title,
        "author": f"{letter.pact.name}, {city}",
        "stamp": _stamp(letter),
        "foot": f"{title}. {version}. {_example(letter)}".rstrip(),
        "subtitle": f"{letter.pact.name}. {version}. {state}.",
        "parties": [
            [_("Member"), f"{member['name']}, {member['number'][:6]}-{member['number'][6:]}"],
            [_("City"), city],
            [_("Valid"), _("%(first)s to %(last)s") % _span(text)],
        ],
        "background": text["background"],
        "sections": [_section(each) for each in sections_of_text(text, letter.pact_id)],
        "signatures": [each for party in Party for each in _signatures(letter, party)],
        "hash": letter.content_hash,
        **_logo(letter),
        "words": _words(member["name"], city),
    }


def _logo(letter: Letter) -> dict[str, Any]:
    """The city's own logo, where the pact has one in use; else the mark of the product is set."""
    look = Look.objects.filter(pact=letter.pact_id, state=LookState.USED).select_related("logo")
    logo = next((each.logo for each in look if each.logo), None)
    if logo is None:
        return {}
    kind, alt = logo.kind.removeprefix("image/"), logo.alt or letter.pact.city
    return {"logo": {"data": list(bytes(logo.data)), "kind": kind, "alt": alt}}


def _stamp(letter: Letter) -> str:
    """Large across the page: what must not be taken for a letter in force."""
    if letter.state == LetterState.DRAFT:
        return _("Draft")
    return _("Example") if letter.pact.is_example else ""


def _example(letter: Letter) -> str:
    if not letter.pact.is_example:
        return ""
    return _("Example pact. All people, organisations and figures are invented.")


def _span(text: Content) -> dict[str, str]:
    return {"first": text["valid_from"], "last": text["valid_to"]}


def _section(section: Section) -> dict[str, Any]:
    return {
        "name": str(section.name),
        "member": [_row(line) for line in section.member],
        "city": [_row(line) for line in section.city],
    }


def _row(line: Line) -> list[str]:
    said = line.text + (f" ({line.note})" if line.note else "")
    if line.responsible:
        said += ". " + _("Responsible: %(what)s") % {"what": line.responsible}
    return [str(line.number), said, line.due_on.isoformat()]


def _signatures(letter: Letter, party: Party) -> list[dict[str, str]]:
    """A place for each who is to sign, filled in for those who have."""
    label = str(party.label)
    given = [s for s in letter.signatures.all() if s.party == party]
    have = {s.signatory_id for s in given} | {s.name for s in given}
    closed = letter.state in (LetterState.ACTIVE, LetterState.ENDED)
    planned = [s for s in letter.signatories.all() if s.party == party and not closed]
    planned = [s for s in planned if not have & {s.pk, s.name}]
    said = [
        {
            "party": label,
            "name": f"{s.name}, {s.title}" if s.title else s.name,
            "when": f"{s.signed_on.isoformat()}, {s.get_method_display()}",
        }
        for s in given
    ]
    places = [{"party": label, "name": str(each), "when": ""} for each in planned]
    return said + places or [{"party": label, "name": "", "when": ""}]


def _words(member: str, city: str) -> dict[str, str]:
    return {
        "page": _("Page"),
        "background": _("Background"),
        "member_promises": _("%(name)s promises") % {"name": member},
        "city_promises": _("%(name)s promises") % {"name": city},
        "number": _("No."),
        "promise": _("Pledge"),
        "due": _("No later than"),
        "none": _("There are no pledges yet."),
        "signatures": _("Signatures"),
        "unsigned": _("Date and signature"),
        "hash": _("Fingerprint of the content (SHA-256)"),
        "hash_why": _("The fingerprint changes if a single word or number in the letter changes."),
    }
