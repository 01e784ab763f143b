"""A pact with two counsellors, a coordinator, a board member, and people."""

import pytest

from pakten.base.access import Actor
from pakten.base.tenancy.context import enter
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import Participant
from tests.factories.people import make_participant, sign_in_as
from tests.factories.world import make_organisation, make_pact, make_representative, make_staff


class Guidance:
    """Those who act, and the people it is about."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.counsellor: Actor = make_staff(self.pact, StaffRole.COUNSELLOR, name="Leila Nouri")
        self.colleague = make_staff(self.pact, StaffRole.COUNSELLOR, name="Mikael Strand")
        self.coordinator = make_staff(self.pact, StaffRole.COORDINATOR)
        self.board = make_staff(self.pact, StaffRole.BOARD, name="Ylva Hedin")
        enter(self.pact.pk)
        self.member = make_representative(make_organisation(self.pact))
        self.person: Participant = make_participant(
            self.pact, self.counsellor, given_name="Amal", family_name="Haddad", language="ar",
            email="amal@pakten.example", consents=(),
        )  # fmt: skip
        self.own = sign_in_as(self.person)
        self.other: Participant = make_participant(
            self.pact,
            self.counsellor,
            given_name="Omar",
            family_name="Warsame",
            phone="070-111 11 11",
        )


@pytest.fixture
def guidance(db: None) -> Guidance:
    return Guidance()
