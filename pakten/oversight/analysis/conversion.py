"""How far proposals come, how members answer, and how promises last: what follows a promise in time.

Proposals are of persons. A step counts those who came at least so far, so two steps that stand
below each other are a whole and its part: what came off between them is hidden with them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Placement, PlacementStep
from pakten.activities.opportunities.queries.replies import replies_by_member
from pakten.activities.opportunities.states import PlacementState
from pakten.agreements.followup.queries.keeping import (
    Snapshot,
    members_over_time,
    over_time,
    quarter_ends,
)
from pakten.base.statistics.suppression import Shown, suppress
from pakten.parties.organisations.models import Organisation

STEPS = (
    PlacementState.PROPOSED,
    PlacementState.ACCEPTED,
    PlacementState.PRESENTED,
    PlacementState.AGREED,
    PlacementState.STARTED,
)
YEARS = 4
QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Funnel:
    """Proposals made in one year and how far they came. `stopped` are those that ended at a step."""

    year: int
    stopped: Shown[str]
    is_running: bool

    @property
    def reached(self) -> list[tuple[str, int | None]]:
        """How many came at least to each step, of what is shown."""
        return [(str(_words(step)), self.at_least(i)) for i, step in enumerate(STEPS)]

    def at_least(self, step: int) -> int | None:
        """Those that came to a step, or None where what is shown does not tell."""
        ended_before = [self.stopped.cells[each.value] for each in STEPS[:step]]
        if self.stopped.total is None or None in ended_before:
            return None
        return self.stopped.total - sum(n or 0 for n in ended_before)

    @property
    def share(self) -> float | None:
        """Of those proposed, how many began."""
        started = self.at_least(len(STEPS) - 1)
        return started / self.stopped.total if started is not None and self.stopped.total else None


def _words(step: PlacementState) -> str:
    return {
        PlacementState.PROPOSED: _("Proposed"),
        PlacementState.ACCEPTED: _("The person said yes"),
        PlacementState.PRESENTED: _("Presented to the employer"),
        PlacementState.AGREED: _("Agreed"),
        PlacementState.STARTED: _("Began"),
    }[step]


def _stopped_at(years: Iterable[int]) -> dict[int, Counter[str]]:
    """Where proposals of some years ended, by the furthest step they reached. One query."""
    steps = PlacementStep.objects.filter(placement=OuterRef("pk"))
    reached = {f"to_{step.value}": Exists(steps.filter(state=step)) for step in STEPS[1:]}
    found = {year: Counter[str]() for year in years}
    rows = Placement.objects.filter(proposed_at__year__in=list(found)).annotate(**reached)
    names = ["proposed_at__year", *reached]
    for year, *marks in rows.order_by().values_list(*names):
        furthest = max((i for i, mark in enumerate(marks, 1) if mark), default=0)
        found[year][STEPS[furthest].value] += 1
    return found


def funnels(today: date, smallest: int) -> list[Funnel]:
    """The proposals of the last years, the newest first. One query."""
    found = _stopped_at(range(today.year - YEARS + 1, today.year + 1))
    return [
        Funnel(year, _hidden(cells, smallest), year == today.year)
        for year, cells in sorted(found.items(), reverse=True)
        if cells
    ]


def _hidden(cells: Mapping[str, int], smallest: int) -> Shown[str]:
    return suppress({step.value: cells.get(step.value, 0) for step in STEPS}, smallest)


def published(today: date, smallest: int) -> list[tuple[str, Shown[str]]]:
    """The totals and parts that the page tells: for the attack test."""
    return [(f"funnel {each.year}", each.stopped) for each in funnels(today, smallest)]


@dataclass(frozen=True, slots=True)
class ReplyRate:
    """How all members together keep their promise to answer. An answer is about a person."""

    asked: int | None
    in_time: int | None
    members: int

    @property
    def share(self) -> float | None:
        return self.in_time / self.asked if self.asked and self.in_time is not None else None


def reply_rate(today: date, smallest: int) -> ReplyRate:
    """Answers in time over the last year. Two queries."""
    found = replies_by_member(Organisation.objects.only("pk", "reply_days"), today)
    told = _replies({pk: (each.asked, each.in_time) for pk, each in found.items()}, smallest)
    return ReplyRate(told.total, told.cells["kept"], sum(bool(r.asked) for r in found.values()))


def _replies(found: Mapping[int, tuple[int, int]], smallest: int) -> Shown[str]:
    asked, kept = sum(n for n, _k in found.values()), sum(k for _n, k in found.values())
    return suppress({"kept": kept, "late": asked - kept}, smallest)


@dataclass(frozen=True, slots=True)
class Decay:
    """How many members are active, quarter by quarter. Members are not persons."""

    points: tuple[Snapshot, ...]

    @property
    def now(self) -> Snapshot | None:
        return self.points[-1] if self.points else None


def decay(today: date) -> Decay:
    """The last two years. The queries of `members_over_time`."""
    members = members_over_time()
    ends = quarter_ends(date(today.year - 2, 1, 1), today)[-QUARTERS:]
    found = over_time(members, ends, today)
    return Decay(tuple(each for each in found if each.total))
