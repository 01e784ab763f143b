"""From internship to job: of the placements at a member that ended, how many became a job.

The member reads its own figure to this day. Others read it a month later, so the member has seen it
first, and never where fewer have ended than the pact's smallest group (decision 0030).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import (
    FOR_ONE_PERSON,
    EndOutcome,
    OpeningKind,
    PlacementState,
)
from pakten.parties.organisations.models import Organisation

HOUSE_FIRST = timedelta(days=30)
ON_THE_WAY = FOR_ONE_PERSON - {OpeningKind.JOB}  # what can become a job


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many ended, and how many of them became a job; hidden from others where they are few."""

    ended: int
    jobs: int
    until: date
    to_house: bool
    fewest: int

    @property
    def is_hidden(self) -> bool:
        return not self.to_house and 0 < self.ended < self.fewest

    @property
    def is_empty(self) -> bool:
        return self.ended == 0

    @property
    def share(self) -> float | None:
        return self.jobs / self.ended if self.ended and not self.is_hidden else None


def _ended(until: date) -> QuerySet[Placement]:
    return Placement.objects.filter(
        state=PlacementState.ENDED, ended_on__lte=until, opening__kind__in=ON_THE_WAY
    ).order_by()


def conversion_of(house: Organisation, today: date, *, to_house: bool = False) -> Conversion:
    """One member's figure, for itself to this day or for others to a month ago. One query."""
    return _conversion([house.pk], today if to_house else today - HOUSE_FIRST, to_house=to_house)


def own_conversion(houses: Iterable[int], today: date) -> Conversion:
    """The same for those who act for some houses, to this day. One query."""
    return _conversion(houses, today, to_house=True)


def _conversion(houses: Iterable[int], until: date, *, to_house: bool) -> Conversion:
    found = _ended(until).filter(opening__organisation__in=list(houses)).aggregate(
        ended=Count("pk"), jobs=Count("pk", filter=Q(end_outcome=EndOutcome.JOB)),
        fewest=Max("opening__pact__smallest_group"),
    )  # fmt: skip
    return Conversion(found["ended"], found["jobs"], until, to_house, found["fewest"] or 0)
