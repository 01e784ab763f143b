"""Whether a sealed PDF is, to the last byte, what the holder of a known certificate sealed.

Two looks, and both must pass: pyHanko's judgement of the signature, and our own that no byte of the
file lies outside it. The room that a signature leaves for itself is the only part it cannot cover;
what stands there is built anew from the certificate we know and compared digit by digit.
"""

import re
from binascii import hexlify
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from pakten.base.documents.apart import apart
from pakten.base.documents.containers import certificates_in, is_tidy, rebuilt, stamp_in, to_asn1
from pakten.base.documents.seals import FIELD

LARGEST = 10_000_000  # bytes
MOST_ATTACHED = 2_000_000
_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,8})\s+(\d{1,8})\s+(\d{1,8})\s*\]")
_MAY_SEAL = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What was found. The seal holds where `fault` is empty; then, and only then, trust the rest.

    `fault`: too_large, not_pdf, no_seal, cut, added, encrypted, unreadable, several_seals, changed,
    unknown_certificate, not_valid_then, unknown_stamp. With `added` (bytes after the sealed part)
    what is before them holds. `certificate` is one of those trusted; `attached` files by name.
    """

    fault: str = ""
    added: int = 0
    certificate: x509.Certificate | None = None
    sealed_at: datetime | None = None
    stamped_at: datetime | None = None
    attached: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SealedPart:
    """A file with one seal, read but not judged: nothing in it is to be believed yet."""

    data: bytes
    added: int
    seal: EmbeddedPdfSignature
    attached: dict[str, bytes]


def check_seal(
    data: bytes, trusted: Sequence[x509.Certificate], stampers: Sequence[x509.Certificate] = ()
) -> SealCheck:
    """Judge a file against certificates that are known; never raises for what the file holds.

    `trusted` made the seal, `stampers` may have made a time stamp in it.
    """
    part = read_sealed(data)
    return part if isinstance(part, SealCheck) else judge_seal(part, trusted, stampers)


def read_sealed(data: bytes) -> SealedPart | SealCheck:
    """The sealed part of a file, or what is wrong with it. Never raises for what the file holds."""
    if len(data) > LARGEST:
        return SealCheck("too_large")
    if not data.startswith(b"%PDF-"):
        return SealCheck("not_pdf")
    ranges = [tuple(map(int, found)) for found in _RANGE.findall(data)]
    if not ranges:
        return SealCheck("no_seal")
    end = ranges[0][1] + ranges[0][2]
    if end > len(data):
        return SealCheck("cut")
    try:
        return _read(data[:end], len(data) - end)
    except Exception:  # noqa: BLE001  a hostile file may break the reader in any way there is
        return SealCheck("unreadable", len(data) - end)


def judge_seal(
    part: SealedPart,
    trusted: Sequence[x509.Certificate],
    stampers: Sequence[x509.Certificate] = (),
) -> SealCheck:
    """Whether the seal of what was read holds, by the certificates given."""
    try:
        found = _check(part, trusted, stampers)
    except Exception:  # noqa: BLE001  as above
        found = SealCheck("unreadable")
    return replace(found, fault=found.fault or ("added" if part.added else ""), added=part.added)


def _read(data: bytes, added: int) -> SealedPart | SealCheck:
    reader = PdfFileReader(BytesIO(data), strict=True)
    if reader.encrypted:
        return SealCheck("encrypted", added)
    seals = reader.embedded_signatures
    if len(seals) != 1:
        return SealCheck("several_seals" if seals else "no_seal", added)
    return SealedPart(data, added, seals[0], _attached(reader))


def _check(
    part: SealedPart, trusted: Sequence[x509.Certificate], stampers: Sequence[x509.Certificate]
) -> SealCheck:
    held = part.seal.signer_cert.dump()
    signer = next((each for each in trusted if to_asn1(each).dump() == held), None)
    if signer is None:
        return SealCheck("unknown_certificate", attached=part.attached)
    stamp = stamp_in(part.seal.signer_info)
    known = {to_asn1(each).dump() for each in stampers}
    if stamp is not None and not {each.dump() for each in certificates_in(stamp)} <= known:
        return SealCheck("unknown_stamp", attached=part.attached)
    at = _sealed_at(part.seal)
    found = SealCheck("", 0, signer, at, attached=part.attached)
    if not _fills_the_file(part.data, part.seal):
        return replace(found, fault="changed")
    if not signer.not_valid_before_utc <= at <= signer.not_valid_after_utc:
        return replace(found, fault="not_valid_then")
    return _judged(found, _judge(part.seal, signer, at, stampers))


def _sealed_at(seal: EmbeddedPdfSignature) -> datetime:
    said = seal.self_reported_timestamp
    if said is None or said.tzinfo is None:
        raise ValueError("a seal without a time")
    return said.astimezone(UTC)


def _judge(
    seal: EmbeddedPdfSignature,
    signer: x509.Certificate,
    at: datetime,
    stampers: Sequence[x509.Certificate],
) -> PdfSignatureStatus:
    """pyHanko's judgement as of the moment of sealing; it looks nowhere but at what it is given."""

    def trusting(certificates: Sequence[x509.Certificate]) -> ValidationContext:
        roots = [to_asn1(each) for each in certificates]
        return ValidationContext(trust_roots=roots, moment=at, allow_fetching=False)

    return apart(
        lambda: validate_pdf_signature(
            seal,
            signer_validation_context=trusting([signer]),
            ts_validation_context=trusting(stampers),
            key_usage_settings=_MAY_SEAL,
            skip_diff=True,  # nothing but a whole file passes, so there is no difference to weigh
        )
    )


def _judged(found: SealCheck, status: PdfSignatureStatus) -> SealCheck:
    stamp = status.timestamp_validity
    whole = (
        status.intact
        and status.valid
        and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and status.docmdp_ok
    )
    if not whole:
        return replace(found, fault="changed")
    if stamp is not None and not (stamp.intact and stamp.valid and stamp.trusted):
        return replace(found, fault="unknown_stamp")
    if not status.bottom_line:
        return replace(found, fault="changed")
    return replace(found, stamped_at=stamp.timestamp.astimezone(UTC) if stamp else None)


def _fills_the_file(data: bytes, seal: EmbeddedPdfSignature) -> bool:
    """Every byte is either signed or in its place in the signature's own room."""
    first, before, after, rest = map(int, seal.byte_range)
    stamp = stamp_in(seal.signer_info)
    rules = (
        stamp is None or is_tidy(stamp),
        first == 0 and after + rest == len(data),
        seal.fq_name == FIELD,
        seal.sig_object.get("/SubFilter") == SigSeedSubFilter.PADES.value,
        seal.docmdp_level == MDPPerm.NO_CHANGES,
    )
    digits = hexlify(rebuilt(seal.signer_info, seal.signer_cert)).upper()
    room = b"<" + digits.ljust(after - before - 2, b"0") + b">"
    return all(rules) and data[before:after] == room


def _attached(reader: PdfFileReader) -> dict[str, bytes]:
    """Associated files of the document (/AF), those of a sensible size."""
    found: dict[str, bytes] = {}
    listed = reader.root.get("/AF", ())
    for n in range(len(listed)):  # an index follows references, a loop does not
        each = listed[n]
        content = each["/EF"]["/F"].data
        if len(content) <= MOST_ATTACHED:
            found[str(each.get("/UF") or each["/F"])] = content
    return found
