"""A file from a spreadsheet as rows of text: CSV in any common encoding, or the first sheet of XLSX.

    sheet = read_sheet(data)           # Sheet, or `Unreadable` that says what to do about it

Nothing is guessed about what the columns mean; that is `headings`. Formulas count as the values
they had when the file was saved.
"""

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pakten.parties.imports.headings import meaning

MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_IN_A_CELL = 4_000
MOST_UNPACKED = 300_000_000
LOOK_FOR_HEADINGS = 10
GUARDED = re.compile(r"'[=+\-@]")  # how our own export writes a text that looks like a formula
_XLSX, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, csv.Error,
)  # fmt: skip
Line = tuple[int, list[str]]


class Unreadable(Exception):  # noqa: N818 - named for what the reader is told
    """The file cannot be taken; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings, and the rows under them with their numbers in the file."""

    name: str
    headings: list[str]
    lines: list[Line]


def read_sheet(data: bytes) -> Sheet:
    """Read a whole file, or refuse it with a reason."""
    if not data.strip(b"\x00\r\n\t ;,"):
        raise Unreadable(_("The file is empty."))
    if data.startswith(_OLD_EXCEL):
        raise Unreadable(
            _("This is an old Excel file (XLS). Save it as XLSX or CSV and try again.")
        )
    name, rows = _workbook(data) if data.startswith(_XLSX) else ("", _text(data))
    return _sheet(name, rows)


def _sheet(name: str, rows: list[Line]) -> Sheet:
    place = _heading_place(rows)
    if place is None:
        raise Unreadable(_("The file is empty."))
    headings, body = rows[place][1], rows[place + 1 :]
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(
            _("The file has more than %(n)d columns. Take away those that are not needed.")
            % {"n": MOST_COLUMNS}
        )
    if not body:
        raise Unreadable(_("The file has headings but no rows under them."))
    if len(body) > MOST_ROWS:
        raise Unreadable(
            _("The file has more than %(n)s rows. Divide it into several files.")
            % {"n": f"{MOST_ROWS:,}".replace(",", "\u00a0")}
        )
    width = len(headings)
    return Sheet(name, headings, [(at, _fit(cells, width)) for at, cells in body])


def _heading_place(rows: list[Line]) -> int | None:
    """The row that names the columns: among the first, the one with most words we know."""
    if not rows:
        return None
    first = rows[:LOOK_FOR_HEADINGS]
    known = [sum(bool(meaning(cell)) for cell in cells) for _at, cells in first]
    return known.index(max(known))


def _fit(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _kept(rows: Iterable[Line]) -> list[Line]:
    """The rows with anything in them, a few more than are allowed so that it shows."""
    return list(islice((row for row in rows if any(row[1])), MOST_ROWS + LOOK_FOR_HEADINGS + 2))


def _workbook(data: bytes) -> tuple[str, list[Line]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("The file is too large when it is unpacked. Divide it."))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            return str(sheet.title), _kept(_cells(sheet.iter_rows(values_only=True)))
    except _BROKEN as error:
        raise Unreadable(
            _("The file looks like Excel but cannot be read. Open it and save it again as XLSX.")
        ) from error


def _cells(rows: Iterable[Iterable[Any]]) -> Iterator[Line]:
    for at, row in enumerate(rows, 1):
        cells = [_as_text(value) for value in islice(row, MOST_COLUMNS + 1)]
        while cells and not cells[-1]:
            cells.pop()
        yield at, cells


def _as_text(value: Any) -> str:
    """A cell as somebody reads it; an error such as #REF! is an empty cell."""
    if value is None or (
        isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A"))
    ):
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, (date, time)):
        return value.isoformat()
    text = str(value).replace("\x00", "").strip()[:MOST_IN_A_CELL]
    return text[1:] if GUARDED.match(text) else text


def _text(data: bytes) -> list[Line]:
    text = _decoded(data)
    if "\x00" in text:
        raise Unreadable(_("This is not a text file or an Excel file. Save it as XLSX or CSV."))
    first, _end, rest = text.partition("\n")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == 5:  # what Excel writes to say it itself
        delimiter, text = named[4], rest
    else:
        delimiter = _delimiter(text)
    try:
        return _kept(_cells(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise Unreadable(
            _("The file cannot be read as CSV: %(why)s. Save it as XLSX instead.") % {"why": error}
        ) from error


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 where the file says so or holds together as that; else Western European."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    start = data[:2000]
    if start.count(0) > len(start) // 4:
        return data.decode(
            "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be", "replace"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The sign that divides the columns: the most common one outside quotes in the first rows."""
    outside = "".join(text[:4000].split('"')[::2])
    counts = {sign: outside.count(sign) for sign in (";", "\t", ",")}
    return max(counts, key=lambda sign: counts[sign])
