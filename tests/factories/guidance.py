"""Sessions, steps and leaves for tests."""

from typing import Any

from pakten.base.access import Actor
from pakten.parties.guidance.models import NextStep, Session
from pakten.parties.guidance.states import HELP
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose
from tests.factories.world import NOW, days, make_staff


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


def make_guidance_ids(person: Participant, by: Actor) -> dict[str, Any]:
    """An open session, a step, and a profile that may be the same person's."""
    leader = make_staff(person.pact, StaffRole.COUNSELLOR, name="Leila Nouri").account_id
    twin = Participant.objects.create(
        pact_id=person.pact_id, given_name=person.given_name, family_name="Nouri",
        birth_year=person.birth_year, target_group_id=person.target_group_id,
        district_id=person.district_id, swedish=person.swedish, counsellor_id=by.account_id,
        registered_at=NOW,
    )  # fmt: skip
    session = Session.objects.create(
        pact_id=person.pact_id, participant=person, led_by_id=leader, language="ar", started_at=NOW
    )
    step = make_step(person, by)
    return {"sitting": session.pk, "step": step.pk, "other": twin.pk}
