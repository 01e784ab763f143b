"""The verdict on a file: is it, to the last byte, a letter that all have signed? No database needed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509

from pakten.agreements.sealing.reading import Facts, NotALetter, facts_in
from pakten.base.documents.verification import SealCheck, SealedPart, judge_seal, read_sealed


def _(said: str) -> str:
    """Marks a text for the catalogues; translated where it is shown, as there may be no settings."""
    return said


# Every reason to refuse a file, in words that also somebody who has never seen a seal can follow.
FAULTS = {
    "too_large": _("The file is larger than 10 MB. A letter never is."),
    "not_pdf": _("The file is not a PDF."),
    "no_seal": _("There is no seal in the file."),
    "cut": _("The end of the file is missing."),
    "added": _("Something has been added to the file after it was sealed."),
    "encrypted": _("The file is locked with a password."),
    "unreadable": _("The file is damaged or has been changed."),
    "several_seals": _("There is more than one seal in the file."),
    "changed": _("The file has been changed after it was sealed."),
    "unknown_certificate": _("The seal is not the city's."),
    "not_valid_then": _("The certificate was not valid when the file was sealed."),
    "unknown_stamp": _("The time stamp in the file is not from a service that we know."),
    "not_letter": _("The city's seal is real, but there is no letter in the file that all have signed."),
    "other_file": _("The city keeps another file of this letter. This one is not it."),
}  # fmt: skip
# The file says nothing at all: there is no verdict on it, only that it cannot be read.
UNREADABLE = frozenset({"too_large", "not_pdf", "encrypted", "unreadable"})
# Nobody need have meant ill: a draft, a scan, the wrong file.
HARMLESS = frozenset({"too_large", "not_pdf", "no_seal", "encrypted", "not_letter"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code` is empty for an untouched, fully signed letter, else a key of `FAULTS`.

    `facts` is there when what the file says is sealed by a certificate that is trusted: then also
    with the code "added", where it is what stood before the addition.
    """

    code: str
    seal: SealCheck
    sha256: str
    size: int
    facts: Facts | None = None

    @property
    def ok(self) -> bool:
        return not self.code

    @property
    def fault(self) -> str:
        """The reason in English; empty if there is none."""
        return FAULTS[self.code] if self.code else ""


def verify_pdf(
    data: bytes, trusted: Sequence[x509.Certificate], stampers: Sequence[x509.Certificate] = ()
) -> Verdict:
    """Judge a file by the city's certificates. Never raises for what the file holds."""
    part = read_sealed(data)
    if isinstance(part, SealedPart):
        return verify_part(data, part, trusted, stampers)
    return verdict_on(data, part)


def verify_part(
    data: bytes,
    part: SealedPart,
    trusted: Sequence[x509.Certificate],
    stampers: Sequence[x509.Certificate] = (),
) -> Verdict:
    """Judge a file that is read already."""
    return verdict_on(data, judge_seal(part, trusted, stampers))


def verdict_on(data: bytes, seal: SealCheck) -> Verdict:
    """What the seal, and the letter behind a seal that holds, amount to."""
    sha256, size = hashlib.sha256(data).hexdigest(), len(data)
    if seal.fault not in ("", "added"):
        return Verdict(seal.fault, seal, sha256, size)
    try:
        facts = facts_in(seal.attached)
    except NotALetter:
        return Verdict(seal.fault or "not_letter", seal, sha256, size)
    return Verdict(seal.fault, seal, sha256, size, facts)
