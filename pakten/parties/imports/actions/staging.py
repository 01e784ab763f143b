"""A file becomes rows: read, its columns named, every row judged against the register."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from pakten.base.access import Actor, Verb, require
from pakten.base.tenancy.context import pact_context
from pakten.parties.imports.cells import Words
from pakten.parties.imports.headings import bare, propose
from pakten.parties.imports.matching import Chosen, Judge, Judged, Register, digits
from pakten.parties.imports.models import KEEP_DAYS, Heading, Import, ImportRow
from pakten.parties.imports.queries import counts_of
from pakten.parties.imports.reading import Line, read_sheet
from pakten.parties.imports.states import BatchState, Column, RowState
from pakten.parties.pacts.models import Pact

JUDGED = ["state", "problems", "candidates", "differs", "organisation_id"]


def stage_import(data: bytes, *, file_name: str, pact: Pact, by: Actor, at: datetime) -> Import:
    """Read a file and show what it would do; the register is not touched. Raises `Unreadable`."""
    require(by, Verb.IMPORT_ORGANISATIONS, pact)
    sheet = read_sheet(data)
    batch = Import.objects.create(
        pact=pact, file_name=file_name[:200] or _("a file"), sheet=sheet.name[:100],
        headings=sheet.headings, columns=propose(sheet.headings, remembered(pact.pk)),
        staged_at=at, staged_by_id=cast("int", by.account_id),
    )  # fmt: skip
    _fill(batch, sheet.lines)
    later = forget_import.configure(schedule_in={"days": KEEP_DAYS})
    later.defer(pact_id=pact.pk, import_id=batch.pk)
    return batch


def map_columns(batch: Import, columns: Sequence[str], *, by: Actor, at: datetime) -> Import:
    """Say what each column of the file is. Rows are read anew; the words are remembered."""
    kept = lock(batch, Verb.MAP_COLUMNS, by)
    if kept.state != BatchState.STAGED:
        raise ValidationError(_("Rows are already imported. Read the file again instead."))
    used = [column for column in columns if column]
    if len(used) != len(set(used)):
        raise ValidationError(_("Two columns have the same meaning. Leave one of them out."))
    if not {Column.NAME, Column.NUMBER} & set(used):
        raise ValidationError(_("Say which column holds the name or the organisation number."))
    kept.columns = list(columns)
    kept.save(update_fields=["columns"])
    _remember(kept)
    lines = list(kept.rows.order_by("line").values_list("line", "cells"))
    kept.rows.all().delete()
    _fill(kept, lines)
    return kept


def check_again(batch: Import, *, by: Actor, at: datetime) -> int:
    """Judge every row that is not carried out once more, against the register of now."""
    kept = lock(batch, Verb.CHECK_AGAIN, by)
    refuse_at_work(kept)
    rows = list(kept.rows.filter(done_at__isnull=True).exclude(state=RowState.SKIPPED))
    judge = make_judge(kept, rows)
    changed = [row for row in rows if set_verdict(row, judge_row(judge, row))]
    ImportRow.objects.bulk_update(changed, JUDGED, batch_size=500)
    return len(changed)


def discard_import(batch: Import, *, by: Actor, at: datetime) -> None:
    """Erase a file that was not imported, and everything that was read from it."""
    kept = lock(batch, Verb.DISCARD_IMPORT, by)
    if kept.state != BatchState.STAGED:
        raise ValidationError(_("Rows are already imported. Take the import back instead."))
    kept.delete()


@app.task(name="forget_import")
def forget_import(*, pact_id: int, import_id: int) -> None:
    """Forget the rows of a file and the persons in them; the figures stay."""
    with pact_context(pact_id, verb="forget_import"):
        batch = Import.objects.select_for_update().filter(pk=import_id).first()
        if batch is None or batch.is_at_work:
            return
        if batch.state == BatchState.STAGED:
            batch.delete()
            return
        batch.counts = asdict(counts_of(batch))
        batch.rows.all().delete()
        batch.forgotten_at = batch.staged_at + timedelta(days=KEEP_DAYS)
        batch.save(update_fields=["counts", "forgotten_at"])


def remembered(pact_id: int) -> dict[str, str]:
    """What words over columns mean, as somebody in the pact has said."""
    return dict(Heading.objects.filter(pact=pact_id).values_list("word", "column"))


def lock(batch: Import, verb: Verb, by: Actor) -> Import:
    """The import as it is now, held until the transaction ends, by one who may."""
    kept = Import.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    require(by, verb, kept)
    return kept


def refuse_at_work(batch: Import) -> None:
    """Rows stand still while a job carries them out or takes them back."""
    if batch.is_at_work:
        raise ValidationError(
            _("The import is under way. Stop it first, or wait until it is done.")
        )
    if batch.state == BatchState.UNDONE:
        raise ValidationError(_("This import is taken back. Read the file again instead."))


def make_judge(batch: Import, rows: Iterable[ImportRow]) -> Judge:
    """A judge with the register and the words of the pact, who knows the numbers of the file."""
    numbers = {digits(row.values.get(Column.NUMBER, "")) for row in rows}
    return Judge(Register.of(batch.pact_id), Words.of(batch.pact_id), numbers)


def judge_row(judge: Judge, row: ImportRow) -> Judged:
    """How a row stands, with what somebody has chosen about it."""
    chosen = Chosen(row.organisation_id) if row.is_chosen else None
    return judge.judge(row.line, row.values, chosen)


def set_verdict(row: ImportRow, found: Judged) -> bool:
    """Write the verdict on the row; whether it is another one."""
    before = [getattr(row, name) for name in JUDGED]
    for name in JUDGED:
        setattr(row, name, getattr(found, name))
    if row.state == RowState.CHANGES and set(row.differs) <= set(row.keep):
        row.state = RowState.SAME
    return before != [getattr(row, name) for name in JUDGED]


def _fill(batch: Import, lines: Iterable[Line]) -> None:
    rows = [
        ImportRow(pact_id=batch.pact_id, batch=batch, line=line, cells=cells, values=_values(batch, cells))
        for line, cells in lines
    ]  # fmt: skip
    judge = make_judge(batch, rows)
    for row in rows:
        set_verdict(row, judge_row(judge, row))
    ImportRow.objects.bulk_create(rows, batch_size=2000)


def _values(batch: Import, cells: Sequence[str]) -> dict[str, Any]:
    return {
        column: cell for column, cell in zip(batch.columns, cells, strict=False) if column and cell
    }


def _remember(batch: Import) -> None:
    said = {bare(h): c for h, c in zip(batch.headings, batch.columns, strict=False) if bare(h)}
    rows = [Heading(pact_id=batch.pact_id, word=word, column=c) for word, c in said.items()]
    Heading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pact", "word"], update_fields=["column"]
    )
