"""A model of social value with one row, still a draft."""

from typing import Any

from pakten.oversight.value.models import UnitValue, ValueModel
from pakten.oversight.value.states import Effect, Whose
from pakten.parties.pacts.models import Measure


def make_value_ids(measure: Measure) -> dict[str, Any]:
    """The draft of a measure's pact and its row, by kind."""
    model = ValueModel.objects.filter(pact=measure.pact_id).first()
    model = model or ValueModel.objects.create(pact_id=measure.pact_id, version=1)
    unit = UnitValue.objects.create(
        pact_id=measure.pact_id, model=model, kin=f"{measure.kin}-{model.units.count()}",
        effect=Effect.TAX, whose=Whose.STATE, low=1, high=2, additional_low=0,
        additional_high=100, months_low=1, months_high=2, price_year=2025, source="A report",
    )  # fmt: skip
    return {"value_model": model.pk, "unit_value": unit.pk}
