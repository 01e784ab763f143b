"""Reading the ledger: how far the pledges are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.results.models import Outcome


def with_done(pledges: QuerySet[Pledge], *, until_due: bool = False) -> QuerySet[Pledge]:
    """The pledges with `done`: the sum of what the ledger counts for each.

    A revised letter carries its pledges on: what was done for one form of a pledge counts for all.
    With `until_due` they get `done_in_time`: only what was done up to the pledge's last day.
    """
    origin, own = OuterRef(OuterRef("origin")), OuterRef(OuterRef("pk"))
    # CASE, not COALESCE: under row-level security the planner takes no index for COALESCE.
    first = Case(When(IsNull(origin, True), then=own), default=origin)
    forms = Pledge.objects.filter(Q(pk=first) | Q(origin=first)).order_by().values("pk")
    deeds = Outcome.objects.filter(_is_one_of("pledge", forms)).order_by()
    if until_due:
        deeds = deeds.filter(occurred_on__lte=OuterRef("due_on"))
    told = deeds.values("pact").annotate(total=Sum("quantity")).values("total")
    counted = Coalesce(Subquery(told), 0, output_field=IntegerField())
    return pledges.annotate(**{"done_in_time" if until_due else "done": counted})


def _is_one_of(name: str, rows: QuerySet[Any, Any]) -> Func:
    """Whether the column is among what a query finds: an array is looked up by index, where the
    planner would read the whole ledger for a join."""
    found = ArraySubquery(rows)
    return Func(
        F(name),
        found,
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pledge is. `plan` is where an even pace says today should be."""

    pledge: Pledge
    done: int
    plan: float
    today: date

    @property
    def is_kept(self) -> bool:
        return self.done >= self.pledge.quantity

    @property
    def left(self) -> int:
        return max(self.pledge.quantity - self.done, 0)

    @property
    def is_late(self) -> bool:
        """Past its last day and not kept."""
        return not self.is_kept and self.today > self.pledge.due_on

    @property
    def is_behind(self) -> bool:
        """Late, or a whole unit and a fifth of the pledge behind an even pace."""
        gap = self.plan - self.done
        return self.is_late or gap >= max(1.0, 0.2 * self.pledge.quantity)

    @property
    def tone(self) -> str:
        if self.is_kept or not self.is_behind:
            return "ok"
        return "late" if self.is_late or self.done < 0.5 * self.plan else "warning"


def progress_of(pledges: Iterable[Pledge], today: date) -> list[Progress]:
    """Progress of pledges that come from `with_done`, in the given order."""
    return [Progress(p, p.done, p.expected(today), today) for p in pledges]  # type: ignore[attr-defined]
