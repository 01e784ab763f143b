"""Refusing every file that is not, to the last byte, what was sealed."""

from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from pakten.base.documents.signers import make_signer
from pakten.base.documents.verification import LARGEST, check_seal
from tests.factories.papers import (
    flipped,
    paper,
    seal,
    sealed,
    with_annotation,
    with_new_title,
    with_other_page,
)
from tests.factories.sealing import city_signer, other_signer
from tests.factories.services import serving, stamping_service, time_signer
from tests.factories.world import NOW


def fault(data: bytes) -> str:
    return check_seal(data, [city_signer().certificate]).fault


def room(data: bytes) -> range:
    """Where the signature itself lies: the only bytes that it does not cover."""
    begin = data.index(b"/Contents <") + len(b"/Contents ")
    return range(begin, data.index(b">", begin) + 1)


def survivors(data: bytes, places: range, bits: int = 1) -> list[int]:
    return [place for place in places if not fault(flipped(data, place, bits))]


def test_check_seal_passes_the_file_as_it_was_sealed() -> None:
    found = check_seal(sealed(), [other_signer().certificate, city_signer().certificate])
    assert (found.fault, found.added, found.certificate) == ("", 0, city_signer().certificate)
    assert found.sealed_at == NOW.replace(microsecond=0)
    assert found.attached == {"letter.json": b"{}"}


@pytest.mark.slow
def test_check_seal_refuses_a_byte_changed_anywhere() -> None:
    assert survivors(sealed(), range(0, len(sealed()), 101)) == []


def test_check_seal_refuses_a_byte_changed_at_the_end() -> None:
    end = len(sealed())
    assert survivors(sealed(), range(end - 40, end)) == []


@pytest.mark.slow
@pytest.mark.parametrize("bits", [1, 0x20])
def test_check_seal_refuses_a_byte_changed_outside_what_is_signed(bits: int) -> None:
    inside = room(sealed())
    assert survivors(sealed(), inside[:200:3], bits) == []
    assert survivors(sealed(), inside[200::103], bits) == []
    assert survivors(sealed(), inside[-3:], bits) == []


@pytest.mark.slow
def test_check_seal_refuses_a_byte_changed_in_a_time_stamp() -> None:
    with serving(stamping_service()) as address:
        stamped = seal(paper(), stamp_url=address)
    trusted, stampers = [city_signer().certificate], [time_signer().certificate]
    assert check_seal(stamped, trusted, stampers).fault == ""
    inside = room(stamped)
    changed = (flipped(stamped, place) for place in inside[3900:9000:29])
    assert [n for n, c in enumerate(changed) if not check_seal(c, trusted, stampers).fault] == []


def test_check_seal_refuses_a_time_stamp_of_an_unknown_service() -> None:
    with serving(stamping_service()) as address:
        stamped = seal(paper(), stamp_url=address)
    assert fault(stamped) == "unknown_stamp"


@pytest.mark.parametrize("change", [with_new_title, with_annotation, with_other_page])
def test_check_seal_refuses_an_incremental_update(change: object) -> None:
    changed = change(sealed())  # type: ignore[operator]
    found = check_seal(changed, [city_signer().certificate])
    assert (found.fault, found.added) == ("added", len(changed) - len(sealed()))


@pytest.mark.parametrize("junk", [b"\n", b"\0", b" ", b"%%EOF\n", b"x" * 5000])
def test_check_seal_refuses_what_is_appended(junk: bytes) -> None:
    assert fault(sealed() + junk) == "added"


@pytest.mark.parametrize("length", [1, 10, 1000, 20_000])
def test_check_seal_refuses_a_file_cut_off(length: int) -> None:
    assert fault(sealed()[:-length]) in ("cut", "no_seal")


def test_check_seal_refuses_junk_before_the_file() -> None:
    assert fault(b" " + sealed()) == "not_pdf"


def test_check_seal_refuses_a_signature_of_only_a_part() -> None:
    text = sealed()
    begin = text.index(b"/ByteRange [") + len(b"/ByteRange [")
    numbers = text[begin : text.index(b"]", begin)]
    a, b, c, d = map(int, numbers.split())
    for less in ((a, b - 40, c, d), (a, b, c + 40, d - 40), (40, b, c, d)):
        said = b" ".join(b"%d" % n for n in less).ljust(len(numbers))
        assert fault(text.replace(numbers, said)) != ""


def test_check_seal_refuses_the_certificate_of_a_namesake() -> None:
    assert fault(seal(paper(), other_signer())) == "unknown_certificate"


def test_check_seal_refuses_without_any_certificate() -> None:
    assert check_seal(sealed(), []).fault == "unknown_certificate"


def test_check_seal_refuses_a_namesakes_key_with_the_citys_certificate_inside() -> None:
    ours, theirs = sealed(), seal(paper(), other_signer())
    inside = room(ours)
    put = theirs[: inside.start] + ours[inside.start : inside.stop] + theirs[inside.stop :]
    assert fault(put) == "changed"


def test_check_seal_says_what_is_no_sealed_pdf_at_all() -> None:
    assert fault(paper()) == "no_seal"
    assert fault(b"") == "not_pdf"
    assert fault(b"hello") == "not_pdf"
    assert fault(b"%PDF-1.7 /ByteRange [0 5 10 99]") == "cut"
    assert fault(b"%PDF-1.7 /ByteRange [0 3 10 10]   ") in ("unreadable", "added")
    assert fault(b"%PDF-" + b" " * LARGEST) == "too_large"


def test_check_seal_refuses_a_locked_file() -> None:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(paper())))
    writer.encrypt(owner_pass="secret", user_pass="secret")
    out = BytesIO()
    writer.write(out)
    assert fault(out.getvalue()) in ("encrypted", "no_seal")


def test_check_seal_looks_at_the_day_of_the_seal_not_at_today() -> None:
    then = NOW - timedelta(days=4000)
    old = make_signer("Old", "Exempelstaden", at=then)
    assert old.certificate.not_valid_after_utc < NOW
    in_time, too_late = seal(paper(), old, at=then), seal(paper(), old, at=NOW)
    assert check_seal(in_time, [old.certificate]).fault == ""
    assert check_seal(too_late, [old.certificate]).fault == "not_valid_then"
