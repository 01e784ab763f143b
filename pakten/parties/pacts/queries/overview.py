"""What a pact consists of, in counts and lines, and what waits in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import QuerySet

from pakten.parties.pacts.models import (
    Activity,
    CitySignatory,
    CooperationForm,
    District,
    ExcludedSector,
    Goal,
    Measure,
    Pact,
    PactValue,
    TargetGroup,
)
from pakten.parties.pacts.queries.texts import TextRow, texts_of

R = TypeVar("R", TargetGroup, District)


@dataclass(frozen=True, slots=True)
class Overview:
    """The pact on one page."""

    goals: Sequence[Goal]
    values: Sequence[PactValue]
    groups: Sequence[TargetGroup]
    districts: int
    sectors: int
    activities: int
    forms: int
    measures: int
    signatories: Sequence[CitySignatory]
    texts: Sequence[TextRow]

    @property
    def waiting(self) -> int:
        return sum(row.waits for row in self.texts)

    @property
    def is_empty(self) -> bool:
        return not (self.activities or self.groups)


def overview(pact: Pact, today: date) -> Overview:
    """Ten queries, each of one small table."""
    return Overview(
        goals=list(Goal.objects.filter(pact=pact)),
        values=list(PactValue.objects.filter(pact=pact)),
        groups=list(TargetGroup.objects.on(today).filter(pact=pact)),
        districts=District.objects.on(today).filter(pact=pact).count(),
        sectors=ExcludedSector.objects.on(today).filter(pact=pact).count(),
        activities=Activity.objects.on(today).filter(pact=pact).count(),
        forms=CooperationForm.objects.on(today).filter(pact=pact).count(),
        measures=Measure.objects.on(today).filter(pact=pact).count(),
        signatories=list(CitySignatory.objects.on(today).filter(pact=pact)),
        texts=texts_of(pact, today),
    )


@dataclass(frozen=True, slots=True)
class Lineage(Generic[R]):
    """A definition with the versions or parts it came from, the newest first."""

    now: R
    before: tuple[R, ...]


def lineages(rows: QuerySet[R]) -> list[Lineage[R]]:
    """Those without a successor, each with everything that became it. One query."""
    every = list(rows.order_by("position", "id"))
    became: dict[int, list[R]] = {}
    for row in every:
        if row.successor_id:
            became.setdefault(row.successor_id, []).append(row)

    return [Lineage(row, tuple(_before(row, became))) for row in every if not row.successor_id]


def _before(row: R, became: dict[int, list[R]]) -> list[R]:
    found: list[R] = []
    waiting: list[R] = list(became.get(row.pk, []))
    while waiting:
        first: R = waiting.pop(0)
        found.append(first)
        waiting = became.get(first.pk, []) + waiting
    return found
