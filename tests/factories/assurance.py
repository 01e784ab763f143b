"""A deed that is put to the other side."""

from typing import Any

from pakten.agreements.assurance.models import Round, Sample
from pakten.agreements.assurance.states import Side
from pakten.agreements.results.models import Outcome
from pakten.parties.pacts.links import hash_of_token, new_token
from tests.factories.world import NOW, TODAY


def make_sample(outcome: Outcome, **fields: Any) -> Sample:
    """A sample in this month's round, asked of the office unless told."""
    made, _new = Round.objects.get_or_create(
        pact_id=outcome.pact_id, month=TODAY.replace(day=1),
        defaults={
            "seed": "seed", "population": 1, "share": 5, "fewest": 3, "most": 50, "drawn_at": NOW,
        },
    )  # fmt: skip
    values = {"side": Side.OFFICE, "asked_at": NOW, **fields}
    return Sample.objects.create(pact_id=outcome.pact_id, round=made, outcome=outcome, **values)


def make_sample_ids(outcome: Outcome) -> dict[str, Any]:
    """Its id and the secret of its link."""
    token = new_token(outcome.pact_id)
    sample = make_sample(outcome, side=Side.MEMBER, token_hash=hash_of_token(token))
    return {"sample": sample.pk, "sample_token": token}
