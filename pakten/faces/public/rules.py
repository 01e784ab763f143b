"""Which activity suits whom: the advice of the interest form, in plain Python.

The activities are the city's own, so what is said here of the first five is advice on their order;
an activity not named here is offered after them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pakten.parties.pacts.models import Activity

# what one wants most -> activities, the most fitting first
WANTS: dict[str, tuple[str, ...]] = {
    "staff": ("job_partnership", "social_clause", "mentoring"),
    "share": ("mentoring", "network", "job_partnership"),
    "open": ("job_partnership", "mentoring", "network"),
    "know": ("network", "mentoring", "advisory_board"),
    "advise": ("advisory_board", "network", "mentoring"),
}
HOURS: dict[str, int] = {"2": 2, "4": 4, "8": 8, "more": 20}
BAR = 8
# employees at most -> activities that ask much of so small a house
HEAVY_FOR: dict[str, frozenset[str]] = {
    "1-9": frozenset({"advisory_board", "social_clause"}),
    "10-49": frozenset({"advisory_board"}),
    "50-249": frozenset(),
    "250+": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """The answers; "" where none was given. The sector only adds reasons, it excludes nothing here."""

    want: str = ""
    size: str = ""
    hours: str = ""
    sector: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.want or self.size or self.hours)

    @property
    def hours_a_month(self) -> int | None:
        return HOURS.get(self.hours)


class Why(StrEnum):
    """A reason for or against an activity. The words are in the template."""

    WANTED = "wanted"
    IN_TIME = "in_time"
    OTHERS = "others"
    NO_TIME_LEFT = "no_time_left"
    HEAVY = "heavy"
    OTHER_WANT = "other_want"


@dataclass(frozen=True, slots=True)
class Advice:
    """An activity with the least hours a month it asks for, whether it fits the wish, and why."""

    activity: Activity
    hours: int
    fits: bool
    why: tuple[Why, ...] = ()
    others: int = 0

    @property
    def slots(self) -> list[bool]:
        """The hours as marks on a bar of eight."""
        return [n < self.hours for n in range(BAR)]


def advise(
    activities: Iterable[Activity], wish: Wish, others: Mapping[int, int] | None = None
) -> list[Advice]:
    """The activities, most fitting first; those that fit together within the hours are marked.

    `others` is how many shown members of the wisher's sector take part, by activity id.
    """
    order = WANTS.get(wish.want, ())
    heavy = HEAVY_FOR.get(wish.size, frozenset())
    ranked = sorted(activities, key=lambda a: (a.code in heavy, _place(order, a.code), a.position))
    left = wish.hours_a_month
    advice = []
    for activity in ranked:
        hours = least_hours(activity.hours_per_month)
        against = _against(activity, order, heavy, hours, left)
        fits = not wish.is_empty and not against
        if fits and left is not None:
            left -= hours
        met = (others or {}).get(activity.pk or 0, 0)
        why = against if not fits else _for(wish, met)
        advice.append(Advice(activity, hours, fits, () if wish.is_empty else why, met))
    return sorted(advice, key=lambda each: not each.fits)


def _against(
    activity: Activity, order: tuple[str, ...], heavy: frozenset[str], hours: int, left: int | None
) -> tuple[Why, ...]:
    reasons = []
    if activity.code in heavy:
        reasons.append(Why.HEAVY)
    if order and activity.code not in order:
        reasons.append(Why.OTHER_WANT)
    if left is not None and hours > left:
        reasons.append(Why.NO_TIME_LEFT)
    return tuple(reasons)


def _for(wish: Wish, others: int) -> tuple[Why, ...]:
    reasons = [Why.WANTED] if wish.want else []
    if wish.hours:
        reasons.append(Why.IN_TIME)
    if others:
        reasons.append(Why.OTHERS)
    return tuple(reasons)


def least_hours(hours_per_month: str) -> int:
    """The lower end of the hours an activity takes: "4–8" gives 4, nothing gives 0."""
    found = re.search(r"\d+", hours_per_month)
    return int(found[0]) if found else 0


def _place(order: tuple[str, ...], code: str) -> int:
    return order.index(code) if code in order else len(order)
