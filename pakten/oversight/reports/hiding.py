"""How the figures of a measure's year are hidden, split by split. Only `shown` asks.

What is linked is hidden together: months and quarters, organisations and their kinds, versions
that share a year. Splits by different things betray nothing of each other (decision 0020).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from pakten.agreements.results.states import Additionality, Dimension, Evidence
from pakten.base.statistics.states import AgeBand, Gender, SwedishStage
from pakten.base.statistics.suppression import Shown, shown_figure, suppress
from pakten.base.statistics.trees import suppress_tree
from pakten.oversight.reports.gathering import Count, Counts, Rolled, Series, Split
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.formulas import Formula, in_order

CODES: Mapping[Split, tuple[str, ...]] = {
    Dimension.GENDER: (Gender.WOMAN.value, Gender.MAN.value),
    Dimension.AGE: tuple(AgeBand.values),
    Dimension.LANGUAGE: tuple(SwedishStage.values),
    Dimension.EVIDENCE: tuple(Evidence.values),
    Dimension.ADDITIONALITY: tuple(Additionality.values),
}
Found = dict[tuple[str, int, Split], Shown[str]]


def codes_met(counts: Counts) -> dict[Split, set[str]]:
    """Every value met in each split: where one measure has none of it, its nought is a figure too."""
    met: dict[Split, set[str]] = {split: set(codes) for split, codes in CODES.items()}
    for count in counts.values():
        for split, cells in count.splits.items():
            if split not in CODES:
                met.setdefault(split, set()).update(cells)
    return met


@dataclass(frozen=True)
class Hiding:
    """How one measure's year is hidden, split by split."""

    smallest: int
    kinds: Mapping[str, str]
    codes: Mapping[Split, set[str]]

    def split(self, count: Count, split: Split, persons: bool) -> Shown[str]:
        """One split as it may be read."""
        match split:
            case Dimension.TOTAL:
                total = shown_figure(count.total, self.smallest) if persons else count.total
                return Shown(total, {"": total}, self.smallest)
            case Dimension.MONTH | Rolled.QUARTER:
                return self._step(in_quarters(count), split == Rolled.QUARTER, persons)
            case Dimension.ORGANISATION | Rolled.KIND:
                return self._step(self.in_kinds(count), split == Rolled.KIND, persons)
            case Rolled.VERSION:
                return self._versions(count, persons)
        cells = dict.fromkeys(sorted(self.codes.get(split, ())), 0) | dict(count.of(split))
        return suppress(cells, self.smallest) if persons else _open(cells, self.smallest)

    def _step(
        self, cells: Mapping[str, Mapping[str, int]], of_groups: bool, persons: bool
    ) -> Shown[str]:
        if persons:
            tree = suppress_tree(cells, self.smallest)
            return tree.groups if of_groups else tree.members
        groups = {group: sum(within.values()) for group, within in cells.items()}
        members = {key: n for within in cells.values() for key, n in within.items()}
        return _open(groups if of_groups else members, self.smallest)

    def in_kinds(self, count: Count) -> dict[str, dict[str, int]]:
        """What each organisation has, by its kind."""
        found: dict[str, dict[str, int]] = {kind: {} for kind in Kind.values}
        for organisation, n in count.of(Dimension.ORGANISATION).items():
            found[self.kinds[organisation]][organisation] = n
        return found

    def _versions(self, count: Count, persons: bool) -> Shown[str]:
        """The versions of one year. Two that share it cut its months: hidden if a piece is small."""
        cells = {version: sum(months.values()) for version, months in count.versions.items()}
        if not persons:
            return _open(cells, self.smallest)
        total = shown_figure(count.total, self.smallest)
        pieces = [
            sum(months[month] for month in together)
            for together in _told_together(in_quarters(count), self.smallest)
            for months in count.versions.values()
        ]
        small = any(shown_figure(n, self.smallest) is None for n in pieces)
        is_hidden = total is None or (small and sum(map(bool, cells.values())) > 1)
        return Shown(total, dict.fromkeys(cells) if is_hidden else {**cells}, self.smallest)


def _open(cells: Mapping[str, int], smallest: int) -> Shown[str]:
    return Shown(sum(cells.values()), {**cells}, smallest)


def in_quarters(count: Count, *also: int) -> dict[str, dict[str, int]]:
    """The months of the year, by quarter. Months without a deed are months too."""
    months = count.of(Dimension.MONTH)
    found: dict[str, dict[str, int]] = {}
    for year in sorted({month[:4] for month in months} | {str(year) for year in also}):
        for m in range(1, 13):
            key = f"{year}-{m:02}"
            found.setdefault(f"{year}-Q{(m + 2) // 3}", {})[key] = months[key]
    return found


def _told_together(quarters: Mapping[str, Mapping[str, int]], smallest: int) -> list[list[str]]:
    """The finest pieces of the year whose sums a reader knows."""
    tree = suppress_tree(quarters, smallest)
    hidden = [m for q, months in quarters.items() if tree.groups.cells[q] is None for m in months]
    pieces = [hidden]
    for quarter, months in quarters.items():
        if tree.groups.cells[quarter] is not None:
            pieces += [[m] for m in months if tree.members.cells[m] is not None]
            pieces.append([m for m in months if tree.members.cells[m] is None])
    return [piece for piece in pieces if piece]


def work_out(
    found: Found,
    chosen: Mapping[str, Series],
    span: Iterable[int],
    splits: Iterable[Split],
    smallest: int,
) -> None:
    """The measures that are worked out, of shown figures only: a hidden part hides the whole."""
    formulas = {kin: each.formula for kin, each in chosen.items() if each.formula}
    for kin in in_order(formulas):
        for year in span:
            for split in splits:
                if split not in {Rolled.ACTIVITY, Rolled.VERSION}:
                    parts = {n: found[n, year, split] for n in formulas[kin].names if n in chosen}
                    found[kin, year, split] = _evaluated(formulas[kin], parts, smallest)


def _evaluated(formula: Formula, parts: Mapping[str, Shown[str]], smallest: int) -> Shown[str]:
    keys = dict.fromkeys(key for part in parts.values() for key in part.cells)
    cells = {key: formula.value({n: p.cells.get(key, 0) for n, p in parts.items()}) for key in keys}
    total = formula.value({n: p.total for n, p in parts.items()})
    # A share is no whole number; `Shown` is typed for counts, and holds it all the same.
    return cast("Shown[str]", Shown(total, cells, smallest))  # type: ignore[arg-type]


def by_activity(
    found: Found, chosen: Mapping[str, Series], span: Iterable[int], smallest: int
) -> None:
    """Measures that count the same deed in several activities, of their shown figures only."""
    for kin, each in chosen.items():
        near = [e for e in chosen.values() if e.measure.deed == each.measure.deed]
        near = near if each.measure.deed else [each]
        for year in span:
            cells: dict[str, list[int | None]] = {}
            for one in near:
                total = found[one.kin, year, Dimension.TOTAL].total
                cells.setdefault(str(one.measure.activity_id), []).append(total)
            parts = {key: _all_or_none(figures) for key, figures in cells.items()}
            found[kin, year, Rolled.ACTIVITY] = Shown(_all_or_none(parts.values()), parts, smallest)


def _all_or_none(figures: Iterable[int | None]) -> int | None:
    known = list(figures)
    return None if None in known else sum(figure or 0 for figure in known)
