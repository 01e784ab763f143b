"""The calculation of a model: shown figures times unit values. It lends no figure to any other page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pakten.oversight.reports.gathering import Series
from pakten.oversight.reports.shown import series, shown_figures
from pakten.oversight.value.models import UnitValue, ValueModel
from pakten.oversight.value.rules import Term, counted_twice, drivers, total
from pakten.oversight.value.states import Factor


@dataclass(frozen=True, slots=True)
class Row:
    """A unit value with what it comes to in a year."""

    unit: UnitValue
    measure: str
    unit_name: str
    term: Term

    @property
    def is_left_out(self) -> bool:
        return self.term.count is None


@dataclass(frozen=True, slots=True)
class Calculation:
    """A model worked out for a year, range by range."""

    model: ValueModel
    year: int
    rows: tuple[Row, ...]

    @property
    def counted(self) -> list[Row]:
        return [row for row in self.rows if not row.is_left_out]

    @property
    def left_out(self) -> list[Row]:
        """Rows whose count is hidden so that nobody can be recognised."""
        return [row for row in self.rows if row.is_left_out]

    @property
    def total(self) -> tuple[int, int]:
        return total(row.term for row in self.rows)

    @property
    def drivers(self) -> list[tuple[Factor, float]]:
        return drivers([row.term for row in self.rows])


def published_model() -> ValueModel | None:
    """The model in force, or None where the city has not turned it on."""
    return ValueModel.objects.published().first()


def calculation(model: ValueModel, year: int, *, smallest: int) -> Calculation:
    """A model times the shown figures of a year. At most six queries."""
    units = list(model.units.all())
    shown = shown_figures([year], [], smallest=smallest, kins={unit.kin for unit in units})
    rows = []
    for unit in units:
        each = shown.series.get(unit.kin)
        count = shown.total(unit.kin, year) if each else None
        rows.append(_row(unit, each, None if count is None else int(count)))
    return Calculation(model, year, tuple(rows))


def _row(unit: UnitValue, each: Series | None, count: int | None) -> Row:
    name = str(each.measure.name) if each else _("A measure that is no longer there")
    term = Term(
        count,
        (unit.low, unit.high),
        (unit.additional_low, unit.additional_high),
        (unit.months_low, unit.months_high),
    )
    return Row(unit, name, str(each.measure.unit) if each else "", term)


def kin_choices(today: date) -> list[tuple[str, str]]:
    """The measures a value can be given to: counts, not shares. One query."""
    return [(kin, str(s.measure.name)) for kin, s in series().items() if not s.measure.is_share]


def doubled(model: ValueModel) -> list[str]:
    """What would be counted twice, in words. Two queries."""
    every = series()
    made_of = {kin: each.formula.names for kin, each in every.items() if each.formula}
    pairs = counted_twice(model.units.values_list("kin", "effect", "whose"), made_of)
    return [
        _("“{whole}” already holds “{part}”. Keep one of them for that effect.").format(
            whole=every[whole].measure.name, part=every[part].measure.name
        )
        for whole, part in pairs
    ]
