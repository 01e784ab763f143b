"""How far a group of people came, told without telling of the few who stopped between two steps.

A chain of counts (proposed 90, presented 60, began 20) tells by subtraction how many stopped at each
step: those are the cells, and no cell from 1 to `smallest` - 1 may be told, in all or for women or
men. Steps are left out until every cell that remains is empty or large enough; the steps that mean
most are kept.
"""

from collections.abc import Sequence
from itertools import combinations

# People whose furthest step is the index, one list for each group (women, men).
Furthest = Sequence[Sequence[int]]


def is_safe(cell: int, smallest: int) -> bool:
    """Nobody, or enough of them."""
    return cell == 0 or cell >= smallest


def reached(furthest: Sequence[int], step: int) -> int:
    """How many came to the step or further."""
    return sum(furthest[step:])


def safe_steps(groups: Furthest, weights: Sequence[int], smallest: int) -> tuple[int, ...]:
    """The steps that can be told of all groups, the first always among them; () when none can.

    By hand, `smallest` 5, furthest (30, 3, 20): after the first 30 stop, then 3. Told would be 53,
    23 and 20, so 3: the middle step goes, and 53 and 20 are told.
    """
    last = len(weights)
    found: tuple[int, ...] = ()
    best = -1
    for size in range(last):
        for rest in combinations(range(1, last), size):
            steps = (0, *rest)
            worth = sum(weights[step] for step in steps)
            if worth > best and all(_told_safely(g, steps, smallest) for g in groups):
                found, best = steps, worth
    return found


def _told_safely(furthest: Sequence[int], steps: tuple[int, ...], smallest: int) -> bool:
    ends = (*steps[1:], len(furthest))
    cells = (sum(furthest[a:b]) for a, b in zip(steps, ends, strict=True))
    return all(is_safe(cell, smallest) for cell in cells)
