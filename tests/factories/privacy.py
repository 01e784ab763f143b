"""A person with traces everywhere, marked by words nobody else has."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from pakten.activities.opportunities.models import FollowUp, PlacementStep
from pakten.base.notices.models import Message, Notice
from pakten.base.terms.models import Concept
from pakten.oversight.privacy.models import Correction
from pakten.parties.people.models import CallbackRequest, Experience, Participant
from tests.factories.openings import PlacementWorld, make_opening, make_placement
from tests.factories.world import NOW, TODAY, days, inside

GIVEN, FAMILY = "Zaynabmark", "Qorrinmark"
NAME = f"{GIVEN} {FAMILY}"
EMAIL = "zaynabmark@pakten.example"
PHONE = "070-998 87 76"
MARKS = (GIVEN, FAMILY, EMAIL, PHONE)


class MarkedWorld(PlacementWorld):
    """The usual world, with a person whose name can be looked for in every table."""

    def mark(self) -> None:
        """Give the person words and rows that must be gone afterwards. Call inside the pact."""
        person = self.person
        person.given_name, person.family_name = GIVEN, FAMILY
        person.phone, person.email = PHONE, EMAIL
        person.own_words = f"I am {NAME}."
        person.save()
        account = person.account
        account.name, account.email, account.phone = NAME, EMAIL, PHONE
        account.save()
        self.participant = type(self.participant)(account.pk, NAME, self.participant.grants)
        occupation = Concept.objects.filter(kind="ssyk4").first()
        Experience.objects.create(
            pact=self.pact, participant=person, occupation=occupation, where=f"{NAME} & son"
        )
        self.placed = self.place("presented", note=f"{NAME} can come on Monday")
        self.mail()
        CallbackRequest.objects.create(
            pact=self.pact, name=NAME, phone="+46 70 998 87 76", language="sv", door="work",
            asked_at=NOW,
        )  # fmt: skip

    def place(self, state: str, note: str = "", **fields: Any) -> Any:
        opening = make_opening(self.house, self.coordinator, **fields)
        placement = make_placement(opening, self.person, self.coordinator, state)
        PlacementStep.objects.create(
            pact=self.pact, placement=placement, state=state, at=NOW, note=note
        )
        FollowUp.objects.create(
            pact=self.pact, placement=placement, months=1, due_on=days(30), note=note
        )
        return placement

    def mail(self) -> None:
        common = {"pact": self.pact, "written_at": NOW, "subject": "Hello"}
        Message.objects.create(to=EMAIL, body=f"Dear {NAME}", **common)
        Message.objects.create(to="office@pakten.example", body=f"{NAME} rang", **common)
        Notice.objects.create(
            to=EMAIL, account=self.person.account, language="sv", topic="people", about="x:1",
            state="sent", body=f"Dear {NAME}", **common,
        )  # fmt: skip

    def hold_form(self) -> None:
        """A form of somebody else's that was kept when their session ended."""
        session = SessionStore()
        session["held_form"] = {"account": 1, "fields": [["given_name", [GIVEN]], ["x", [NAME]]]}
        session.save()


def make_correction(person: Participant, **fields: Any) -> Correction:
    """Something that a person says is wrong, and nobody has answered."""
    values = {"text": "My name is spelled otherwise.", "asked_at": NOW}
    return Correction.objects.create(
        pact_id=person.pact_id, participant=person, **{**values, **fields}
    )


def make_marked() -> MarkedWorld:
    """The world with everything in it."""
    world = MarkedWorld()
    with inside(world.pact):
        world.mark()
    world.hold_form()
    return world


__all__ = ["EMAIL", "MARKS", "NAME", "NOW", "PHONE", "TODAY", "MarkedWorld", "make_marked"]
