"""What waits for a coordinator: one row per thing, with why, by when, and one verb."""

from collections.abc import Sequence
from datetime import date

from pakten.agreements.results.queries import Progress
from pakten.base.access import Actor
from pakten.faces.desk.waiting.letters import behind_plan, running_out_soon, to_sign
from pakten.faces.desk.waiting.members import interests
from pakten.faces.desk.waiting.people import callbacks, late_answers
from pakten.faces.desk.waiting.rows import Work
from pakten.parties.pacts.models import Pact


def waiting(pact: Pact, actor: Actor, today: date, progress: Sequence[Progress]) -> list[Work]:
    """Everything that waits in the pact, the most urgent first within each kind."""
    return [
        *interests(pact, today),
        *callbacks(actor, today),
        *late_answers(actor, today),
        *behind_plan(progress, today),
        *to_sign(actor, today),
        *running_out_soon(pact, actor, today),
    ]
