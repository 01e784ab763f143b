"""What this room publishes of persons, for the test that tries to work out hidden people."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

from pakten.oversight.equality.queries.journeys import funnel
from pakten.oversight.equality.queries.page import equality
from pakten.oversight.equality.rules.funnel import Funnel
from pakten.oversight.equality.rules.goals import OwnGoal
from pakten.oversight.equality.states import AFTER_MONTHS


@dataclass(frozen=True, slots=True)
class Published:
    """One breakdown as published: its name, its total and its parts. None is a hidden figure."""

    name: str
    total: int | None
    parts: Mapping[str, int | None]


def published(year: int, smallest: int) -> list[Published]:
    """Every breakdown of people that the pages of a year tell, besides those of the ledger.

    The parts of each are people who exclude each other, so a part from 1 to `smallest` - 1, or one
    that subtraction gives, would betray somebody.
    """
    today = timezone.localdate()
    found = [*_of_funnel(funnel(year, smallest)), *_of_funnel(funnel(year - 1, smallest))]
    for months in AFTER_MONTHS:
        page = equality(year, today, smallest, months)
        for row in page.outcomes:
            for who, told in (("women", row.women), ("men", row.men)):
                if told is not None:
                    name = f"outcomes {row.effort} {row.year} {months} {who}"
                    parts = {"yes": told.yes, "rest": told.of - told.yes}
                    found.append(Published(name, told.of, parts))
    return [*found, *(each for goal in page.goals for each in _of_goal(goal))]


def _of_funnel(told: Funnel) -> list[Published]:
    if not told.stages:
        return []
    counts = [stage.count for stage in told.stages]
    found = [Published(f"funnel {told.year}", counts[0], _dropped(counts))]
    apart = told.by_gender
    for who in ("women", "men"):
        chain = [getattr(stage, who) for stage in apart]
        if chain:
            found.append(Published(f"funnel {told.year} {who}", chain[0], _dropped(chain)))
    if told.stopped is not None:
        found.append(Published(f"stopped {told.year}", told.stopped.total, told.stopped.cells))
    return found


def _dropped(chain: list[int]) -> dict[str, int | None]:
    """How many stopped between each two stages, and how many are at the last."""
    steps = zip(chain, [*chain[1:], 0], strict=True)
    return {str(index): here - after for index, (here, after) in enumerate(steps)}


def _of_goal(goal: OwnGoal) -> list[Published]:
    found = []
    for year, points in ((goal.year, goal.points), (goal.year - 1, goal.before)):
        if points:
            parts = {str(x): after - before for (_x, before), (x, after) in pairwise(points)}
            found.append(Published(f"goal {goal.measure.kin} {year}", points[-1][1], parts))
    return found
