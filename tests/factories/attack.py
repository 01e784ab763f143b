"""The one who wants to know what is hidden: everything published, as equations over whole numbers.

A hidden figure from 1 to 4 is given away when the published figures leave it one value only. The
bounds are exact: the system is solved for the least and the greatest value in whole numbers.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from pakten.base.statistics.crossing import Crossed
from pakten.base.statistics.suppression import Shown

Name = Hashable
MOST = 100_000


class Attack:
    """What a reader has written down: figures that are known, and sums that hold."""

    def __init__(self) -> None:
        self.known: dict[Name, float] = {}
        self.sums: list[tuple[Name, list[Name]]] = []
        self.names: dict[Name, int] = {}
        self.totals: dict[str, Name] = {}
        self.column_sums: set[Name] = set()

    def tell(self, name: Name, figure: float | None) -> Name:
        """A figure as it is published; `None` says only that there is one."""
        self.names.setdefault(name, len(self.names))
        if figure is not None:
            assert self.known.setdefault(name, figure) == figure, f"two figures for {name}"
        return name

    def parts(self, whole: Name, cells: Mapping[Any, float | None]) -> None:
        """A whole that is the sum of its parts."""
        self.tell(whole, None)
        self.sums.append((whole, [self.tell(name, n) for name, n in cells.items()]))

    def table(self, prefix: str, shown: Shown[Any], total: Name = ()) -> None:
        """A breakdown with its total."""
        whole = total or (prefix, "total")
        self.totals[prefix] = whole
        self.tell(whole, shown.total)
        self.parts(whole, {(prefix, key): n for key, n in shown.cells.items()})

    def same(self, one: str, other: str) -> None:
        """Two breakdowns of the same total."""
        self.sums.append((self.totals[one], [self.totals[other]]))

    def crossing(self, columns: str, rows: str, crossed: Crossed[Any, Any]) -> None:
        """A table with its margins."""
        by_column: dict[Any, list[Name]] = {}
        for row, cells in crossed.rows.items():
            names = {(f"{columns}×{rows}", row, column): n for column, n in cells.items()}
            self.parts((rows, row), names)
            for name in names:
                by_column.setdefault(name[2], []).append(name)
        for column, inside in by_column.items():
            self.sums.append((self.tell((columns, column), None), list(inside)))
            self.column_sums.add((columns, column))

    def given_away(self, true: Mapping[Name, int], smallest: int = 5) -> list[Name]:
        """The hidden figures from 1 to the smallest group less one that have one value only."""
        small = [name for name in self.names if 0 < true.get(name, 0) < smallest]
        shown = [name for name in small if name in self.known]
        return shown + [n for n in small if n not in self.known and not self._is_open(n, true)]

    def bounds(self, name: Name) -> tuple[int, int]:
        """The least and the greatest value a figure can have."""
        lowest, highest = (self._solve(name, sign) for sign in (1, -1))
        assert lowest is not None
        assert highest is not None
        return lowest, highest

    def _is_open(self, name: Name, true: Mapping[Name, int]) -> bool:
        """Whether another value fits: one less, one more, or any other."""
        lowest, highest = self.bounds(name)
        assert lowest <= true[name] <= highest, f"the equations are wrong about {name}"
        return lowest < highest

    def _solve(self, name: Name, sign: int) -> int | None:
        near = self._near(name)
        index = {each: i for i, each in enumerate(near)}
        rows = [
            (w, parts) for w, parts in self.sums if w in index or any(p in index for p in parts)
        ]
        grid = _grid(rows, index)
        known = self.known
        low = np.array([known.get(each, 0) for each in near], dtype=float)
        high = np.array([known.get(each, MOST) for each in near], dtype=float)
        aim = np.zeros(len(near))
        aim[index[name]] = sign
        found = milp(
            aim,
            constraints=LinearConstraint(grid, 0, 0) if rows else None,
            integrality=np.ones(len(near)),
            bounds=Bounds(low, high),
        )
        return round(found.x[index[name]]) if found.success else None

    def _near(self, name: Name) -> list[Name]:
        """Everything tied to a figure by sums that are not all known."""
        tied: dict[Name, None] = {name: None}
        left: list[Name] = [name]
        while left:
            each = left.pop()
            for whole, parts in self.sums:
                if each not in self.known and (each == whole or each in parts):
                    fresh = [n for n in (whole, *parts) if n not in tied]
                    tied.update(dict.fromkeys(fresh))
                    left += fresh
        return list(tied)


def _grid(rows: Iterable[tuple[Name, list[Name]]], index: Mapping[Name, int]) -> Any:
    data: list[tuple[int, int, float]] = []
    height = 0
    for whole, parts in rows:
        if not {whole, *parts} <= index.keys():
            continue
        data += [(height, index[whole], -1.0), *((height, index[p], 1.0) for p in parts)]
        height += 1
    r, c, v = zip(*data, strict=True) if data else ((), (), ())
    return csr_array((v, (r, c)), shape=(max(height, 1), len(index)))
