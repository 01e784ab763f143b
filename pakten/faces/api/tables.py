"""A table of open data in any of its forms, and how each column is described.

Column names are the same in every language, so that a program that reads the file goes on working;
their titles and the labels in the rows are in the asked language.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language

from pakten.base.ui.exports import as_xlsx, safe
from pakten.faces.api.cubes import Cube
from pakten.faces.api.states import LICENCE, Form

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name in every language, its title and meaning, its XML Schema datatype."""

    name: str
    title: str
    meaning: str = ""
    datatype: str = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind, with the same figures as a cube where there are figures.

    The cube is made when it is asked for: of the forms, one alone needs it.
    """

    name: str
    title: str
    fields: Sequence[Field]
    rows: Sequence[Row]
    updated: datetime
    source: str
    notes: Sequence[str] = ()
    cube: Callable[[], Cube] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def body(self, form: Form) -> bytes:
        """The file in a form."""
        if form == Form.CSV:
            return as_csv(self)
        if form == Form.XLSX:
            return as_book(self)
        if form == Form.JSON_STAT and self.cube is not None:
            return as_json(self.cube().as_json_stat())
        return as_json(as_document(self))


def as_csv(table: Table) -> bytes:
    """RFC 4180: commas, a point in decimals, UTF-8 without a mark; what dataportal.se asks for."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = [each.name for each in table.fields]
    writer.writerow(names)
    told = _Words()  # most cells say what the cell above says
    writer.writerows(
        [told[v] if type(v := row.get(name)) is str else _plain(v) for name in names]
        for row in table.rows
    )
    return out.getvalue().encode()


def as_book(table: Table) -> bytes:
    """A workbook with the columns' titles in words."""
    names = [each.name for each in table.fields]
    rows = ([_cell(row.get(name)) for name in names] for row in table.rows)
    return as_xlsx([each.title for each in table.fields], rows)


def as_document(table: Table) -> dict[str, Any]:
    """The rows as JSON, with what they are, whose, from when and on what terms."""
    return {
        "name": table.name,
        "title": table.title,
        "language": get_language(),
        "updated": table.updated.isoformat(timespec="seconds"),
        "source": table.source,
        "licence": LICENCE,
        "notes": list(table.notes),
        "fields": [
            {"name": f.name, "title": f.title, "meaning": f.meaning, "datatype": f.datatype}
            for f in table.fields
        ],
        "rows": [{f.name: row.get(f.name) for f in table.fields} for row in table.rows],
    }


def as_csvw(table: Table, address: str) -> dict[str, Any]:
    """CSV on the Web: what the columns of the CSV file mean, for programs."""
    lang = get_language() or "sv"
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": lang}],
        "url": address,
        "dc:title": table.title,
        "dc:license": {"@id": LICENCE},
        "dc:source": table.source,
        "dc:modified": {"@value": table.updated.date().isoformat(), "@type": "xsd:date"},
        "rdfs:comment": list(table.notes),
        "dialect": {
            "delimiter": ",",
            "encoding": "utf-8",
            "header": True,
            "lineTerminators": "\r\n",
        },
        "tableSchema": {"columns": [_described(each) for each in table.fields]},
    }


def as_json(document: Any) -> bytes:
    """JSON in UTF-8; days and moments as ISO 8601."""
    return json.dumps(document, ensure_ascii=False, default=_told, separators=(",", ":")).encode()


def _described(column: Field) -> dict[str, Any]:
    told = {"name": column.name, "titles": column.name, "rdfs:label": column.title}
    described = {"dc:description": column.meaning} if column.meaning else {}
    return {**told, **described, "datatype": column.datatype}


def _told(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


class _Words(dict[str, Any]):
    """Texts as they stand in a CSV file, each made once."""

    def __missing__(self, text: str) -> Any:
        self[text] = _plain(text)
        return self[text]


def _plain(value: Any) -> Any:
    """A cell of CSV; text that a spreadsheet would run gets a quote before."""
    if value is None or type(value) in (int, float):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return safe("|".join(str(each) for each in value))
    return value.isoformat() if isinstance(value, (date, datetime)) else safe(value)


def _cell(value: Any) -> Any:
    return safe(
        ", ".join(str(each) for each in value) if isinstance(value, (list, tuple)) else value
    )
