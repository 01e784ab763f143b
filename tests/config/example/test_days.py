"""The example's dates follow the day it is loaded on, and chance repeats itself."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from pakten.activities.opportunities.models import Placement
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.results.models import Outcome
from pakten.base.tenancy.context import pact_context
from pakten.parties.people.models import Participant
from tests.config.example.conftest import SMALL, TWINS, load_on

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2028, 2, 29), date(2029, 7, 31)])
def test_load_example_looks_fresh_on_any_day(day: date) -> None:
    pact = load_on(day)
    with pact_context(pact.pk):
        days = sorted(Outcome.objects.values_list("occurred_on", flat=True))
        assert day - timedelta(days=31) <= days[-1] <= day
        assert days[0] <= day - timedelta(days=700)
        ends = Letter.objects.filter(state=LetterState.ACTIVE).values_list("valid_to", flat=True)
        assert min(ends) >= day
        assert sum(end <= day + timedelta(days=90) for end in ends) == 6
        assert Participant.objects.filter(left_on=None).count() == SMALL.participants + TWINS


def test_load_example_repeats_itself() -> None:
    first, second = _figures(), _figures()
    assert first == second


def _figures() -> list[object]:
    with transaction.atomic():
        pact = load_on(date(2026, 11, 20))
        with pact_context(pact.pk):
            rows: list[object] = [
                *Outcome.objects.order_by("id").values_list(
                    "occurred_on", "measure__code", "gender"
                ),
                *Participant.objects.order_by("id").values_list("given_name", "family_name"),
                *Placement.objects.order_by("id").values_list(
                    "state", "opening__title", "proposed_at"
                ),
            ]
        transaction.set_rollback(True)
    return rows
