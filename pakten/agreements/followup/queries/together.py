"""What a member and the city have done together, in words."""

from datetime import date

from django.db.models import Sum

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.followup.rules import months_between
from pakten.agreements.results.models import Outcome
from pakten.parties.pacts.models import Measure


def done_together(letter: Letter) -> list[tuple[Measure, int]]:
    """Sums of the ledger for the member since it joined, by measure in the catalogue's order."""
    rows = Outcome.objects.filter(organisation=letter.organisation_id).order_by()
    sums = dict(rows.values_list("measure").annotate(number=Sum("quantity")))
    measures = Measure.objects.filter(pk__in=[pk for pk, number in sums.items() if number > 0])
    return [(each, sums[each.pk]) for each in measures.order_by("position", "pk")]


def months_of(pledge: Pledge, on: date) -> tuple[float, float]:
    """(months gone on a day, all its months)."""
    whole = months_between(pledge.starts_on, pledge.due_on)
    gone = months_between(pledge.starts_on, min(on, pledge.due_on))
    return max(gone, 0.0), whole
