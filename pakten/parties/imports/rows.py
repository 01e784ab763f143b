"""A row as the page shows it: what is wrong in words, what can be chosen, what would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.parties.imports import cells
from pakten.parties.imports.actions.undoing import CHANGED, GONE, USED
from pakten.parties.imports.headings import bare
from pakten.parties.imports.matching import (
    DOUBLE,
    LIKE_NAME,
    MISSING,
    NAME_TAKEN,
    OTHER_NAME,
    ROW,
    UNKNOWN_PARENT,
)
from pakten.parties.imports.models import ImportRow
from pakten.parties.imports.states import Column, RowState
from pakten.parties.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to mend."""

    column: str
    label: str
    text: str
    error: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def chosen(self) -> str:
        """The option that the text stands for, "" when it is none of them."""
        known = {bare(value): value for value, _label in self.choices}
        known |= {bare(label): value for value, label in self.choices}
        return known.get(bare(self.text), "")


@dataclass(frozen=True, slots=True)
class Difference:
    """What the pact has beside what the file has."""

    column: str
    label: str
    before: str
    after: str
    keeps: bool


@dataclass(slots=True)
class ShownRow:
    """One row of the file."""

    row: ImportRow
    said: str = ""
    doubt: str = ""
    cells: list[Cell] = field(default_factory=list)
    differs: list[Difference] = field(default_factory=list)
    candidates: list[Organisation] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.row.values.get(Column.NAME, "")) or _("No name")

    @property
    def number(self) -> str:
        return str(self.row.values.get(Column.NUMBER, ""))

    @property
    def what(self) -> str:
        """What happens when the row goes in, in a few words."""
        if self.row.state == RowState.CHANGES:
            return "; ".join(_in_words(each) for each in self.differs if not each.keeps)
        if self.row.state == RowState.SAME:
            return _("Nothing changes")
        if self.row.state == RowState.SKIPPED:
            return _("Stays out")
        return self.said or _("Comes in at the stage “Dialogue”")


def _in_words(each: Difference) -> str:
    told = {"what": each.label, "before": each.before, "after": each.after}
    if not each.before:
        return _("%(what)s: %(after)s") % told
    return _("%(what)s: from %(before)s to %(after)s") % told


def shown_rows(
    rows: Iterable[ImportRow], words: cells.Words, *, whole: bool = False
) -> list[ShownRow]:
    """Rows for the page; `whole` gives every cell, otherwise only those to mend. One query."""
    listed = list(rows)
    wanted = {pk for row in listed for pk in row.candidates}
    wanted |= {row.organisation_id for row in listed if row.organisation_id}
    houses = Organisation.objects.in_bulk(wanted) if wanted else {}
    return [_shown(row, words, houses, whole=whole) for row in listed]


def _shown(
    row: ImportRow, words: cells.Words, houses: Mapping[int, Organisation], *, whole: bool
) -> ShownRow:
    made = ShownRow(row, doubt=str(row.problems.get(ROW, "")).partition(":")[0])
    columns = [column for column in Column if whole or column in row.problems]
    made.cells = [_cell(row, column, words) for column in columns]
    made.differs = [
        Difference(column, str(Column(column).label), before, after, column in row.keep)
        for column, (before, after) in row.differs.items()
    ]
    made.candidates = [houses[pk] for pk in row.candidates if pk in houses]
    house = houses.get(row.organisation_id or 0)
    made.said = say(row, house.name if house else "") or next(
        (c.error for c in made.cells if c.error), ""
    )
    return made


def _cell(row: ImportRow, column: Column, words: cells.Words) -> Cell:
    text = str(row.values.get(column, ""))
    guess = cells.suggestion(column, text) if column in row.problems else ""
    return Cell(
        column, str(column.label), text, error=_error(row, column, text, words),
        hint=_("We propose %(text)s.") % {"text": guess} if guess else "",
        choices=tuple(cells.choices(column, words)),
    )  # fmt: skip


def _error(row: ImportRow, column: Column, text: str, words: cells.Words) -> str:
    code = row.problems.get(column)
    if code is None:
        return ""
    if code == MISSING:
        return cells.missing(column)
    if code == UNKNOWN_PARENT:
        return _("This number is neither in the register nor in the file. Take it away or mend it.")
    try:
        cells.read(column, text, words)
    except ValidationError as error:
        return " ".join(error.messages)
    return _("Check the row again.")


def say(row: ImportRow, house: str = "") -> str:
    """What is wrong with the row as a whole, "" when it is a cell or nothing."""
    code, _sign, rest = str(row.problems.get(ROW, "")).partition(":")
    said = {
        DOUBLE: _("The same number as row %(rest)s."),
        OTHER_NAME: _("The number belongs to %(house)s in the register. Is it the same one?"),
        NAME_TAKEN: _("There is one with this name in the register, with another number."),
        LIKE_NAME: _("The row has no number. Is it one of these?"),
        "refused": _("The register did not take the row: %(rest)s"),
    }
    return said[code] % {"rest": rest, "house": house} if code in said else ""


def why_left(code: str) -> str:
    """Why a row was not taken back, in words."""
    said = {
        GONE: _("It is no longer in the register."),
        USED: _("It is in use since the import."),
        CHANGED: _("Somebody has changed it since the import."),
    }
    return said.get(code, _("The register did not allow it."))
