"""A pact with a counsellor, a coordinator, a member and one participant who can sign in."""

import pytest

from pakten.base.tenancy.context import enter
from pakten.parties.pacts.states import StaffRole
from tests.factories.people import make_participant, sign_in_as
from tests.factories.world import make_organisation, make_pact, make_representative, make_staff


class People:
    """Those who act, and the person it is about."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.counsellor = make_staff(self.pact, StaffRole.COUNSELLOR, name="Leila Nouri")
        self.coordinator = make_staff(self.pact, StaffRole.COORDINATOR)
        self.board = make_staff(self.pact, StaffRole.BOARD, name="Ylva Hedin")
        enter(self.pact.pk)
        self.house = make_organisation(self.pact)
        self.member = make_representative(self.house)
        self.person = make_participant(self.pact, self.counsellor)
        self.own = sign_in_as(self.person)
        self.other = make_participant(self.pact, self.counsellor, given_name="Omar")


@pytest.fixture
def people(db: None) -> People:
    return People()
