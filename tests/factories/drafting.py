"""Two who write in one draft: the office and a representative of the member, at the same table."""

from datetime import timedelta
from typing import Any

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.models import (
    Comment,
    Letter,
    LetterSnapshot,
    LetterTemplate,
    Pledge,
)
from pakten.agreements.commitments.states import Party
from pakten.base.access import Actor
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import Pact
from tests.factories.signing import World
from tests.factories.world import NOW, make_representative


class Two(World):
    """`by` is Sara at the office, `mona` the member; `draft` is full and nobody has sent it."""

    def __init__(self) -> None:
        super().__init__()
        self.mona: Actor = make_representative(self.house)
        self.minutes = 0

    def now(self) -> Any:
        """A moment later than the last."""
        self.minutes += 1
        return NOW + timedelta(minutes=self.minutes)

    def pledge(self, letter: Letter, party: Party) -> Pledge:
        found: Pledge = Pledge.objects.get(letter_lines__letter=letter, promised_by=party)
        return found

    def say(self, letter: Letter, text: str = "Too long for us.", **more: Any) -> Comment:
        by = more.pop("by", self.mona)
        remark = actions.Remark(text, **more)
        return actions.comment_letter(letter, remark, by=by, at=self.now())

    def share(self, letter: Letter, by: Actor | None = None, words: str = "") -> LetterSnapshot:
        return actions.share_letter(letter, words, by=by or self.by, at=self.now())


def make_template(pact: Pact, **fields: Any) -> LetterTemplate:
    values = {"name": LocalText(sv="Företag", en="Company"), "kind": Kind.COMPANY}
    return LetterTemplate.objects.create(pact=pact, changed_at=NOW, **{**values, **fields})
