"""Breakdowns in two steps: a year in quarters and months, a total in kinds and organisations.

What stands on one step is subtracted from the other, so both are hidden together:

1. The groups are suppressed as cells of the total.
2. Under a group that is shown, its members are suppressed as cells of the group.
3. Under a hidden group every member is hidden: one that was shown would narrow its group.

By hand: Q1 3 (January 3), Q2 12 (April 6, May 6), Q3 40. Q1 is hidden, Q2 is its partner, so April
and May are hidden too: 6 + 6 would give Q2 its 12 back, and with it Q1 its 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pakten.base.statistics.suppression import SMALLEST, Shown, suppress

Group = TypeVar("Group")
Member = TypeVar("Member")


@dataclass(frozen=True, slots=True)
class Tree(Generic[Group, Member]):
    """Both steps as they may be read."""

    groups: Shown[Group]
    members: Shown[Member]


def suppress_tree(
    cells: Mapping[Group, Mapping[Member, int]], smallest: int = SMALLEST
) -> Tree[Group, Member]:
    """What may be shown of the groups, their members and the sum of all."""
    groups = suppress({group: sum(within.values()) for group, within in cells.items()}, smallest)
    members: dict[Member, int | None] = {}
    for group, within in cells.items():
        members |= _within(within, groups.cells[group], smallest)
    return Tree(groups, Shown(groups.total, members, smallest))


def _within(
    cells: Mapping[Member, int], group: int | None, smallest: int
) -> Mapping[Member, int | None]:
    return dict.fromkeys(cells) if group is None else suppress(cells, smallest).cells
