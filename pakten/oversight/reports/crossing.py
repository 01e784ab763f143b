"""Women and men by one more thing, for the office only. Only `shown` asks.

Where measures are counted inside each other, each part (those inside, the rest) is a table of its
own beside the others, and the rows hidden are the same in all: a table of one could otherwise be
worked out from what is told of women, men and rows of another (decision 0020).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Dimension
from pakten.base.statistics.crossing import Crossed, cross, rows_hidden_in_all
from pakten.base.statistics.states import Gender
from pakten.base.statistics.suppression import Shown
from pakten.oversight.reports.gathering import Rolled, Series, Split
from pakten.parties.pacts.nesting import around as line_of

COLUMNS: Mapping[Split, str] = {
    Dimension.AGE: "age_band",
    Dimension.TARGET_GROUP: "target_group_id",
    Dimension.DISTRICT: "district_id",
    Dimension.LANGUAGE: "language_stage",
    Dimension.PROGRAMME: "form_id",
    Dimension.EVIDENCE: "evidence",
    Rolled.KIND: "organisation__kind",
}
Table = Mapping[str, Mapping[str, int]]
Tables = Mapping[str, Table]
Columns = dict[str, str]


@dataclass(frozen=True, slots=True)
class Margins:
    """A measure's rows, and its women and men, as they are told."""

    rows: Shown[str]
    genders: Shown[str]

    @property
    def rows_are_told(self) -> bool:
        return is_told(self.rows)


def is_told(shown: Shown[str]) -> bool:
    """Whether a split says anything beside a total that is none or hidden."""
    return bool(shown.total) and any(n is not None for n in shown.cells.values())


def count_crossed(chosen: Iterable[Series], year: int, dimension: Split) -> Tables:
    """The tables of some measures by kin. One query."""
    kins = {version.pk: each.kin for each in chosen for version in each.versions}
    deeds = Outcome.objects.filter(measure__in=list(kins), occurred_on__year=year).order_by()
    sums = deeds.values_list("measure_id", COLUMNS[dimension], "gender")
    found: dict[str, dict[str, Counter[str]]] = {kin: {} for kin in kins.values()}
    for measure, value, gender, count in sums.annotate(count=Sum("quantity")):
        row = found[kins[measure]].setdefault("" if value is None else str(value), Counter())
        row[gender or Gender.UNSTATED.value] += count
    return found


def hide_crossed(
    kin: str, margins: Mapping[str, Margins], tables: Tables, around: Mapping[str, str]
) -> Crossed[str, str]:
    """What may be told of a measure's table. `margins`: of its whole family, outermost first."""
    outermost = next(iter(margins))
    beside = [one for one in margins if one == outermost or margins[one].rows_are_told]
    own = margins[kin]
    if kin not in beside or any(not is_told(margins[o].genders) for o in beside if o != outermost):
        return Crossed(dict.fromkeys(own.rows.cells, dict.fromkeys(own.genders.cells)))
    stands_in, told = _columns([margins[one].genders for one in beside], own.genders)
    joined = {one: _joined(tables[one], margins[one].rows, stands_in, told) for one in beside}
    if len(beside) == 1:
        return cross(joined[kin], own.rows, told, own.rows.smallest)
    hidden = {row for one in beside for row, n in margins[one].rows.cells.items() if n is None}
    hidden |= set(joined[kin]) if told.hides else set()
    hidden = rows_hidden_in_all(_parts(joined, around), hidden, own.rows.smallest)
    rows = joined[kin].items()
    return Crossed(
        {row: dict.fromkeys(cells) if row in hidden else {**cells} for row, cells in rows}
    )


def _columns(family: Sequence[Shown[str]], own: Shown[str]) -> tuple[Columns, Shown[str]]:
    """Which column each gender stands in: those hidden anywhere stand together, as one known sum."""
    codes = {code: code for code in own.cells}
    hidden = [c for c in codes if any(shown.cells.get(c, 0) is None for shown in family)]
    if not hidden or own.total is None or len(hidden) == len(codes):
        hides = dict.fromkeys(codes) if hidden else dict(own.cells)
        return codes, Shown(own.total, hides, own.smallest)
    cells = {code: own.cells[code] for code in codes if code not in hidden}
    rest = own.total - sum(n for n in cells.values() if n is not None)
    stands_in = codes | dict.fromkeys(hidden, "+".join(hidden))
    return stands_in, Shown(own.total, cells | {"+".join(hidden): rest}, own.smallest)


def _joined(table: Table, rows: Shown[str], stands_in: Columns, told: Shown[str]) -> Table:
    found = {
        row: Counter(dict.fromkeys(told.cells, 0)) for row in dict.fromkeys([*rows.cells, *table])
    }
    for row, cells in table.items():
        for gender, count in cells.items():
            found[row][stands_in[gender]] += count
    return found


def _parts(tables: Tables, around: Mapping[str, str]) -> Iterable[Table]:
    """Each measure without those right inside it, of those that are beside each other here."""
    inside = {
        kin: next(o for o in line_of(kin, around)[1:] if o in tables)
        for kin in tables
        if any(o in tables for o in line_of(kin, around)[1:])
    }
    empty = {
        row: dict.fromkeys(cells, 0) for table in tables.values() for row, cells in table.items()
    }
    for kin, table in tables.items():
        parts = {row: Counter(table.get(row, cells)) for row, cells in empty.items()}
        for inner in (one for one, outer in inside.items() if outer == kin):
            for row, cells in tables[inner].items():
                parts[row].subtract(cells)
        yield parts
