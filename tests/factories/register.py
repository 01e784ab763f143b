"""Talks, looks and questions of the checklist for tests."""

from itertools import count
from typing import Any

from pakten.parties.organisations.models import Organisation, Talk
from pakten.parties.pacts.models import Pact
from pakten.parties.vetting.models import ChecklistItem, Vetting
from pakten.parties.vetting.states import LookKind
from tests.factories.world import NOW, TODAY, days, text

_number = count(1)


def make_talk(organisation: Organisation, by: int | None, **fields: Any) -> Talk:
    values = {"happened_on": TODAY, "kind": "call", "said": "They want to begin in spring."}
    return Talk.objects.create(
        pact=organisation.pact, organisation=organisation, written_by_id=by, written_at=NOW,
        **{**values, **fields},
    )  # fmt: skip


def make_check(pact: Pact, **fields: Any) -> ChecklistItem:
    n = next(_number)
    values = {"code": f"check-{n}", "text": text(f"Question {n}"), "valid_from": days(-30)}
    return ChecklistItem.objects.create(pact=pact, **{**values, "position": n, **fields})


def make_look(organisation: Organisation, by: int | None, **fields: Any) -> Vetting:
    values = {"kind": LookKind.FIRST, "begun_at": NOW}
    return Vetting.objects.create(
        pact=organisation.pact, organisation=organisation, begun_by_id=by, **{**values, **fields}
    )
