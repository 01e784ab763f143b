"""Reading the ledger: how far the pledges are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.results.models import Outcome


def with_done(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """The pledges with `done`: the sum of what the ledger counts for each."""
    total = (
        Outcome.objects.filter(pledge=OuterRef("pk"))
        .order_by()
        .values("pledge")
        .annotate(total=Sum("quantity"))
        .values("total")
    )
    return pledges.annotate(done=Coalesce(Subquery(total), 0, output_field=IntegerField()))


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
