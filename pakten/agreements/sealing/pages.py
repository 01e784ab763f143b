"""A verdict in words: what was checked, what the letter says, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.commitments.states import Method
from pakten.agreements.sealing.queries import Register
from pakten.agreements.sealing.reading import Facts, Promised, SignedBy
from pakten.agreements.sealing.states import Standing
from pakten.agreements.sealing.verdict import FAULTS, HARMLESS, Verdict
from pakten.base.documents.signers import fingerprint_of
from pakten.base.ui.text import LocalText

_MARK = "{quantity}"


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at, and what was found."""

    held: bool
    title: str
    note: str = ""


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
    return page | {
        "fault": _(verdict.fault),
        "harmless": verdict.code in HARMLESS,
        "looks": looks_at(verdict),
    }


def _genuine(facts: Facts, register: Register | None) -> dict[str, Any]:
    return {
        "register": register,
        "standing": standing_in_words(register),
        "tone": "ok" if register and register.standing == Standing.IN_FORCE else "neutral",
        "is_newest": register is not None and register.version == facts.version,
        "signed": [(each, method_in_words(each)) for each in facts.signed],
        "all_signed": signed_in_words(facts.signed),
        "last_signed": max(each.on for each in facts.signed),
        "promises": [
            (party, [(sentence_of(each), each) for each in facts.pledges if each.by == party])
            for party in ("member", "city")
        ],
    }


def looks_at(verdict: Verdict) -> list[Look]:
    """What held and what did not, as far as it can be told of a file that is refused."""
    looks = []
    if facts := verdict.facts:
        said = _("The file comes from %(city)s") % {"city": facts.city}
        looks.append(Look(True, said, _("The seal is made with the city's certificate.")))
        last = _("The last signature is of %(day)s.") % {"day": max(s.on for s in facts.signed)}
        looks.append(Look(True, signed_in_words(facts.signed), last))
    elif verdict.code in ("not_letter", "other_file"):
        looks.append(Look(True, _("The seal is made with the city's certificate.")))
    looks.append(Look(False, _(FAULTS[verdict.code]), note_on(verdict)))
    return looks


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


def standing_in_words(register: Register | None) -> str:
    """How the letter stands today, by the register."""
    if register is None:
        return _("The register cannot tell how the letter stands today.")
    said = {
        Standing.TO_COME: _("It comes into force %(day)s."),
        Standing.IN_FORCE: _("It is in force until %(day)s."),
        Standing.ENDED: _("It ended %(day)s."),
        Standing.REPLACED: _("It was replaced by version %(version)d and ended %(day)s."),
    }[register.standing]
    return said % {"day": register.on or "", "version": register.version}


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
