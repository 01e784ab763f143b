"""Files of members, and imports of them."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from pakten.base.access import Actor
from pakten.parties.imports.actions import carry_out_import, stage_import
from pakten.parties.imports.actions.running import carry_import, undo_import_rows
from pakten.parties.imports.models import Import, ImportRow
from pakten.parties.pacts.models import Pact
from tests.factories.world import NOW, inside, organisation_number

HEADINGS = ["Organisationsnummer", "Namn", "Anställda", "Kontaktperson", "E-post"]


def a_row(name: str, **fields: Any) -> list[str]:
    """A row that can go in as it is."""
    values = {
        "number": organisation_number(), "name": name, "employees": "12", "contact": "Elin Ek",
        "email": "elin@pakten.example", **fields,
    }  # fmt: skip
    return [str(value) for value in values.values()]


def as_csv(
    rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS, sign: str = ";"
) -> bytes:
    return "\r\n".join(sign.join(row) for row in [headings, *rows]).encode()


def as_workbook(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Företag"
    for row in [headings, *rows]:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stage(
    pact: Pact, by: Actor, rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS
) -> Import:
    with inside(pact, by):
        data = as_csv(rows, headings)
        return stage_import(data, file_name="members.csv", pact=pact, by=by, at=NOW)


def carry_out(pact: Pact, by: Actor, batch: Import) -> Import:
    """Order an import and do what its job does, in this process."""
    with inside(pact, by):
        carry_out_import(batch, by=by, at=NOW)
    carry_import(pact_id=pact.pk, import_id=batch.pk, account_id=by.account_id)
    return read_again(pact, batch)


def take_back(pact: Pact, by: Actor, batch: Import) -> Import:
    undo_import_rows(pact_id=pact.pk, import_id=batch.pk, account_id=by.account_id)
    return read_again(pact, batch)


def read_again(pact: Pact, batch: Import) -> Import:
    with inside(pact):
        return Import.objects.get(pk=batch.pk)


def rows_of(pact: Pact, batch: Import) -> list[ImportRow]:
    with inside(pact):
        return list(ImportRow.objects.filter(batch=batch).order_by("line"))
