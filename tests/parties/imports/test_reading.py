"""Files as people have them: encodings, signs between columns, workbooks, and files that are none."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from pakten.parties.imports.headings import is_plain, propose
from pakten.parties.imports.reading import MOST_ROWS, Unreadable, read_sheet
from pakten.parties.imports.states import Column
from tests.factories.imports import as_workbook

TEXT = "Org.nr;Företag;Antal anst.\r\n5560000001;Åkeri AB;12\r\n\r\n5560000002;Öst & Väst;\r\n"
LINES = [(2, ["5560000001", "Åkeri AB", "12"]), (4, ["5560000002", "Öst & Väst", ""])]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_read_sheet_tells_encoding_and_sign_by_itself(encoding: str, sign: str) -> None:
    sheet = read_sheet(TEXT.replace(";", sign).encode(encoding))
    assert (sheet.headings, sheet.lines) == (["Org.nr", "Företag", "Antal anst."], LINES)


def test_read_sheet_keeps_signs_inside_quotes() -> None:
    sheet = read_sheet(b'Namn;Om\n"Ek; Alm & Co";"Two\nlines, here"\n')
    assert sheet.lines == [(2, ["Ek; Alm & Co", "Two\nlines, here"])]


def test_read_sheet_finds_the_headings_below_a_title() -> None:
    sheet = read_sheet(b"List of members\n\nNamn;Org.nr\nAlm AB;1\n")
    assert (sheet.headings, sheet.lines) == (["Namn", "Org.nr"], [(4, ["Alm AB", "1"])])


def test_read_sheet_heeds_what_excel_says_about_the_sign() -> None:
    assert read_sheet(b"sep=|\nNamn|Org.nr\nAlm, Ek|1\n").lines == [(2, ["Alm, Ek", "1"])]


def test_read_sheet_takes_back_the_quote_of_our_own_export() -> None:
    sheet = read_sheet(b"Namn;Telefon\nAlm;'+46 8 1\n")
    assert sheet.lines[0][1] == ["Alm", "+46 8 1"]


def test_read_sheet_reads_the_first_sheet_of_a_workbook() -> None:
    sheet = read_sheet(as_workbook([[5560000001, "Alm AB", 12.0, None, True]]))
    assert (sheet.name, sheet.lines[0][1]) == ("Företag", ["5560000001", "Alm AB", "12", "", "1"])


def test_read_sheet_takes_formulas_as_the_values_they_had() -> None:
    book = Workbook()
    book.worksheets[0].append(["Namn", "Anställda"])
    book.worksheets[0].append(["Alm AB", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    assert read_sheet(out.getvalue()).lines == [(2, ["Alm AB", ""])]  # never calculated: no value


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n;;\r\n", "empty"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "old Excel"),
        (b"PK\x03\x04 not a workbook", "cannot be read"),
        (b"Namn;Org.nr\n", "no rows"),
        (b"%PDF-1.7\x00\x01binary\n\x00", "not a text file"),
        (b"Namn\n" + b"a\n" * (MOST_ROWS + 1), "more than 20"),
        (";".join(f"h{n}" for n in range(61)).encode() + b"\n" + b"1;" * 61, "more than 60"),
    ],
)
def test_read_sheet_refuses_with_a_remedy(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_sheet(data)


def test_read_sheet_refuses_a_workbook_that_grows() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("a", "b", "c", "d"):
            packed.writestr(name, b"\0" * 100_000_000)
    with pytest.raises(Unreadable, match="too large"):
        read_sheet(out.getvalue())


def test_propose_knows_words_in_two_languages_and_what_was_said() -> None:
    headings = ["ORG. NR", "Company name", "Antal anst.", "Mejl", "Notering", "E-mail", ""]
    columns = propose(headings, {"notering": Column.ABOUT})
    assert columns == ["number", "name", "employees", "contact_email", "about", "", ""]


def test_is_plain_when_every_word_is_known() -> None:
    headings = ["Orgnr", "Namn", "Notering"]
    assert is_plain(headings, ["number", "name", ""], {"notering": ""})
    assert not is_plain(headings, ["number", "name", ""], {})
    assert not is_plain(["Namn"], ["name"], {})
