"""The figures of a sheet: what the ledger says on a day, beside an even pace."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Sum
from django.db.models.functions import Coalesce

from pakten.agreements.commitments.models import LetterLine, Pledge
from pakten.agreements.followup.models import CheckIn, CheckInLine
from pakten.agreements.followup.rules import pace
from pakten.agreements.results.models import Outcome


def root_of(pledge: Pledge) -> int:
    """The pledge as it was first signed: what was done for one of its forms counts for all."""
    return pledge.origin_id or pledge.pk


def recorded(pledges: Iterable[Pledge], on: date) -> dict[int, int]:
    """What the ledger counts up to and with a day, by the first form of each pledge."""
    root = Coalesce("pledge__origin", "pledge")
    roots = {root_of(pledge) for pledge in pledges}
    rows = Outcome.objects.filter(occurred_on__lte=on).alias(root=root).filter(root__in=roots)
    return dict(rows.order_by().values_list(root).annotate(number=Sum("quantity")))


def lines_for(sheets: Mapping[int, CheckIn], last: date, on: date) -> list[CheckInLine]:
    """A line per promise that has begun, both parties', in the letters' order. Two queries.

    `sheets` by letter; promises that begin after `last` are left for the next year.
    """
    rows = LetterLine.objects.filter(letter__in=list(sheets), pledge__starts_on__lte=last)
    found = list(rows.select_related("pledge").order_by("letter", "position", "pk"))
    done = recorded((row.pledge for row in found), on)
    return [
        CheckInLine(
            pact_id=row.pact_id,
            check_in=sheets[row.letter_id],
            pledge=row.pledge,
            position=row.position,
            **figures_of(row.pledge, done.get(root_of(row.pledge), 0), on),
        )
        for row in found
    ]


def figures_of(pledge: Pledge, done: int, on: date) -> dict[str, int | float | date]:
    """The frozen columns of a line."""
    return {
        "promised": pledge.quantity,
        "due_on": pledge.due_on,
        "recorded": done,
        "expected": round(pace(pledge.quantity, pledge.starts_on, pledge.due_on, on), 3),
    }
