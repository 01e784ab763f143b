"""A verdict in words: what was checked, what the letter says, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.commitments.states import Method
from pakten.agreements.sealing.queries import Register
from pakten.agreements.sealing.reading import Facts, Promised, SignedBy
from pakten.agreements.sealing.verdict import HARMLESS, Verdict
from pakten.base.documents.signers import fingerprint_of
from pakten.base.ui.text import LocalText

_MARK = "{quantity}"


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at, and what was found."""

    held: bool
    title: str
    note: str = ""
    day: date | None = None


def verdict_page(verdict: Verdict, register: Register | None, file_name: str) -> dict[str, Any]:
    """Everything the page says about a file."""
    facts, seal = verdict.facts, verdict.seal
    page: dict[str, Any] = {
        "verdict": verdict,
        "facts": facts,
        "file_name": file_name,
        "sha256": in_groups(verdict.sha256),
        "sealed_at": seal.sealed_at if facts else None,
        "stamped_at": seal.stamped_at,
    }
    if seal.certificate is not None and facts:
        page["certificate"] = in_groups(fingerprint_of(seal.certificate))
        page["valid_to"] = seal.certificate.not_valid_after_utc.date()
    if verdict.ok and facts:
        return page | _genuine(facts, register)
    looks = looks_at(verdict)
    return page | {
        "fault": _(verdict.fault),
        "note": "" if looks else note_on(verdict),
        "harmless": verdict.code in HARMLESS,
        "looks": looks,
    }


def _genuine(facts: Facts, register: Register | None) -> dict[str, Any]:
    return {
        "register": register,
        "is_newest": register is not None and register.version == facts.version,
        "signed": [(each, method_in_words(each)) for each in _member_first(facts.signed)],
        "all_signed": signed_in_words(facts.signed),
        "last_signed": max(each.on for each in facts.signed),
        "promises": [
            (party, [(sentence_of(each), each) for each in facts.pledges if each.by == party])
            for party in ("member", "city")
        ],
    }


def _member_first(signed: Sequence[SignedBy]) -> list[SignedBy]:
    return sorted(signed, key=lambda each: each.party == "city")


def looks_at(verdict: Verdict) -> list[Look]:
    """What held beside what did not, in a file that is refused; empty where nothing held."""
    looks = []
    if facts := verdict.facts:
        said = _("The file comes from %(city)s") % {"city": facts.city}
        looks.append(Look(True, said, _("The seal is made with the city's certificate.")))
        last = max(each.on for each in facts.signed)
        looks.append(Look(True, signed_in_words(facts.signed), _("Last signed"), last))
    elif verdict.code in ("not_letter", "other_file"):
        looks.append(Look(True, _("The seal is made with the city's certificate.")))
    else:
        return []
    said = _("The content is not what was signed") if verdict.facts else _(verdict.fault)
    return [*looks, Look(False, said, note_on(verdict))]


def note_on(verdict: Verdict) -> str:
    """What the fault means, for somebody who has never seen a seal."""
    if verdict.code == "added":
        n = verdict.seal.added
        return ngettext(
            "%(n)d byte has been added at the end. It may change what the pages show.",
            "%(n)d bytes have been added at the end. They may change what the pages show.",
            n,
        ) % {"n": n}
    notes = {
        "no_seal": _("A draft, a scan or a file saved anew has no seal, even if it looks the same."),
        "cut": _("The file may have been broken on its way to you."),
        "unreadable": _("It cannot be read as a sealed letter any more."),
        "encrypted": _("Letters never are. Ask for the file as the city sent it."),
        "unknown_certificate": _("Somebody else has sealed the file. Anyone can make a seal that looks like the city's, but not with its key."),
        "several_seals": _("The city puts on one, and nothing after it."),
        "changed": _("A single letter or number is enough. It cannot be told which."),
    }  # fmt: skip
    return notes.get(verdict.code, "")


def signed_in_words(signed: Sequence[SignedBy]) -> str:
    n = len(signed)
    return ngettext("%(n)d of %(n)d has signed", "%(n)d of %(n)d have signed", n) % {"n": n}


def method_in_words(signed: SignedBy) -> str:
    return str(Method(signed.method).label) if signed.method in Method.values else ""


def sentence_of(promise: Promised) -> str:
    """The pledge with its number, in the reader's language."""
    said = str(LocalText(promise.sentence))
    if _MARK in said:
        return said.replace(_MARK, str(promise.quantity))
    return f"{said}: {promise.quantity}"


def in_groups(digits: str) -> list[str]:
    """Hex digits by fours, to be read aloud."""
    return [digits[n : n + 4] for n in range(0, len(digits), 4)]
