"""The whole calculation as rows, so that anybody can do it again by hand."""

from django.utils.translation import gettext as _

from pakten.base.ui.exports import safe
from pakten.oversight.value.queries import Calculation, Row


def head() -> list[str]:
    """The columns, in the order of the arithmetic."""
    return [
        _("Measure"), _("What it stands for"), _("Who gains"), _("Number"),
        _("Lowest, SEK for twelve months"), _("Highest, SEK for twelve months"),
        _("Shortest, months"), _("Longest, months"),
        _("Not anyway, lowest %"), _("Not anyway, highest %"),
        _("Lowest sum, SEK"), _("Highest sum, SEK"),
        _("Prices of"), _("Source"), _("Link"), _("Assumption"),
    ]  # fmt: skip


def rows(found: Calculation) -> list[list[object]]:
    """A row for each term, hidden ones without number and sum, and the sum last."""
    low, high = found.total
    last = [_("Sum"), *[""] * 9, low, high, *[""] * 4]
    return [*([safe(cell) for cell in _row(row)] for row in found.rows), last]


def _row(row: Row) -> list[object]:
    unit, term = row.unit, row.term
    count = _("hidden") if term.count is None else term.count
    return [
        row.measure, unit.get_effect_display(), unit.get_whose_display(), count,
        unit.low, unit.high, unit.months_low, unit.months_high,
        unit.additional_low, unit.additional_high, term.low, term.high,
        unit.price_year, unit.source, unit.source_url, str(unit.assumption),
    ]  # fmt: skip
