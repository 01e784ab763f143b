"""The container (CMS) that a signature lies in, built anew: one way to write it, to the last bit.

What a signature protects is safe by itself; what is written around it is not, and could be changed
without breaking it. So the container, and a time stamp inside it, must be exactly as we write them.
"""

from io import BytesIO
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader

STAMP = "signature_time_stamp_token"


def to_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The certificate in the form that pyHanko works with."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def rebuilt(old: cms.SignerInfo, holder: asn1_x509.Certificate) -> bytes:
    """The container as we write it, around what the signature protects by itself."""
    digest = cms.DigestAlgorithm({"algorithm": "sha256"})
    named = {"issuer": holder.issuer, "serial_number": holder.serial_number}
    info: dict[str, Any] = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(named)}),
        "digest_algorithm": digest,
        "signature_algorithm": cms.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        "signed_attrs": _attributes(old["signed_attrs"]),
        "signature": old["signature"].native,
    }
    if old["unsigned_attrs"].native is not None:
        info["unsigned_attrs"] = _attributes(old["unsigned_attrs"])
    content = {
        "version": "v1",
        "digest_algorithms": cms.DigestAlgorithms((digest,)),
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices(name="certificate", value=holder)],
        "signer_infos": [cms.SignerInfo(info)],
    }
    made = {"content_type": "signed_data", "content": cms.SignedData(content)}
    return bytes(cms.ContentInfo(made).dump())


def _attributes(tagged: cms.CMSAttributes) -> cms.CMSAttributes:
    return cms.CMSAttributes.load(tagged.untag().dump())


def stamp_in(info: cms.SignerInfo) -> cms.ContentInfo | None:
    """The time stamp in a container, if there is one; anything else beside the signature raises."""
    beside = info["unsigned_attrs"]
    if beside.native is None:
        return None
    (attribute,) = beside
    if attribute["type"].native != STAMP:
        raise ValueError("something besides a time stamp")
    (stamp,) = attribute["values"]
    return stamp


def is_tidy(stamp: cms.ContentInfo) -> bool:
    """Whether nothing in a time stamp could be other than it is: what is said twice says the same."""
    data = stamp["content"]
    (info,) = data["signer_infos"]
    algorithms = [each.dump() for each in data["digest_algorithms"]]
    written = stamp.untag().dump() if hasattr(stamp, "untag") else stamp.dump()
    return all(
        (
            data["version"].native == "v3",
            info["version"].native == "v1",
            info["sid"].name == "issuer_and_serial_number",
            algorithms == [info["digest_algorithm"].dump()],
            data["crls"].native is None,
            info["unsigned_attrs"].native is None,
            cms.ContentInfo.load(written, strict=True).dump(force=True) == written,
        )
    )


def certificates_in(stamp: cms.ContentInfo) -> list[asn1_x509.Certificate]:
    """All certificates that a time stamp brings."""
    return [each.chosen for each in stamp["content"]["certificates"]]


def stampers_of(sealed: bytes) -> list[x509.Certificate]:
    """The certificates of the service whose time stamp is in a document just sealed."""
    (seal,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    stamp = stamp_in(seal.signer_info)
    brought = certificates_in(stamp) if stamp is not None else []
    return [x509.load_der_x509_certificate(each.dump()) for each in brought]
