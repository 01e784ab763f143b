"""Reading the ledger: how far the pledges are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Exists,
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
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.results.models import Outcome
from pakten.base.access import Actor


def with_done(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """The pledges with `done`: the sum of what the ledger counts for each.

    A revised letter carries its pledges on: what was done for one form of a pledge counts for all.
    """
    origin, own = OuterRef(OuterRef("origin")), OuterRef(OuterRef("pk"))
    # CASE, not COALESCE: under row-level security the planner takes no index for COALESCE.
    first = Case(When(IsNull(origin, True), then=own), default=origin)
    forms = Pledge.objects.filter(Q(pk=first) | Q(origin=first)).order_by().values("pk")
    told = (
        Outcome.objects.filter(_is_one_of("pledge", forms)).order_by().values("pact")
        .annotate(total=Sum("quantity")).values("total")
    )  # fmt: skip
    return pledges.annotate(done=Coalesce(Subquery(told), 0, output_field=IntegerField()))


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


def ledger(actor: Actor) -> QuerySet[Outcome]:
    """The rows somebody may read, with `is_reversed`. No row holds a person."""
    taken_back = Outcome.objects.filter(reverses=OuterRef("pk"))
    return (
        Outcome.objects.visible_to(actor)
        .select_related("measure", "organisation", "pledge", "reverses")
        .annotate(is_reversed=Exists(taken_back))
    )


def origin_of(outcome: Outcome) -> str:
    """Where a row comes from, in words: read from its `source`."""
    kind = outcome.source.partition(":")[0]
    if outcome.reverses:
        return _("Takes back the row of {day}").format(day=outcome.reverses.occurred_on)
    words = {
        "placement": _("A placement"),
        "opening": _("A place that was offered"),
        "letter": _("A signed letter"),
    }
    return words.get(kind, _("Told by hand"))


def linked_placement(outcome: Outcome) -> int | None:
    """The placement a row was recorded from, for those who may open it."""
    kind, _colon, rest = outcome.source.partition(":")
    number = rest.partition(":")[0]
    return int(number) if kind == "placement" and number.isdecimal() else None


def promise_of(row: Outcome) -> str:
    """The promise a row counts towards, in words."""
    if row.pledge is None:
        return _("No promise")
    return _("A promise of {quantity}").format(quantity=row.pledge.quantity)


WRONG_CELLS = """
WITH ledger AS (
  SELECT deed.measure_id, extract(year FROM deed.occurred_on)::smallint AS year,
         split.dimension, split.value, sum(deed.quantity) AS quantity,
         sum(CASE WHEN deed.reverses_id IS NULL THEN 1 ELSE -1 END) AS rows
  FROM results_outcome AS deed CROSS JOIN LATERAL (VALUES
    ('total', ''), ('month', to_char(deed.occurred_on, 'YYYY-MM')), ('gender', deed.gender),
    ('age', deed.age_band), ('target_group', coalesce(deed.target_group_id::text, '')),
    ('district', coalesce(deed.district_id::text, '')), ('language', deed.language_stage),
    ('organisation', deed.organisation_id::text), ('evidence', deed.evidence),
    ('programme', coalesce(deed.form_id::text, '')),
    ('additionality', deed.additionality)) AS split(dimension, value)
  GROUP BY 1, 2, 3, 4
)
SELECT dimension, measure_id, year, value
FROM ledger FULL JOIN results_cell AS cell USING (measure_id, year, dimension, value)
WHERE (ledger.quantity, ledger.rows) IS DISTINCT FROM (cell.quantity, cell.rows)
ORDER BY 1, 2, 3, 4
"""


def wrong_cells() -> list[tuple[str, int, int, str]]:
    """Cells of the pact that are not the sum of its ledger: (dimension, measure, year, value).

    There are none: the check that the figures shown equal the rows they come from.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRONG_CELLS)
        return list(cursor.fetchall())
