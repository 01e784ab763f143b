"""A row mended by hand: its text, its choices, or left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb
from pakten.base.ui.forms import number_in
from pakten.parties.imports.actions.staging import (
    judge_row,
    lock,
    make_judge,
    refuse_at_work,
    set_verdict,
)
from pakten.parties.imports.matching import digits
from pakten.parties.imports.models import Import, ImportRow
from pakten.parties.imports.states import Column, RowState

NEW, MERGE, SKIP, TAKE = "new", "merge", "skip", "take"


@dataclass(frozen=True, slots=True)
class RowMend:
    """What somebody says about a row.

    `values` are the texts that replace the row's. `choice` is "new", "merge" (with what stands in
    the register or earlier in the file), "skip", "take" (a row left out comes back) or the id of an
    organisation; "" says nothing. `keep` names the columns where the pact's own value stays; None
    leaves that as it was.
    """

    values: Mapping[str, str]
    choice: str = ""
    keep: Sequence[str] | None = None


def mend_row(batch: Import, line: int, mend: RowMend, *, by: Actor, at: datetime) -> ImportRow:
    """Mend one row and judge it again. The file itself is not changed."""
    kept = lock(batch, Verb.MEND_ROW, by)
    refuse_at_work(kept)
    row = kept.rows.select_for_update(of=("self",)).get(line=line)
    if row.done_at:
        raise ValidationError(_("This row is already imported."))
    if mend.keep is not None:
        row.keep = [column for column in mend.keep if column in Column]
    if mend.choice == SKIP:
        row.state = RowState.SKIPPED
    else:
        _write(row, mend)
        _choose(row, mend.choice)
        _judge(kept, row)
    row.save()
    return row


def _write(row: ImportRow, mend: RowMend) -> None:
    given = {column: text.strip() for column, text in mend.values.items() if column in Column}
    merged = {**row.values, **given}
    after = {column: text for column, text in merged.items() if text}
    row.is_mended = row.is_mended or after != row.values
    row.values = after


def _choose(row: ImportRow, choice: str) -> None:
    if choice in (NEW, MERGE):
        row.is_chosen = True
        row.organisation_id = row.organisation_id if choice == MERGE else None
    elif choice.isdecimal():
        if number_in(choice) not in row.candidates:
            raise ValidationError(_("Choose one of the members."))
        row.is_chosen, row.organisation_id = True, int(choice)


def _judge(batch: Import, row: ImportRow) -> None:
    others = batch.rows.exclude(pk=row.pk).exclude(state=RowState.SKIPPED)
    numbers = {
        line: digits(number or "") for line, number in others.values_list("line", "values__number")
    }
    judge = make_judge(batch, [row])
    judge.numbers |= set(numbers.values())
    for line in sorted(at for at in numbers if at < row.line):
        if numbers[line]:
            judge.seen.setdefault(numbers[line], line)
    set_verdict(row, judge_row(judge, row))
