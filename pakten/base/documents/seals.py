"""Putting a seal on a PDF: a PAdES signature over every byte, after which nothing may be changed."""

import hashlib
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import tsp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, signers
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import TimeStamper

from pakten.base.documents.apart import apart
from pakten.base.documents.containers import to_asn1
from pakten.base.documents.signers import Signer, fetch

FIELD = "Seal"
ROOM = 16_384  # hex digits for the signature itself; a time stamp brings certificates of its own
ROOM_WITH_TIME = 49_152


def seal_pdf(
    document: bytes, signer: Signer, *, reason: str, place: str, at: datetime, stamp_url: str = ""
) -> bytes:
    """The document with the signer's seal: PAdES B-B, or B-T with a time stamp from `stamp_url`.

    Tags, language and metadata stay as they were; the field of the seal is outside the page.
    Raises `SigningFailed` where the signer or the time stamp service does not answer.
    """
    writer = IncrementalPdfFileWriter(BytesIO(document))
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        location=place,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    field = SigFieldSpec(
        FIELD,
        on_page=0,
        invis_sig_settings=InvisSigSettings(set_print_flag=True, box_out_of_bounds=True),
        readable_field_name=reason,
    )
    stamper = _Stamper(stamp_url) if stamp_url else None
    made = _Sealer(meta, signer=_Cms(signer), timestamper=stamper, new_field_spec=field)
    made.at = at
    room = ROOM_WITH_TIME if stamper else ROOM
    sealed = apart(lambda: made.sign_pdf(writer, bytes_reserved=room))
    return bytes(sealed.getbuffer())


class _Sealer(PdfSigner):
    """Signs at the time it is told, not at the clock's."""

    at: datetime

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        session = super().init_signing_session(*args, **options)
        session.system_time = self.at
        return session


class _Cms(signers.Signer):
    """Hands the digest, and nothing else, to the signer."""

    def __init__(self, signer: Signer) -> None:
        own = to_asn1(signer.certificate)
        super().__init__(signing_cert=own, cert_registry=None)
        self._signer = signer

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        return self._signer.sign_digest(hashlib.sha256(data).digest())


class _Stamper(TimeStamper):
    """A time stamp service by RFC 3161 over HTTP."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        answer = fetch(self.url, req.dump(), kind="application/timestamp-query")
        return tsp.TimeStampResp.load(answer)
