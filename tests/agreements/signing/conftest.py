"""A letter with two signatories of the member and one of the city, ready to sign."""

import re
from collections.abc import Iterator

import pytest

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.rules import SignatoryTerms
from pakten.agreements.commitments.signing import ready_letter
from pakten.agreements.commitments.states import Party
from pakten.agreements.signing.actions.links import ask_for_signatures
from pakten.agreements.signing.models import SigningLink
from pakten.agreements.signing.queries.standing import link_by
from pakten.base.notices.models import Message
from tests.factories.signing import World
from tests.factories.world import NOW, inside


class Table(World):
    """Mona and Omar sign for the member, Karin for the city."""

    def __init__(self) -> None:
        super().__init__()
        with inside(self.pact, self.by):
            draft = self.full()
            self._also_signs(draft)
            self.letter: Letter = ready_letter(draft, by=self.by, at=NOW)
            Message.objects.all().delete()

    def _also_signs(self, draft: Letter) -> None:
        omar = SignatoryTerms("Omar Diaz", "CFO", "omar@klarasjo.example", "en")
        actions.add_signatory(draft, Party.MEMBER, omar, by=self.by, at=NOW)
        karin = draft.signatories.get(party=Party.CITY)
        Signatory.objects.filter(pk=karin.pk).update(email="karin@city.example", language="sv")

    def who(self, name: str) -> Signatory:
        found: Signatory = self.letter.signatories.get(name__startswith=name)
        return found

    def ask(self) -> list[SigningLink]:
        return ask_for_signatures(self.letter, by=self.by, at=NOW)

    def secret(self, to: str) -> str:
        """The secret of the newest link mailed to somebody."""
        mail = Message.objects.filter(to__startswith=to, body__contains="/sign/").latest("pk")
        return str(re.findall(r"/sign/([^/\s]+)/", mail.body)[-1])

    def link(self, to: str) -> SigningLink:
        found = link_by(self.secret(to))
        assert found
        return found

    def code(self, to: str) -> str:
        """The digits of the newest code mailed to somebody."""
        mail = Message.objects.filter(to__startswith=to, body__regex=r"\d{3} \d{3}").latest("pk")
        return "".join(re.findall(r"\d{3} \d{3}", mail.body)[0].split())


@pytest.fixture
def table(db: None) -> Iterator[Table]:
    made = Table()
    with inside(made.pact, made.by):
        yield made
