"""Every change of the ledger: a row is added, or taken back by another row. Import the verbs from here."""

from pakten.agreements.results.actions.correcting import (
    answer_additionality,
    append_reversal,
    confirm_outcome,
    correct_outcome,
    move_outcome,
    reverse_outcome,
)
from pakten.agreements.results.actions.recording import (
    Happening,
    Persons,
    Report,
    Traits,
    append_outcome,
    measure_of,
    record_outcome,
    report_outcome,
)

__all__ = [
    "Happening",
    "Persons",
    "Report",
    "Traits",
    "answer_additionality",
    "append_outcome",
    "append_reversal",
    "confirm_outcome",
    "correct_outcome",
    "measure_of",
    "move_outcome",
    "record_outcome",
    "report_outcome",
    "reverse_outcome",
]
