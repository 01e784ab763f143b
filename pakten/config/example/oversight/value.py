"""A model of social value that is not turned on: two rows an administrator can look at and change."""

from pakten.config.example.world import World
from pakten.oversight.reports.shown import series
from pakten.oversight.value.models import UnitValue, ValueModel
from pakten.oversight.value.states import Effect, Whose

ABOUT = {
    "sv": "Exempelvärden, påhittade för att visa hur en modell ser ut. Byt dem mot stadens egna.",
    "en": "Example values, invented to show what a model looks like. Put the city’s own instead.",
}
NOT_COUNTED = {
    "sv": "Hälsa, barnens skolgång, företagens nytta av fler sökande, och vad pakten kostar.",
    "en": "Health, the children’s schooling, what companies gain, and what the pact costs.",
}
SOURCE = "Exempelvärde, inte en riktig källa"
HIRED = {
    "sv": "Lägre försörjningsstöd när någon får lön. Hur länge det varar vet vi inte.",
    "en": "Less income support when somebody has a wage. How long it lasts is not known.",
}
MENTORED = {
    "sv": "Mentorns tid, värderad som två timmar i månaden. Att någon får jobb räknas inte här.",
    "en": "The mentor’s time, at two hours a month. That somebody finds work is not counted here.",
}


def draft_value_model(world: World) -> None:
    """The draft. It stays off: a value is the city's own to decide."""
    model = ValueModel.objects.create(
        pact=world.pact, version=1, about=ABOUT, not_counted=NOT_COUNTED
    )
    kins = [kin for kin, s in series().items() if s.measure.is_headline and s.per_person]
    rows = [
        UnitValue(
            effect=Effect.SAVED_COST, whose=Whose.CITY, low=70_000, high=140_000,
            additional_low=35, additional_high=70, months_low=6, months_high=18, assumption=HIRED,
        ),
        UnitValue(
            effect=Effect.SERVICE, whose=Whose.SOCIETY, low=4_000, high=9_000,
            additional_low=50, additional_high=90, months_low=4, months_high=9,
            assumption=MENTORED,
        ),
    ]  # fmt: skip
    # The first headline is hires, the last mentor pairs.
    for row, kin in zip(rows, kins[:1] + kins[-1:], strict=False):
        row.pact, row.model, row.kin = world.pact, model, kin
        row.price_year, row.source = world.today.year - 1, SOURCE
    UnitValue.objects.bulk_create([row for row in rows if row.kin])
