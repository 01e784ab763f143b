"""Keeping who has read rows that each are about one person."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.db.models import QuerySet

from pakten.agreements.results.models import Outcome, Reading
from pakten.base.access import Actor


def log_reading(
    rows: Iterable[Outcome], asked: str, *, pact_id: int, by: Actor, at: datetime
) -> int:
    """Write down that the rows were read, in the transaction that shows them; returns how many of
    them are about single persons. Nothing is written where none is. `asked`: the query string."""
    if isinstance(rows, QuerySet) and not rows.query.is_sliced:
        single = rows.filter(measure__per_person=True).count()
    else:
        single = sum(row.measure.per_person for row in rows)
    if single:
        Reading.objects.create(
            pact_id=pact_id, account_id=cast("int", by.account_id), read_at=at,
            asked=asked[:500], rows=single,
        )  # fmt: skip
    return single
