"""Letters and pledges for tests, in the state asked for."""

from typing import Any

from pakten.agreements.commitments.models import Letter, LetterLine, Pledge
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Actor
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Measure
from tests.factories.world import NOW, days


def make_pledge(organisation: Organisation, measure: Measure, **fields: Any) -> Pledge:
    values = {
        "promised_by": Party.MEMBER,
        "quantity": 4,
        "starts_on": days(-100),
        "due_on": days(100),
    }
    return Pledge.objects.create(
        pact=organisation.pact, organisation=organisation, measure=measure, **{**values, **fields}
    )


def make_letter(
    organisation: Organisation,
    *pledges: Pledge,
    by: Actor,
    state: str = LetterState.DRAFT,
    **fields: Any,
) -> Letter:
    values = {
        "valid_from": days(-100),
        "valid_to": days(300),
        "drafted_by_id": by.account_id,
        "drafted_at": NOW,
        "changed_at": NOW,
        "content_hash": "" if state == LetterState.DRAFT else "0" * 64,
    }
    if state in (LetterState.ACTIVE, LetterState.ENDED):
        values["active_from"] = fields.get("valid_from", values["valid_from"])
    letter = Letter.objects.create(
        pact=organisation.pact, organisation=organisation, state=state, **{**values, **fields}
    )
    for position, pledge in enumerate(pledges):
        LetterLine.objects.create(
            pact=organisation.pact, letter=letter, pledge=pledge, position=position
        )
    return letter
