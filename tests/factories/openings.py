"""Openings and placements for tests, in the state asked for; and a world to put them in."""

from typing import Any

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Actor
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.links import hash_of_token, new_token
from pakten.parties.pacts.states import Deed, StaffRole
from pakten.parties.people.models import Participant
from tests.factories.letters import make_letter, make_pledge
from tests.factories.people import make_participant, sign_in_as
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)

P = PlacementState
ORDER = (P.PROPOSED, P.ACCEPTED, P.PRESENTED, P.INTERVIEWED, P.AGREED, P.STARTED, P.ENDED)


def make_opening(organisation: Organisation, by: Actor, **fields: Any) -> Opening:
    values = {"kind": "job", "title": "Breakfast host", "seats": 2, "posted_at": NOW}
    return Opening.objects.create(
        pact=organisation.pact, organisation=organisation, posted_by_id=by.account_id,
        **{**values, **fields},
    )  # fmt: skip


def make_placement(
    opening: Opening, person: Participant, by: Actor, state: str = P.PROPOSED, **fields: Any
) -> Placement:
    """A placement with everything its state brings along."""
    values: dict[str, Any] = {"state": state, "proposed_at": NOW}
    reached = ORDER.index(P(state)) if state in ORDER else 0
    if reached >= ORDER.index(P.ACCEPTED):
        values |= {"shown_name": str(person), "shown_profile": "Has cooked for years."}
    if reached >= ORDER.index(P.PRESENTED):
        values |= {"presented_at": NOW, "answer_by": days(7)}
    if reached >= ORDER.index(P.INTERVIEWED):
        values |= {"answered_at": NOW}
    if reached >= ORDER.index(P.AGREED):
        values |= {"starts_on": TODAY}
    if reached >= ORDER.index(P.STARTED):
        values |= {"started_on": TODAY}
    if state == P.ENDED:
        values |= {"ended_on": TODAY, "end_outcome": "completed"}
    if state == P.DECLINED:
        values |= {"declined_by": "person", "decline_reason": "time"}
    return Placement.objects.create(
        pact=opening.pact, opening=opening, participant=person,
        proposed_by_id=by.account_id, **{**values, **fields},
    )  # fmt: skip


def make_alive_token(opening: Opening) -> str:
    """The secret of a reminder's link: is the opening still true?"""
    token = new_token(opening.pact_id)
    Opening.objects.filter(pk=opening.pk).update(alive_hash=hash_of_token(token), reminded_at=NOW)
    return token


class PlacementWorld:
    """A member with a letter in force, an opening for two, a person who said yes to everything."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.coordinator = make_staff(self.pact)
        self.counsellor = make_staff(self.pact, StaffRole.COUNSELLOR, name="Leila Nouri")
        with inside(self.pact):
            self.house = make_organisation(self.pact, stage=Stage.ACTIVE)
            self.measure = make_measure(self.pact, Deed.JOB_STARTED)
            self.pledge = make_pledge(self.house, self.measure)
            make_letter(self.house, self.pledge, by=self.coordinator, state=LetterState.ACTIVE)
            self.person = make_participant(self.pact, self.counsellor)
            self.opening = make_opening(self.house, self.coordinator)
            self.participant = sign_in_as(self.person)
        self.member = make_representative(self.house)

    def placement(self, state: str = P.PROPOSED, **fields: Any) -> Placement:
        return make_placement(self.opening, self.person, self.counsellor, state, **fields)

    def another(self, **fields: Any) -> Participant:
        return make_participant(self.pact, self.counsellor, **{"given_name": "Dawit", **fields})
