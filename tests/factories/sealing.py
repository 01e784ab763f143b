"""A letter that all have signed, the city's key, and sealed files of it."""

from functools import cache
from typing import Any

from pakten.agreements.commitments.content import hash_of, lines_of
from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.sealing.actions import seal_in
from pakten.agreements.sealing.keys import store_signer
from pakten.agreements.sealing.models import SealedLetter
from pakten.base.documents.signers import LocalSigner, make_signer
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact
from tests.factories.letters import make_letter, make_pledge
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

SIGNERS = (
    (Party.MEMBER, "Ingrid Sandell", "vd"),
    (Party.MEMBER, "Omar Diaz", "ekonomichef"),
    (Party.CITY, "Karin Holm", "arbetsmarknadsdirektör"),
)


@cache
def city_signer() -> LocalSigner:
    """One key for all tests: making one takes a second."""
    return make_signer("Exempelstaden, letters of intent", "Exempelstaden", at=NOW)


@cache
def other_signer() -> LocalSigner:
    """Somebody else who calls themselves the same."""
    return make_signer("Exempelstaden, letters of intent", "Exempelstaden", at=NOW)


class Sealing:
    """A pact with its key and one letter in force that three people have signed."""

    def __init__(self, **fields: Any) -> None:
        self.pact = make_pact(**fields)
        self.by = make_staff(self.pact)
        with inside(self.pact):
            store_signer(self.pact, city_signer(), at=NOW)
            self.house = make_organisation(self.pact, name="Almhaga Omsorg AB")
            self.letter = self.sign(self.house)

    def sign(self, house: Organisation, state: str = LetterState.ACTIVE, **fields: Any) -> Letter:
        """A letter with a member as it stands when all have signed."""
        measure = make_measure(house.pact, pledge_sentence=text("Hire {quantity} people"))
        mine = make_pledge(house, measure)
        cities = make_pledge(house, measure, promised_by=Party.CITY, responsible="Sara Lindqvist")
        letter = make_letter(
            house, mine, cities, by=self.by, state=state, active_from=days(-100), **fields
        )
        for n, (party, name, title) in enumerate(SIGNERS):
            Signatory.objects.create(
                pact=house.pact, letter=letter, party=party, name=name, title=title, position=n
            )
        letter.content_hash = hash_of(letter, lines_of(letter))
        letter.save()
        for signatory in letter.signatories.all():
            self.give(letter, signatory)
        return Letter.objects.select_related("pact", "organisation").get(pk=letter.pk)

    def give(self, letter: Letter, signatory: Signatory) -> Signature:
        return Signature.objects.create(
            pact=letter.pact, letter=letter, signatory=signatory, party=signatory.party,
            name=signatory.name, title=signatory.title, signed_on=TODAY, recorded_at=NOW,
            content_hash=letter.content_hash, recorded_by_id=self.by.account_id,
        )  # fmt: skip

    def seal(self, letter: Letter | None = None, language: str = "sv") -> SealedLetter:
        wanted = letter or self.letter
        return seal_in(language, pact_id=self.pact.pk, letter_id=wanted.pk, at=NOW)

    def file(self, letter: Letter | None = None, language: str = "sv") -> bytes:
        return bytes(self.seal(letter, language).file.content)


def make_city(pact: Pact) -> None:
    """The common key as the pact's."""
    with inside(pact):
        store_signer(pact, city_signer(), at=NOW)
