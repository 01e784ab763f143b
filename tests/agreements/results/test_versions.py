"""Deeds of a measure whose definition has changed."""

import pytest

from pakten.agreements.commitments.states import LetterState
from pakten.agreements.results.actions import Happening, append_outcome
from pakten.agreements.results.states import Evidence
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
)

pytestmark = pytest.mark.django_db


def test_record_outcome_counts_for_a_promise_on_an_older_definition() -> None:
    pact = make_pact()
    by = make_staff(pact)
    with inside(pact, by):
        house = make_organisation(pact)
        old = make_measure(pact, code="internships", valid_to=days(-1))
        new = make_measure(pact, code="internships-v2", valid_from=TODAY, activity=old.activity)
        other = make_measure(pact, code="internships-2", activity=old.activity)
        pledge = make_pledge(house, old)
        make_letter(house, pledge, by=by, state=LetterState.ACTIVE)
        for measure, counted in ((new, pledge), (other, None)):
            deed = Happening(measure, house, TODAY, 1, f"test:{measure.pk}", Evidence.CONFIRMED)
            assert append_outcome(deed, by=by, at=NOW).pledge == counted
