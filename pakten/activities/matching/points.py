"""What each thing is worth in a round: the one place where points stand, for every form of the score.

Whole numbers only, so that a sum is the same however it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from pakten.activities.matching.needs import Need, RequirementKind, Seeker
from pakten.activities.matching.substitutions import Nearness, Relation

PLACED = 1_000  # a place at all
ASKED = 3_000  # shared among what the need asks for
WANTED_BY = 1_500  # the employer has asked for this person
ASKED_FOR_PLACE = 1_000  # the person has asked for this very place
MARGIN_STEP, MARGIN_MOST = 20, 20  # Swedish above what is asked, on the scale of `levels`
NEAR_STEP, NEAR_MINUTES, NEAR_UNKNOWN = 10, 60, 300
HOURS_STEP = 3
START, START_STEP = 200, 2
WAITED_STEP, WAITED_MONTHS = 10, 12
DONE, WANTED = 2_000, 2_500
MOST = (
    PLACED + ASKED + WANTED_BY + ASKED_FOR_PLACE + MARGIN_STEP * MARGIN_MOST + NEAR_STEP * NEAR_MINUTES
    + HOURS_STEP * 100 + START + WAITED_STEP * WAITED_MONTHS + DONE + WANTED
)  # fmt: skip
WENT_WITHOUT = MOST + 1  # so that over one place nobody comes before who went without last round

Worth = Callable[[Nearness, int], int]

# Tenths of a wish: the first, the second … and from the fifth on all alike.
_WISHES = (10, 9, 8, 7, 6)
_WEIGHTS = {True: 3, False: 2}  # a must, and what is nice to have
_WITHOUT_POINTS = {
    RequirementKind.TIME, RequirementKind.HOURS, RequirementKind.PLACE, RequirementKind.START,
}  # fmt: skip


def tenths_of_years(years: float) -> int:
    """How much of having done something counts: more with every year, all of it after four."""
    return 6 + min(int(years), 4)


def tenths_of_wish(seeker: Seeker, occupation: str) -> int:
    """How much of a wish counts, by its place among the person's wishes."""
    if not seeker.ranked:
        return _WISHES[0]
    if occupation not in seeker.ranked:
        return _WISHES[-1]
    return _WISHES[min(seeker.ranked.index(occupation), len(_WISHES) - 1)]


def asked_for_place(place: int) -> int:
    """A choice of this very place, by where it stands among the person's choices (from 1)."""
    return ASKED_FOR_PLACE * _WISHES[min(max(place, 1), len(_WISHES)) - 1] // 10


def done(nearness: Nearness, tenths: int) -> int:
    """Work done in an occupation as near as this."""
    return _near(nearness, DONE) * tenths // 10


def wanted(nearness: Nearness, tenths: int) -> int:
    """A wish for an occupation as near as this."""
    return _near(nearness, WANTED) * tenths // 10


def _near(nearness: Nearness, most: int) -> int:
    match nearness.relation:
        case Relation.SAME:
            return most
        case Relation.NEAR:
            return most * 3 * (nearness.percent or 0) // 400
        case Relation.GROUP:
            return most * 2 // 5


def shares(need: Need) -> Sequence[int]:
    """The points of each requirement when it is in place; half of it when it is on the way.

    Place, day and hours have points of their own when they are musts: who may come at all meets them.
    """
    weights = [
        0 if one.must and one.kind in _WITHOUT_POINTS else _WEIGHTS[one.must]
        for one in need.requirements
    ]
    together = sum(weights) or 1
    return [ASKED * weight // together for weight in weights]


def margin(held: int, asked: int) -> int:
    """Swedish above what is asked."""
    return MARGIN_STEP * min(max(held - asked, 0), MARGIN_MOST)


def near(minutes: int | None) -> int:
    """The way to work; a middling figure where nobody has measured it."""
    if minutes is None:
        return NEAR_UNKNOWN
    return NEAR_STEP * min(max(NEAR_MINUTES - minutes, 0), NEAR_MINUTES)


def hours(wished: int, asked: int) -> int:
    """How close the hours offered are to the hours wished."""
    return HOURS_STEP * max(100 - abs(wished - asked), 0)


def start(late: int) -> int:
    """In place on the first day, or some days late."""
    return max(START - START_STEP * max(late, 0), 0)


def waited(since: date | None, today: date) -> int:
    """Whole months of waiting, at most a year."""
    if since is None:
        return 0
    return WAITED_STEP * min(max((today - since).days // 30, 0), WAITED_MONTHS)
