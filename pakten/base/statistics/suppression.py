"""Small-cell suppression of one breakdown with its total.

The rule, with `smallest` = 5 (a pact may ask for more, never for less than 2):

1. A cell from 1 to 4 is hidden: it would tell of fewer than five persons.
2. A reader who knows the total and the shown cells knows the sum of the hidden ones. So cells are
   hidden one by one, the smallest shown first, until subtraction gives nothing: at least two
   are hidden, together they are at least five, and their sum cannot be made in one way only (two
   cells that must both be 1, or both be 4).
3. When every cell above zero is hidden, the zeros are hidden too; otherwise a 0 is shown as 0,
   for "nobody" among a group of five or more tells of no single person.
4. A total from 1 to 4 hides itself and every cell.
5. A net figure below zero (a reversal older than its deed's year) is hidden like a small cell.

By hand: women 12, men 3, total 15. Men are hidden by 1; 15 - 12 would give 3, so women are hidden
by 2. Women 12, men 3, not stated 4, total 19: men and not stated are hidden, 19 - 12 = 7 can be
3 + 4, 4 + 3, 2 + 5 and more, so women stay. Women 7, men 0, total 7: both are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Shown(Generic[Key]):
    """A breakdown as it may be read: `None` stands for a hidden figure."""

    total: int | None
    cells: Mapping[Key, int | None]
    smallest: int = SMALLEST

    @property
    def hides(self) -> bool:
        """Whether anything is hidden, so that the page can say why."""
        return self.total is None or None in self.cells.values()

    @property
    def hidden_together(self) -> int | None:
        """The hidden cells as one group: what subtraction gives anyway. None where none may be told."""
        if self.total is None or not self.hides:
            return None
        return self.total - sum(figure for figure in self.cells.values() if figure is not None)


def suppress(cells: Mapping[Key, int], smallest: int = SMALLEST) -> Shown[Key]:
    """What may be shown of the cells and their sum. `smallest` is the least figure ever shown."""
    if smallest < 2:
        raise ValueError("a group of one is a person: smallest must be at least 2")
    total = sum(cells.values())
    if total < smallest and any(cells.values()):
        return Shown(None, dict.fromkeys(cells), smallest)
    hidden = _hidden(cells, smallest)
    return Shown(total, {k: None if k in hidden else n for k, n in cells.items()}, smallest)


def shown_figure(figure: int, smallest: int = SMALLEST) -> int | None:
    """A figure that stands alone: hidden from 1 to `smallest` - 1."""
    return None if figure < smallest and figure != 0 else figure


def told_apart(cells: Mapping[Key, int], smallest: int = SMALLEST) -> Shown[Key]:
    """A breakdown whose cells are told one by one elsewhere: then it is the total that gives way.

    By hand: jobs 20, courses 10, mentors 3. Whoever reads 20 and 10 on one page and 33 on another
    knows the 3, so the total is hidden. With mentors 3 and visits 4 the 7 gives neither away.
    """
    shown = {key: shown_figure(figure, smallest) for key, figure in cells.items()}
    hidden = [figure for key, figure in cells.items() if shown[key] is None]
    safe = not hidden or _safe(hidden, smallest)
    return Shown(shown_figure(sum(cells.values()), smallest) if safe else None, shown, smallest)


def _hidden(cells: Mapping[Key, int], smallest: int) -> set[Key]:
    hidden = {key for key, figure in cells.items() if figure < smallest and figure != 0}
    partners = sorted(
        (key for key, figure in cells.items() if figure >= smallest), key=lambda key: cells[key]
    )
    while hidden and partners and not _safe([cells[key] for key in hidden], smallest):
        hidden.add(partners.pop(0))
    if hidden and not partners:
        hidden = set(cells)
    return hidden


def _safe(figures: list[int], smallest: int) -> bool:
    """Whether the sum of the hidden figures gives none of them away."""
    count, total = len(figures), sum(figures)
    return count >= 2 and total >= smallest and total not in {count, count * (smallest - 1)}
