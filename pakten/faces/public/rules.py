"""Which activity suits whom: the advice of the interest form, in plain Python.

The activities are the city's own, so what is said here of the first five is advice on their order;
an activity not named here is offered after them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pakten.parties.pacts.models import Activity

# what one wants most -> activities, the most fitting first
WANTS: dict[str, tuple[str, ...]] = {
    "staff": ("job_partnership", "social_clause", "mentoring"),
    "share": ("mentoring", "network", "job_partnership"),
    "open": ("job_partnership", "mentoring", "network"),
    "advise": ("advisory_board", "network", "mentoring"),
}
HOURS: dict[str, int] = {"2": 2, "4": 4, "8": 8, "more": 20}
# employees at most -> activities that ask much of so small a house
HEAVY_FOR: dict[str, frozenset[str]] = {
    "1-9": frozenset({"advisory_board", "social_clause"}),
    "10-49": frozenset({"advisory_board"}),
    "50-249": frozenset(),
    "250+": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """The three answers; "" where none was given."""

    want: str = ""
    size: str = ""
    hours: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.want or self.size or self.hours)

    @property
    def hours_a_month(self) -> int | None:
        return HOURS.get(self.hours)


@dataclass(frozen=True, slots=True)
class Advice:
    """An activity with the least hours a month it asks for, and whether it fits the wish."""

    activity: Activity
    hours: int
    fits: bool


def advise(activities: Iterable[Activity], wish: Wish) -> list[Advice]:
    """The activities, most fitting first; those that fit together within the hours are marked."""
    order = WANTS.get(wish.want, ())
    heavy = HEAVY_FOR.get(wish.size, frozenset())
    ranked = sorted(activities, key=lambda a: (a.code in heavy, _place(order, a.code), a.position))
    left = wish.hours_a_month
    advice = []
    for activity in ranked:
        hours = least_hours(activity.hours_per_month)
        wanted = activity.code not in heavy and (not order or activity.code in order)
        fits = not wish.is_empty and wanted and (left is None or hours <= left)
        if fits and left is not None:
            left -= hours
        advice.append(Advice(activity, hours, fits))
    return sorted(advice, key=lambda each: not each.fits)


def least_hours(hours_per_month: str) -> int:
    """The lower end of the hours an activity takes: "4–8" gives 4, nothing gives 0."""
    found = re.search(r"\d+", hours_per_month)
    return int(found[0]) if found else 0


def _place(order: tuple[str, ...], code: str) -> int:
    return order.index(code) if code in order else len(order)
