"""What waits for a coordinator: one row per thing, with why, by when, and one verb."""

from collections.abc import Sequence
from datetime import date

from pakten.agreements.results.queries import Progress
from pakten.faces.desk.waiting.counted import counted
from pakten.faces.desk.waiting.letters import behind_plan, letters_waiting, members_behind
from pakten.faces.desk.waiting.members import interests, next_steps
from pakten.faces.desk.waiting.people import late_answers, twins, unanswered
from pakten.faces.desk.waiting.rows import Work, contacts_of
from pakten.parties.pacts.http import PactRequest


def waiting(request: PactRequest, today: date, progress: Sequence[Progress]) -> list[Work]:
    """Everything that waits in the pact, the most urgent first within each kind."""
    pact, actor = request.pact, request.actor
    behind, asked = members_behind(progress), unanswered(actor, today)
    houses = contacts_of([*behind, *(row["house"] for row in asked)])
    return [
        *interests(pact, today),
        *late_answers(asked, houses, today),
        *next_steps(pact, today),
        *counted(pact, actor, request.user, today),
        *twins(actor),
        *behind_plan(behind, houses),
        *letters_waiting(pact, actor, today),
    ]
