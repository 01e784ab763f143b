"""Everything the product tells of the ledger, written down as an attacker would, and what is true."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Dimension
from pakten.oversight.reports.gathering import Rolled, Split
from pakten.oversight.reports.shown import CROSSABLE, ShownFigures, crossed, shown_figures
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Measure
from tests.factories.attack import Attack
from tests.factories.rooms import names_in_rooms, write_goals, write_reach, write_report

SPLITS: tuple[Split, ...] = (
    Dimension.GENDER, Dimension.AGE, Dimension.TARGET_GROUP, Dimension.DISTRICT,
    Dimension.LANGUAGE, Dimension.PROGRAMME, Dimension.EVIDENCE, Dimension.ADDITIONALITY,
)  # fmt: skip
TREES: tuple[tuple[Split, Split], ...] = (
    (Rolled.QUARTER, Dimension.MONTH),
    (Rolled.KIND, Dimension.ORGANISATION),
)
EVERYTHING = (*SPLITS, *(split for pair in TREES for split in pair), Rolled.VERSION)
COLUMNS = {
    Dimension.GENDER: "gender", Dimension.AGE: "age_band", Dimension.DISTRICT: "district_id",
    Dimension.TARGET_GROUP: "target_group_id", Dimension.LANGUAGE: "language_stage",
    Dimension.PROGRAMME: "form_id", Dimension.EVIDENCE: "evidence",
    Dimension.ADDITIONALITY: "additionality", Dimension.ORGANISATION: "organisation_id",
    Rolled.KIND: "organisation__kind", Rolled.VERSION: "measure_id",
}  # fmt: skip


TOGETHER = ("man+unstated", "woman+unstated", "man+woman")


def written_down(years: Iterable[int], smallest: int = 5) -> Attack:
    """What is shown of every measure of persons, as equations."""
    span = list(years)
    figures = shown_figures(span, EVERYTHING, smallest=smallest)
    kinds = {str(pk): kind for pk, kind in Organisation.objects.values_list("pk", "kind")}
    attack = Attack()
    for year in span:
        write_report(attack, next(iter(figures.series.values())).measure.pact, year)
    write_reach(attack, figures, span)
    for kin, each in figures.series.items():
        if each.per_person and not each.formula:
            for year in span:
                _write(attack, figures, kin, year, kinds)
                for split in CROSSABLE:
                    prefix = f"{kin} {year} "
                    table = crossed(kin, year, split, smallest)
                    attack.crossing(f"{prefix}{Dimension.GENDER}", f"{prefix}{split}", table)
                for together in TOGETHER:
                    genders = f"{kin} {year} {Dimension.GENDER}"
                    each_of = {(genders, code): None for code in together.split("+")}
                    if (genders, together) in attack.column_sums:
                        attack.parts((genders, together), each_of)
    write_goals(attack, figures, span, smallest)
    for inner, outer in figures.around.items():
        write_rest(attack, inner, outer)
    return attack


def write_rest(attack: Attack, inner: str, outer: str) -> None:
    """Whoever is counted inside another measure is a part of each figure of it; the rest is too."""
    for name in list(attack.names):
        if (whole := of_outer(name, inner, outer)) in attack.names and whole != name:
            attack.parts(whole, {name: None, ("rest", name): None})


def of_outer(name: Any, inner: str, outer: str) -> Any:
    """The name of the same figure of the measure around."""
    swapped = (str(each).replace(f"{inner} ", f"{outer} ") for each in name[:1])
    if name[0] == inner:
        return (outer, *name[1:])
    return (*swapped, *name[1:])


def rests(true: Counter[Any], around: dict[str, str]) -> Counter[Any]:
    """What is left of each figure when those inside are taken away."""
    found: Counter[Any] = Counter()
    for inner, outer in around.items():
        for name in list(true):
            whole = of_outer(name, outer, inner)
            if whole != name:
                found["rest", whole] = true[name] - true[whole]
    return found


def _write(
    attack: Attack, figures: ShownFigures, kin: str, year: int, kinds: dict[str, str]
) -> None:
    total = (kin, year)
    attack.tell(total, figures.total(kin, year))
    for split in (*SPLITS, Rolled.QUARTER, Rolled.KIND):
        attack.table(f"{kin} {year} {split}", figures.get(kin, year, split), total)
    for groups, members in TREES:
        within: dict[str, dict[Any, Any]] = {}
        for code, figure in figures.get(kin, year, members).cells.items():
            group = kinds[code] if members == Dimension.ORGANISATION else _quarter(code)
            within.setdefault(group, {})[f"{kin} {year} {members}", code] = figure
        for group, cells in within.items():
            attack.parts((f"{kin} {year} {groups}", group), cells)
    _write_versions(attack, figures, kin, year)


def _write_versions(attack: Attack, figures: ShownFigures, kin: str, year: int) -> None:
    """Versions by month: a reader knows from the definitions which days each of them counted."""
    shown = figures.get(kin, year, Rolled.VERSION)
    months = figures.get(kin, year, Dimension.MONTH).cells
    attack.table(f"{kin} {year} {Rolled.VERSION}", shown, (kin, year))
    by_version: dict[str, dict[Any, Any]] = {}
    by_quarter: dict[tuple[str, str], dict[Any, Any]] = {}
    for month in months:
        cells = {}
        for version in figures.series[kin].versions:
            first, last, pk = version.valid_from, version.valid_to, str(version.pk)
            out = (first and f"{first:%Y-%m}" > month) or (last and f"{last:%Y-%m}" < month)
            cells[f"{kin} {year} version by month", month, pk] = 0 if out else None
            by_version.setdefault(pk, {})
            by_quarter.setdefault((_quarter(month), pk), {}).update(cells)
        attack.parts((f"{kin} {year} {Dimension.MONTH}", month), cells)
    for (quarter, pk), known in by_quarter.items():
        mine = {name: figure for name, figure in known.items() if name[2] == pk}
        name = (f"{kin} {year} version by quarter", quarter, pk)
        attack.parts(name, mine)
        by_version[pk][name] = None
    for pk, quarters in by_version.items():
        if pk in shown.cells:
            attack.parts((f"{kin} {year} {Rolled.VERSION}", pk), quarters)


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def true_figures(years: Iterable[int]) -> Counter[Any]:
    """The same names with what the ledger holds: counted row by row, not read from the cells."""
    found: Counter[Any] = Counter()
    rows = Outcome.objects.filter(occurred_on__year__in=list(years), measure__per_person=True)
    columns = list(COLUMNS.values())
    for kin, day, quantity, *values in rows.values_list(
        "measure__kin", "occurred_on", "quantity", *columns
    ):
        told = dict(zip(COLUMNS, ("" if v is None else str(v) for v in values), strict=True))
        for name in _names(kin, day.year, f"{day:%Y-%m}", told):
            found[name] += quantity
    pairs = Measure.objects.exclude(inside="").values_list("kin", "inside")
    return found + rests(found, dict(pairs))


def _names(kin: str, year: int, month: str, told: dict[Any, str]) -> Iterator[Any]:
    told[Dimension.GENDER] = told[Dimension.GENDER] or "unstated"
    prefix = f"{kin} {year} "
    yield (kin, year)
    yield (f"{prefix}{Dimension.MONTH}", month)
    yield (f"{prefix}{Rolled.QUARTER}", _quarter(month))
    yield (f"{prefix}version by month", month, told[Rolled.VERSION])
    yield (f"{prefix}version by quarter", _quarter(month), told[Rolled.VERSION])
    yield from names_in_rooms(prefix, month, told)
    for split, value in told.items():
        yield (f"{prefix}{split}", value)
        if split in CROSSABLE:
            table = f"{prefix}{Dimension.GENDER}×{prefix}{split}"
            yield (table, value, told[Dimension.GENDER])
            for together in TOGETHER:
                if told[Dimension.GENDER] in together.split("+"):
                    yield (table, value, together)
