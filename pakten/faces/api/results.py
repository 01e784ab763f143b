"""Figures as tables with their cubes: everything by year, everything by month, one measure alone."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from pakten.agreements.results.states import Dimension
from pakten.faces.api.asking import Asked, hidden_note
from pakten.faces.api.cubes import Axis, Cube, Key
from pakten.faces.api.figures import (
    PERIODS,
    SPLITS,
    Answer,
    Asking,
    Figure,
    answer,
    years_there_are,
)
from pakten.faces.api.tables import Field, Row, Table
from pakten.oversight.reports.gathering import Series


def result_fields() -> list[Field]:
    """The columns of every file of figures."""
    return [
        Field("measure", _("Measure"), _("See the file of definitions.")),
        Field("measure_label", _("Name of the measure")),
        Field("unit", _("Unit")),
        Field("period", _("Year or month"), _("Four digits, or year and month with a hyphen.")),
        Field("split", _("Split by, as a code")),
        Field("category", _("Group, as a code"), _("“total” is all together.")),
        Field("category_label", _("Group")),
        Field("value", _("Figure"), _("Empty where hidden."), "decimal"),
        Field("hidden", _("Hidden"), _("True where the figure is kept back."), "boolean"),
    ]


def years_table(asked: Asked) -> Table:
    """Every measure, every year: the total and each split of it."""
    years = years_there_are(asked.today)
    found = answer(asked, Asking((), years, (Dimension.TOTAL, *SPLITS)))
    return _table("years", _("All measures per year"), found, asked)


def months_table(asked: Asked) -> Table:
    """Every measure, every month: totals only, as smaller groups could be told apart."""
    years = years_there_are(asked.today)
    found = answer(asked, Asking((), years, (Dimension.MONTH,)))
    return _table("months", _("All measures per month"), found, asked)


def figure_table(asked: Asked, wanted: Asking) -> Table:
    """One measure, as its own file."""
    found = answer(asked, wanted)
    name = wanted.kins[0]
    return _table(name, str(found.measures[name].measure.name), found, asked)


def figures_rows(asked: Asked, wanted: Asking) -> list[Row]:
    """The rows of a question."""
    found = answer(asked, wanted)
    return _rows(found)


def _table(name: str, title: str, found: Answer, asked: Asked) -> Table:
    notes = [
        hidden_note(asked.pact),
        _("{year} is counted up to and including {day}.").format(
            year=asked.today.year, day=asked.today
        ),
    ]
    notes += _breaks(found)
    return Table(
        name=name,
        title=title,
        fields=result_fields(),
        rows=_rows(found),
        updated=asked.updated,
        source=asked.source,
        notes=notes,
        cube=lambda: _cube(title, found, notes, asked),
    )


def _breaks(found: Answer) -> list[str]:
    """Where a definition changed: before and after are not the same thing."""
    return [
        _("{measure}: the definition changed on {day}.").format(
            measure=each.measure.name, day=version.valid_from
        )
        for each in found.measures.values()
        for version in each.versions
        if version.valid_from and len(each.versions) > 1 and version != each.versions[0]
    ]


def unit_of(each: Series) -> str:
    """What a measure counts, in words."""
    return str(each.measure.unit) or ("%" if each.measure.is_share else "")


def _rows(found: Answer) -> list[Row]:
    """A row for each figure. The words of a measure are looked up once, not once a figure."""
    words = {
        kin: {
            "measure": kin,
            "measure_label": str(each.measure.name),
            "unit": unit_of(each),
        }
        for kin, each in found.measures.items()
    }
    labels = {
        split: {code: str(label) for code, label in codes.items()}
        for split, codes in found.labels.items()
    }
    return [
        {
            **words[figure.kin],
            "period": figure.period,
            "split": figure.split,
            "category": figure.category,
            "category_label": labels.get(figure.split, {}).get(figure.category, figure.category),
            "value": figure.value,
            "hidden": figure.hidden,
        }
        for figure in found.figures
    ]


def _group(figure: Figure, *, only: bool) -> str:
    """The category in a cube: with its split before it where there are several splits."""
    return figure.category if only else f"{figure.split}:{figure.category}"


def _cube(title: str, found: Answer, notes: Sequence[str], asked: Asked) -> Cube:
    only = len(found.asking.splits) == 1
    figures: dict[Key, int | float] = {}
    hidden: set[Key] = set()
    for each in found.figures:
        key: Key = (each.kin, each.period, _group(each, only=only))
        if each.hidden:
            hidden.add(key)
        elif each.value is not None:
            figures[key] = each.value
    return Cube(
        label=title,
        axes=[_measures(found), _periods(found), _groups(found, only=only)],
        figures=figures,
        hidden=frozenset(hidden),
        updated=asked.updated,
        source=asked.source,
        notes=notes,
    )


def _measures(found: Answer) -> Axis:
    return Axis(
        "measure",
        _("Measure"),
        {kin: str(each.measure.name) for kin, each in found.measures.items()},
        "metric",
        {kin: unit_of(each) for kin, each in found.measures.items()},
    )


def _periods(found: Answer) -> Axis:
    known = {each.period for each in found.figures} or {str(year) for year in found.asking.years}
    split = found.asking.splits[0]
    code = split.value if split in PERIODS else "year"
    label = str(split.label) if split in PERIODS else _("Year")
    return Axis(code, label, {period: period for period in sorted(known)}, "time")


def _groups(found: Answer, *, only: bool) -> Axis:
    splits = {split.value: split for split in found.asking.splits}
    categories: dict[str, str] = {}
    for figure in found.figures:
        group = _group(figure, only=only)
        if group not in categories:
            split, label = splits[figure.split], found.label(figure.split, figure.category)
            alone = only or split == Dimension.TOTAL
            categories[group] = label if alone else f"{split.label}: {label}"
    return Axis("group", _("Group"), _ordered(categories, found))


def _ordered(categories: Mapping[str, str], found: Answer) -> dict[str, str]:
    """Categories in the order of their labels' own list, whichever year they first appear in."""
    order = {
        (f"{split}:{code}" if len(found.asking.splits) > 1 else code): place
        for split, codes in found.labels.items()
        for place, code in enumerate(codes)
    }
    splits = {split.value: place for place, split in enumerate(found.asking.splits)}

    def place(code: str) -> tuple[int, int, str]:
        return splits.get(code.partition(":")[0], 0), order.get(code, len(order)), code

    return {code: categories[code] for code in sorted(categories, key=place)}
