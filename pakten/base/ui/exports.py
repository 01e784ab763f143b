"""A list as a file for a spreadsheet: CSV or XLSX, guarded against formulas in people's text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Font

from pakten.base.ui.listing import Listing

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Column:
    """A column of an export: its heading and where the value is found.

    `value` is an attribute path ("district.name", called when it is a method) or a function
    of the row.
    """

    heading: Any
    value: str | Callable[[Any], Any]

    def read(self, row: Any) -> Any:
        """The row's value in this column."""
        if callable(self.value):
            return self.value(row)
        for name in self.value.split("."):
            row = getattr(row, name, None)
            row = row() if callable(row) else row
        return row


def safe(value: Any) -> Any:
    """A value a spreadsheet shows as it is: text that would run as a formula gets a quote before.

    Control characters, which no workbook can hold, are left out. Numbers, dates and truth values
    stay what they are; moments become local and naive.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, (bool, int, float, Decimal, date, time)):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def export(listing: Listing[Any], columns: Sequence[Column], *, filename: str) -> HttpResponse:
    """Every row of the listing, not just the page, in the format the query string asks for.

    The file is named "<filename>-2026-11-20.csv".
    """
    table = ([safe(each.read(row)) for each in columns] for row in listing.queryset)
    headings = [str(each.heading) for each in columns]
    name = f"{filename}-{timezone.localdate().isoformat()}"
    if listing.format == "xlsx":
        return xlsx_response(as_xlsx(headings, table), name)
    response = HttpResponse(as_csv(headings, table), content_type=_CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(book: bytes, name: str) -> HttpResponse:
    """A workbook to be saved under a name."""
    response = HttpResponse(book, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def as_csv(headings: Sequence[str], table: Iterable[Sequence[Any]]) -> bytes:
    """Semicolons and a byte order mark, which is what Excel in Swedish opens right."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_plain(value) for value in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(headings: Sequence[str], table: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet with a bold heading row that stays in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, text) for text in headings])
    for row in table:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value).replace(".", ",") if isinstance(value, (float, Decimal)) else value
