"""Two breakdowns of the same total at once, such as women and men by district.

Both margins are published already, each by itself. A table hides whole rows, so that what is left
to work out is one block of rows with its column sums. What can be known of a cell of such a block
is exactly Fréchet's bounds, max(0, row + column - block) to min(row, column). They leave at least
two values for every cell above zero when

1. at least two rows are hidden,
2. in every column the block sums to nothing or to at least `smallest`,
3. no row is the whole block.

A row is hidden when its sum is hidden in its own breakdown or a cell of it is small; then the
smallest other rows follow until the block is safe. Where the columns' own sums hide anything, and
where no block is safe, no table is given. Why tables that share a margin betray nothing together:
decision 0020.

By hand: Norra 6 women 2 men, Söder 8 and 9, Öster 20 and 30. Norra has 2 men, so Norra is hidden,
and Söder with it: together 14 women and 11 men. Norra's 8 can be 0 to 8 women.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pakten.base.statistics.suppression import SMALLEST, Shown

Row = TypeVar("Row")
Column = TypeVar("Column")
Table = Mapping[Row, Mapping[Column, int]]


@dataclass(frozen=True, slots=True)
class Crossed(Generic[Row, Column]):
    """A table as it may be read; `None` stands for a hidden cell. Hidden rows are hidden whole."""

    rows: Mapping[Row, Mapping[Column, int | None]]

    @property
    def hidden(self) -> frozenset[Row]:
        """The rows that are hidden."""
        return frozenset(row for row, cells in self.rows.items() if None in cells.values())

    @property
    def is_given(self) -> bool:
        """Whether any row may be read."""
        return len(self.hidden) < len(self.rows)


def cross(
    table: Table[Row, Column],
    rows: Shown[Row],
    columns: Shown[Column],
    smallest: int = SMALLEST,
) -> Crossed[Row, Column]:
    """What may be shown of a table whose margins are shown as `rows` and `columns`."""
    hidden = set(table) if columns.hides or rows.total is None else _block(table, rows, smallest)
    return Crossed(
        {
            row: dict.fromkeys(cells) if row in hidden else dict(cells)
            for row, cells in table.items()
        }
    )


def _block(table: Table[Row, Column], rows: Shown[Row], smallest: int) -> set[Row]:
    hidden = {
        row
        for row, cells in table.items()
        if rows.cells.get(row) is None or any(_is_small(n, smallest) for n in cells.values())
    }
    partners = sorted(set(table) - hidden, key=lambda row: (sum(table[row].values()), str(row)))
    partners = [row for row in partners if any(table[row].values())]
    while hidden and not _is_safe([table[row] for row in hidden], smallest):
        if not partners:
            return set(table)
        hidden.add(partners.pop(0))
    return hidden


def rows_hidden_in_all(
    tables: Iterable[Table[Row, Column]], hidden: Iterable[Row], smallest: int = SMALLEST
) -> set[Row]:
    """The rows to hide of several tables, so that in each of them the same rows make a safe block.

    The tables are parts of one (those who are inside and the rest), whose rows and columns are told
    of each part. `hidden` are the rows hidden already. All rows, where no block is safe.
    """
    parts = list(tables)
    sums: dict[Row, int] = {}
    small = set(hidden)
    for table in parts:
        for row, cells in table.items():
            sums[row] = sums.get(row, 0) + sum(cells.values())
            if any(_is_small(n, smallest) for n in cells.values()):
                small.add(row)
    partners = sorted(
        (r for r in sums if r not in small and sums[r]), key=lambda r: (sums[r], str(r))
    )
    while small and not all(_is_safe_part(table, small, smallest) for table in parts):
        if not partners:
            return set(sums)
        small.add(partners.pop(0))
    return small


def _is_safe_part(table: Table[Row, Column], hidden: set[Row], smallest: int) -> bool:
    block = [cells for row, cells in table.items() if row in hidden]
    return not any(n for cells in block for n in cells.values()) or _is_safe(block, smallest)


def _is_safe(block: list[Mapping[Column, int]], smallest: int) -> bool:
    sums = [sum(cells.values()) for cells in block]
    return (
        len(block) >= 2
        and not any(_is_small(n, smallest) for n in _column_sums(block))
        and max(sums) < sum(sums)
    )


def _column_sums(block: list[Mapping[Column, int]]) -> Iterable[int]:
    return (sum(cells.get(column, 0) for cells in block) for column in block[0])


def _is_small(figure: int, smallest: int) -> bool:
    return figure < smallest and figure != 0
