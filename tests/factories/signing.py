"""A member, a catalogue and an actor for the tests of letters."""

from typing import Any

from pakten.agreements.commitments import actions, signing
from pakten.agreements.commitments.models import Letter, Pledge, Signatory
from pakten.agreements.commitments.rules import LetterTerms, PledgeTerms
from pakten.agreements.commitments.states import EndReason, LetterState, Party
from pakten.agreements.signing.actions.signing import sign_letter
from pakten.agreements.signing.rules import Signing
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.models import Contact
from pakten.parties.organisations.states import Stage
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
    text,
)

TERMS = LetterTerms(days(10), days(700))


class World:
    """One member in dialogue; `draft`, `ready` and `signed` take a letter that far by the actions."""

    def __init__(self) -> None:
        self.pact = make_pact(
            signatory_name="Karin Holm", signatory_title=LocalText({"sv": "director"})
        )
        self.by = make_staff(self.pact)
        with inside(self.pact):
            self.house = make_organisation(self.pact)
            Contact.objects.create(
                pact=self.pact, organisation=self.house, name="Mona Rahimi",
                title="HR", email="mona@klarasjo.example",
            )  # fmt: skip
            self.jobs = make_measure(self.pact, pledge_sentence=text("Hire {quantity} people"))
            self.support = make_measure(
                self.pact, activity=self.jobs.activity, by_city=True, name=text("Support")
            )

    def terms(self, **changes: Any) -> PledgeTerms:
        values = {"quantity": 4, "starts_on": days(10), "due_on": days(400)}
        return PledgeTerms(**{**values, **changes})

    def draft(self, terms: LetterTerms = TERMS) -> Letter:
        return actions.draft_letter(self.house, terms, by=self.by, at=NOW)

    def add(self, letter: Letter, party: Party = Party.MEMBER, **changes: Any) -> Pledge:
        measure = self.support if party == Party.CITY else self.jobs
        terms = self.terms(**changes)
        return actions.add_pledge(letter, party, measure, terms, by=self.by, at=NOW)

    def full(self) -> Letter:
        """A draft that lacks nothing."""
        letter = self.draft()
        self.add(letter)
        self.add(letter, Party.CITY, responsible="Sara Lindqvist")
        letter.refresh_from_db()
        return letter

    def ready(self) -> Letter:
        return signing.ready_letter(self.full(), by=self.by, at=NOW)

    def signatory(self, letter: Letter, party: Party) -> Signatory:
        """The first who is to sign for a party."""
        return letter.signatories.filter(party=party).order_by("position", "id")[0]

    def signature(self, letter: Letter, **changes: Any) -> Signing:
        values = {"signed_on": TODAY, "content_hash": letter.content_hash}
        return Signing(**{**values, **changes})

    def sign(self, letter: Letter, party: Party, **changes: Any) -> Any:
        """The office records that the first signatory of a party has signed."""
        signed = self.signature(letter, **changes)
        return sign_letter(letter, self.signatory(letter, party), signed, by=self.by, at=NOW)

    def signed(self) -> Letter:
        letter = self.ready()
        for party in Party:
            self.sign(letter, party)
        letter.refresh_from_db()
        return letter

    def in_state(self, state: LetterState) -> Letter:
        """A letter brought to a state the way people bring it there."""
        if state == LetterState.DRAFT:
            return self.full()
        if state == LetterState.READY:
            return self.ready()
        letter = self.signed()
        if state == LetterState.ENDED:
            from_here = EndReason.MEMBER_LEFT
            letter = signing.end_letter(letter, from_here, by=self.by, at=NOW)
        return letter

    @property
    def stage(self) -> Stage:
        self.house.refresh_from_db()
        return Stage(self.house.stage)
