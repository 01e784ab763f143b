"""The one door to shown figures: what a page, file, answer or drawing may tell of the ledger.

Published is, for each measure and year: the total, splits by one thing at a time, and months and
quarters as totals. Everything is hidden here, in one way, so no two places can be subtracted from
each other (decision 0020). Sums over years or over measures are taken of shown figures only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.results.states import Additionality, Dimension, Evidence
from pakten.base.statistics.crossing import Crossed
from pakten.base.statistics.states import AgeBand, SwedishStage
from pakten.base.statistics.suppression import Shown
from pakten.oversight.reports.crossing import (
    COLUMNS,
    Margins,
    Tables,
    count_crossed,
    hide_crossed,
    is_told,
)
from pakten.oversight.reports.gathering import (
    Count,
    Rolled,
    Series,
    Split,
    count_deeds,
    count_letters,
    kinds_of_organisations,
    needed,
    series_of,
)
from pakten.oversight.reports.hiding import Found, Hiding, by_activity, codes_met, work_out
from pakten.oversight.reports.nesting import hide_insides, outers_of
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import (
    Activity,
    CooperationForm,
    District,
    Measure,
    TargetGroup,
)
from pakten.parties.pacts.nesting import family
from pakten.parties.pacts.states import Counting

__all__ = ["CROSSABLE", "ShownFigures", "crossed", "crossed_in", "crossed_of", "is_told",
           "labels_of", "series", "shown_figures"]  # fmt: skip
Number = int | float
_NOTHING = Count()


def series() -> dict[str, Series]:
    """Every measure by kin, in the order of the catalogue. One query."""
    rows = Measure.objects.select_related("activity")
    return series_of(rows.order_by("activity__position", "position", "id"), timezone.localdate())


@dataclass(frozen=True)
class ShownFigures:
    """Figures of some measures and years as they may be read. `None` stands for a hidden figure."""

    series: Mapping[str, Series]
    _found: Mapping[tuple[str, int, Split], Shown[str]]
    _smallest: int
    # The measure that each is counted inside, by kin.
    around: Mapping[str, str] = field(default_factory=dict)

    def get(self, kin: str, year: int, dimension: Split) -> Shown[str]:
        """A split of one measure and year. Keys are codes or ids as text; a missing one is nought."""
        nothing: Shown[str] = Shown(0, {}, self._smallest)
        return self._found.get((kin, year, dimension), nothing)

    def total(self, kin: str, year: int) -> Number | None:
        """The measure's figure of the year."""
        if (kin, year, Dimension.TOTAL) not in self._found:
            return None if self.series[kin].formula else 0
        return self._found[kin, year, Dimension.TOTAL].total

    def until(self, kin: str, year: int, month: int) -> int | None:
        """January to the end of a month: whole quarters, then months. Hidden where a part is.

        It takes nothing but shown figures, so that a sum up to a day cannot be subtracted from them.
        Ask for both `Rolled.QUARTER` and `Dimension.MONTH`.
        """
        quarters = self.get(kin, year, Rolled.QUARTER).cells
        months = self.get(kin, year, Dimension.MONTH).cells
        whole = month // 3
        parts = [quarters.get(f"{year}-Q{q}", 0) for q in range(1, whole + 1)]
        parts += [months.get(f"{year}-{m:02}", 0) for m in range(whole * 3 + 1, month + 1)]
        return None if None in parts else sum(part or 0 for part in parts)


def shown_figures(
    years: Iterable[int],
    dimensions: Iterable[Split],
    *,
    smallest: int,
    kins: Iterable[str] | None = None,
    every: Mapping[str, Series] | None = None,
) -> ShownFigures:
    """What may be shown of some measures in some years, by some splits. At most four queries.

    `every`: what `series()` gave, where the caller has asked already.
    """
    span, splits = sorted(set(years)), [*dict.fromkeys([*dimensions, Dimension.TOTAL])]
    every = series() if every is None else every
    around = outers_of(every)
    chosen = _with_what_they_ask(every, every.keys() if kins is None else set(kins), splits, around)
    around = {kin: outer for kin, outer in around.items() if kin in chosen}
    dims = needed(splits)
    counts = count_deeds(chosen, span, dims)
    letters = {kin: each for kin, each in chosen.items() if each.counting == Counting.LETTERS}
    if letters:
        counts = {key: count for key, count in counts.items() if key[0] not in letters}
        counts |= count_letters(letters.values(), span)
    kinds = kinds_of_organisations() if Dimension.ORGANISATION in dims else {}
    hiding = Hiding(smallest, kinds, codes_met(counts))
    found: Found = {
        (kin, year, split): hiding.split(counts.get((kin, year), _NOTHING), split, each.per_person)
        for kin, each in chosen.items()
        if not each.formula
        for year in span
        for split in splits
        if split != Rolled.ACTIVITY
    }
    hide_insides(found, counts, span, around, hiding)
    work_out(found, chosen, span, splits, smallest)
    if Rolled.ACTIVITY in splits:
        by_activity(found, chosen, span, smallest)
    return ShownFigures(chosen, found, smallest, around)


def _with_what_they_ask(
    every: Mapping[str, Series], kins: Iterable[str], splits: list[Split], around: Mapping[str, str]
) -> dict[str, Series]:
    """The measures, those their formulas ask for, their families, those that count the same deed."""
    wanted, left = set[str](), [kin for kin in kins if kin in every]
    while left:
        kin = left.pop()
        wanted.add(kin)
        formula = every[kin].formula
        deed = every[kin].measure.deed if Rolled.ACTIVITY in splits else ""
        near = {k for k, each in every.items() if deed and each.measure.deed == deed}
        asked = (formula.names if formula else frozenset()) | near | {*family(kin, around)}
        left += [each for each in asked if each in every and each not in wanted]
    return {kin: each for kin, each in every.items() if kin in wanted}


CROSSABLE: tuple[Split, ...] = tuple(COLUMNS)


def crossed(kin: str, year: int, dimension: Split, smallest: int) -> Crossed[str, str]:
    """Women and men by one more thing, for the office only. At most five queries."""
    figures = shown_figures([year], [Dimension.GENDER, dimension], smallest=smallest, kins=[kin])
    return crossed_in(figures, kin, year, dimension)


def crossed_in(figures: ShownFigures, kin: str, year: int, dimension: Split) -> Crossed[str, str]:
    """The same where `figures` hold both splits already. One query."""
    each = figures.series.get(kin)
    if each is None or each.counting != Counting.DEEDS or dimension not in COLUMNS:
        return Crossed({})
    kins = family(kin, figures.around)
    tables = count_crossed([figures.series[one] for one in kins], year, dimension)
    return crossed_of(figures, kin, year, dimension, tables)


def crossed_of(
    figures: ShownFigures, kin: str, year: int, dimension: Split, tables: Tables
) -> Crossed[str, str]:
    """The same where the tables of the measure and of its family are counted already. No query."""
    kins = family(kin, figures.around)
    margins = {
        one: Margins(figures.get(one, year, dimension), figures.get(one, year, Dimension.GENDER))
        for one in kins
    }
    if not figures.series[kin].per_person:
        return Crossed({row: {**cells} for row, cells in tables[kin].items()})
    return hide_crossed(kin, margins, tables, figures.around)


def labels_of(dimension: Split) -> dict[str, str]:
    """The values of a split in the reader's language, in order; "" is what nobody stated."""
    match dimension:
        case Dimension.TOTAL | Dimension.MONTH | Rolled.QUARTER:
            return {}
        case Dimension.GENDER:
            return {"woman": _("Women"), "man": _("Men"), "unstated": _("Not stated")}
        case Dimension.EVIDENCE | Dimension.ADDITIONALITY | Rolled.KIND:
            return _of_choices(dimension)
        case Dimension.AGE | Dimension.LANGUAGE:
            return _of_choices(dimension) | {"": _("Not stated")}
        case Dimension.ORGANISATION:
            rows = Organisation.objects.order_by("sort_key", "pk").values_list("pk", "name")
            return {str(pk): name for pk, name in rows}
        case Rolled.VERSION:
            return {str(m.pk): str(m) for m in Measure.objects.all()}
    named = [(str(each.pk), str(each)) for each in _NAMED[dimension].objects.all()]
    return dict(named) | ({} if dimension == Rolled.ACTIVITY else {"": _("Not stated")})


_NAMED: Mapping[Split, type[TargetGroup | District | CooperationForm | Activity]] = {
    Dimension.TARGET_GROUP: TargetGroup,
    Dimension.DISTRICT: District,
    Dimension.PROGRAMME: CooperationForm,
    Rolled.ACTIVITY: Activity,
}
_CHOICES: Mapping[Split, type[AgeBand | SwedishStage | Evidence | Additionality | Kind]] = {
    Dimension.AGE: AgeBand,
    Dimension.LANGUAGE: SwedishStage,
    Dimension.EVIDENCE: Evidence,
    Dimension.ADDITIONALITY: Additionality,
    Rolled.KIND: Kind,
}


def _of_choices(dimension: Split) -> dict[str, str]:
    return {str(code): str(label) for code, label in _CHOICES[dimension].choices}
