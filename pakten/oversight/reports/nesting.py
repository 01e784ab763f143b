"""Measures counted inside others: nothing small is left when one is taken from the other.

A measure and the rest of the one around it are two columns of one table, whose rows are the
values of a split. So what may be told of it is asked of `crossing`, as of women and men: whole
rows are hidden, of the measure inside; the one around is told as if it stood alone (decision 0020).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pakten.agreements.results.states import Dimension
from pakten.base.statistics.crossing import cross
from pakten.base.statistics.suppression import Shown, shown_figure
from pakten.oversight.reports.gathering import Count, Counts, Rolled, Series, Split
from pakten.oversight.reports.hiding import Found, Hiding, in_quarters
from pakten.parties.pacts.nesting import family, outers
from pakten.parties.pacts.states import Counting

REST = ""
Splits = Mapping[Split, Shown[str]]
Steps = Mapping[str, Mapping[str, int]]
_STEPS: Mapping[Split, Split] = {
    Dimension.MONTH: Rolled.QUARTER,
    Dimension.ORGANISATION: Rolled.KIND,
}
_MEMBERS: Mapping[Split, Split] = {step: members for members, step in _STEPS.items()}


def outers_of(every: Mapping[str, Series]) -> dict[str, str]:
    """The measure that each is counted inside, by kin: as the last version of each says."""
    deeds = {
        kin for kin, each in every.items() if each.per_person and each.counting == Counting.DEEDS
    }
    declared = {kin: each.versions[-1].inside for kin, each in every.items()}
    formulas = {kin: each.formula for kin, each in every.items() if each.formula}
    return outers({kin: outer for kin, outer in declared.items() if outer}, formulas, deeds)


def hide_insides(
    found: Found,
    counts: Counts,
    span: Iterable[int],
    around: Mapping[str, str],
    hiding: Hiding,
) -> None:
    """Hide in `found` what would tell of a small rest, from the outermost measure inwards."""
    splits = list(dict.fromkeys(split for _kin, _year, split in found))
    roots = sorted({family(kin, around)[0] for kin in around})
    for year in span:
        judge = _Year(counts, year, around, hiding)
        for root in roots:
            told: dict[str, Splits] = {root: judge.alone(root, splits)}
            for kin in family(root, around):
                told |= judge.inside(kin, told[kin])
            for kin in told.keys() - {root}:
                found |= {(kin, year, split): told[kin][split] for split in splits}


def told_beside(outer: int | None, inner: Mapping[str, int], smallest: int) -> list[list[str]]:
    """The measures inside that can be told, those of one table together; none where the outer is hidden.

    Where all are told, the rest is known: while it is small, the smallest of them joins it. Those
    that overlap, so that they are more than the whole, are each judged alone.
    """
    if outer is None:
        return []
    if len(inner) > 1 and sum(inner.values()) > outer:
        return [g for kin, n in inner.items() for g in told_beside(outer, {kin: n}, smallest)]
    enough = (kin for kin, n in inner.items() if shown_figure(n, smallest) is not None)
    told = sorted(enough, key=lambda kin: inner[kin])
    while told and shown_figure(outer - sum(inner[kin] for kin in told), smallest) is None:
        told.pop(0)
    return [told] if told else []


@dataclass(frozen=True)
class _Year:
    """The measures of one year."""

    counts: Counts
    year: int
    around: Mapping[str, str]
    hiding: Hiding

    def count(self, kin: str) -> Count:
        return self.counts.get((kin, self.year), Count())

    def alone(self, kin: str, splits: Iterable[Split]) -> dict[Split, Shown[str]]:
        """A measure as if there were no other; both steps of what has two."""
        needed = dict.fromkeys(
            s for one in splits for s in (one, _STEPS.get(one), _MEMBERS.get(one))
        )
        return {s: self.hiding.split(self.count(kin), s, True) for s in needed if s}

    def inside(self, outer: str, around: Splits) -> dict[str, Splits]:
        """What may be told of the measures right inside one that has been judged."""
        alone = {k: self.alone(k, around) for k, o in self.around.items() if o == outer}
        whole = around[Dimension.TOTAL].total
        totals = {kin: self.count(kin).total for kin in alone}
        # Nothing: nothing to take away. More than the whole: not a part of it that year.
        apart = {k for k, n in totals.items() if not n or (whole is not None and n > whole)}
        judged = {kin: n for kin, n in totals.items() if kin not in apart}
        told: dict[str, Splits] = {kin: alone[kin] for kin in apart}
        for group in told_beside(whole, judged, self.hiding.smallest):
            told |= self._group(outer, around, group)
        return told | {k: _nothing_of(alone[k]) for k in alone if k not in told}

    def _group(self, outer: str, around: Splits, inner: list[str]) -> dict[str, Splits]:
        found: dict[str, dict[Split, Shown[str]]] = {kin: {} for kin in inner}
        for split in around:
            hidden = self._hidden(split, around, outer, inner)
            for kin in inner:
                cells = self._cells(kin, split, hidden)
                found[kin][split] = Shown(self.count(kin).total, cells, self.hiding.smallest)
        return dict(found)

    def _cells(self, kin: str, split: Split, hidden: Mapping[str, bool]) -> dict[str, int | None]:
        count = self.count(kin)
        if split == Dimension.TOTAL:
            return {REST: count.total}
        if split == Rolled.VERSION:
            sums = {version: sum(months.values()) for version, months in count.versions.items()}
            many = sum(map(bool, sums.values())) > 1
            return {version: None if many else n for version, n in sums.items()}
        own = self._own(split, count)
        return {key: None if is_hidden else own.get(key, 0) for key, is_hidden in hidden.items()}

    def _own(self, split: Split, count: Count) -> Mapping[str, int]:
        if split in _MEMBERS:
            return {
                group: sum(cells.values()) for group, cells in self._steps(split, count).items()
            }
        return count.of(split)

    def _hidden(
        self, split: Split, around: Splits, outer: str, inner: list[str]
    ) -> Mapping[str, bool]:
        """Each value of a split, and whether its row is hidden."""
        if split in (Dimension.TOTAL, Rolled.VERSION):
            return {}
        counts = {kin: self.count(kin) for kin in (outer, *inner)}
        if split in _STEPS:
            return self._hidden_within(split, around, counts, outer)
        return self._rows({k: self._own(split, c) for k, c in counts.items()}, outer, around[split])

    def _hidden_within(
        self, split: Split, around: Splits, counts: Mapping[str, Count], outer: str
    ) -> Mapping[str, bool]:
        """Members of a group: all of them where the group's row is hidden."""
        steps = {kin: self._steps(_STEPS[split], count) for kin, count in counts.items()}
        groups = self._hidden(_STEPS[split], around, outer, [k for k in counts if k != outer])
        found: dict[str, bool] = {}
        for group, is_hidden in groups.items():
            within = {kin: step.get(group, {}) for kin, step in steps.items()}
            keys = dict.fromkeys(key for cells in within.values() for key in cells)
            told = {key: around[split].cells.get(key) for key in keys}
            rows = Shown(sum(within[outer].values()), told, self.hiding.smallest)
            found |= dict.fromkeys(keys, True) if is_hidden else self._rows(within, outer, rows)
        return found

    def _steps(self, step: Split, count: Count) -> Steps:
        if step == Rolled.KIND:
            return self.hiding.in_kinds(count)
        return in_quarters(count, self.year)

    def _rows(
        self, cells: Mapping[str, Mapping[str, int]], outer: str, rows: Shown[str]
    ) -> dict[str, bool]:
        """Which rows of a table are hidden, whose columns are measures and the rest."""
        inner = [kin for kin in cells if kin != outer]
        keys = dict.fromkeys([*rows.cells, *(key for each in cells.values() for key in each)])
        table = {key: {kin: cells[kin].get(key, 0) for kin in inner} for key in keys}
        for key, row in table.items():
            row[REST] = cells[outer].get(key, 0) - sum(row.values())
        sums = {k: sum(row[k] for row in table.values()) for k in (*inner, REST)}
        hidden = cross(table, rows, Shown(rows.total, sums, rows.smallest), rows.smallest).hidden
        return {key: key in hidden for key in keys}


def _nothing_of(alone: Splits) -> Splits:
    return {s: Shown(None, dict.fromkeys(each.cells), each.smallest) for s, each in alone.items()}
