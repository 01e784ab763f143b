"""Sessions, steps and leaves for tests."""

from typing import Any

from pakten.base.access import Actor
from pakten.parties.guidance.models import NextStep, Session
from pakten.parties.guidance.states import HELP
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose
from tests.factories.world import NOW, days


def make_session(person: Participant, by: Actor, **fields: Any) -> Session:
    values = {"language": "ar", "started_at": NOW, "led_by_id": by.account_id}
    return Session.objects.create(
        pact_id=person.pact_id, participant=person, **{**values, **fields}
    )


def make_step(person: Participant, by: Actor, **fields: Any) -> NextStep:
    values = {"what": "Book a study visit", "due_on": days(3), "made_at": NOW}
    return NextStep.objects.create(
        pact_id=person.pact_id, participant=person, made_by_id=by.account_id, **{**values, **fields}
    )


def said(no: tuple[str, ...] = (), **changes: bool) -> dict[str, bool]:
    """Yes to every line but those named."""
    lines = (HELP, *(purpose.value for purpose in Purpose))
    return {line: line not in no for line in lines} | changes
