"""Rows of the ledger, many at once."""

from datetime import date
from itertools import count
from typing import Any

from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Measure
from tests.factories.world import NOW

_number = count(1)


def make_deeds(
    house: Organisation, measure: Measure, on: date, how_many: int, **fields: Any
) -> list[Outcome]:
    """So many deeds of one person each, on a day."""
    values = {"quantity": 1, "evidence": Evidence.CONFIRMED, "recorded_at": NOW, **fields}
    rows = [
        Outcome(
            pact=house.pact, organisation=house, measure=measure, occurred_on=on,
            source=f"test-deed:{next(_number)}", **values,
        )
        for _turn in range(how_many)
    ]  # fmt: skip
    return Outcome.objects.bulk_create(rows)


def take_back(row: Outcome, on: date | None = None) -> Outcome:
    """The reversal of a deed."""
    kept = ("pact_id", "organisation_id", "measure_id", "gender", "age_band", "evidence",
            "district_id", "target_group_id", "language_stage", "form_id", "additionality")  # fmt: skip
    return Outcome.objects.create(
        **{name: getattr(row, name) for name in kept},
        occurred_on=on or row.occurred_on, quantity=-row.quantity, reverses=row,
        source=f"reversal:{row.pk}", recorded_at=NOW,
    )  # fmt: skip
