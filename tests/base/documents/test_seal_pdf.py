"""Sealing a PDF: what it keeps, what it promises, and who may hold the key."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from pakten.base.documents.signers import (
    LocalSigner,
    RemoteSigner,
    SigningFailed,
    fetch,
    load_certificate,
    pem_of,
)
from pakten.base.documents.verification import check_seal
from tests.factories.papers import paper, root_of, seal, sealed
from tests.factories.sealing import city_signer
from tests.factories.services import serving, signing_service, stamping_service, time_signer
from tests.factories.world import NOW


def test_seal_keeps_tags_language_and_what_the_metadata_promises() -> None:
    before, after = root_of(paper()), root_of(sealed())
    assert after["/MarkInfo"]["/Marked"] is True or bool(after["/MarkInfo"]["/Marked"])
    assert after.raw_get("/StructTreeRoot") == before.raw_get("/StructTreeRoot")
    assert (after["/Lang"], after["/ViewerPreferences"]) == (
        before["/Lang"], before["/ViewerPreferences"],
    )  # fmt: skip
    told = after["/Metadata"].data.decode()
    for promise in ('pdfuaid:part="1"', 'pdfaid:part="3"', 'pdfaid:conformance="A"'):
        assert promise in told


def test_seal_adds_nothing_to_the_page_that_a_reader_would_meet() -> None:
    page = root_of(sealed())["/Pages"]["/Kids"][0]
    field = page["/Annots"][0]
    assert [int(n) for n in field["/Rect"]] == [-9999] * 4
    assert (page["/Tabs"], field["/TU"]) == ("/S", "The signed letter")
    assert int(field["/F"]) & 4  # printed, as PDF/A wants


def test_seal_is_pades_and_allows_no_change() -> None:
    (signature,) = PdfFileReader(BytesIO(sealed())).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.docmdp_level == MDPPerm.NO_CHANGES
    assert signature.self_reported_timestamp == NOW.replace(microsecond=0)


def test_seal_begins_with_the_document_as_it_was() -> None:
    assert sealed()[: len(paper())] == paper()


def test_seal_by_a_service_tells_it_a_hash_and_nothing_else() -> None:
    seen: list[bytes] = []
    with serving(signing_service(city_signer(), seen)) as address:
        made = seal(paper(), RemoteSigner.at(address, "secret"))
    assert check_seal(made, [city_signer().certificate]).fault == ""
    assert [len(body) for body in seen] == [len(seen[0])]
    assert len(seen[0]) < 120


def test_seal_by_a_service_carries_its_token() -> None:
    told = []

    def answer(method: str, body: bytes, headers: Any) -> bytes:
        told.append(headers["Authorization"])
        return b""

    with serving(answer) as address, pytest.raises(SigningFailed):
        RemoteSigner.at(address, "secret")
    assert told == ["Bearer secret"]


@pytest.mark.parametrize("said", [b"", b"{}", b"nonsense", b'{"signature": "not base64!"}'])
def test_seal_fails_in_words_where_the_service_does(said: bytes) -> None:
    with serving(lambda method, body, headers: said) as address:
        signer = RemoteSigner(address, "", city_signer().certificate)
        with pytest.raises(SigningFailed):
            seal(paper(), signer)


@pytest.mark.parametrize("url", ["http://sign.example/", "file:///etc/passwd", "ftp://x.example"])
def test_seal_asks_no_service_in_the_open(url: str) -> None:
    with pytest.raises(SigningFailed, match="not an https address"):
        fetch(url)


def test_seal_with_a_time_stamp_tells_the_time_by_a_service_known() -> None:
    with serving(stamping_service()) as address:
        made = seal(paper(), stamp_url=address)
    found = check_seal(made, [city_signer().certificate], [time_signer().certificate])
    assert found.fault == ""
    assert found.stamped_at is not None
    assert abs(found.stamped_at - NOW) < timedelta(hours=1)


def test_seal_does_not_show_its_key() -> None:
    assert repr(city_signer()) == "LocalSigner(…)"


def test_seal_needs_a_certificate_with_a_long_rsa_key() -> None:
    assert load_certificate(pem_of(city_signer().certificate).encode()) == city_signer().certificate
    with pytest.raises(SigningFailed, match="PEM"):
        load_certificate(b"nothing")


def test_seal_by_a_key_that_is_not_the_certificates_does_not_pass() -> None:
    wrong = LocalSigner(city_signer().certificate, time_signer().key)
    assert check_seal(seal(paper(), wrong), [city_signer().certificate]).fault == "changed"
