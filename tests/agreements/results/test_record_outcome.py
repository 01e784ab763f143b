"""A deed is recorded once and counts against one pledge."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.states import EndReason, LetterState
from pakten.agreements.results.actions import Happening, record_outcome, reverse_outcome
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import progress_of, with_done
from pakten.agreements.results.states import Evidence
from pakten.base.access import ANONYMOUS, Denied
from pakten.parties.pacts.models import CooperationForm
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


class World:
    """A member with one letter in force and two pledges of the same kind."""

    form: CooperationForm

    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        with inside(self.pact):
            self.house = make_organisation(self.pact)
            self.measure = make_measure(self.pact)
            self.first = make_pledge(self.house, self.measure, quantity=1, due_on=days(30))
            self.second = make_pledge(self.house, self.measure, quantity=4)
            make_letter(self.house, self.first, self.second, by=self.by, state=LetterState.ACTIVE)

    def happening(self, **changes: Any) -> Happening:
        values = {
            "measure": self.measure,
            "organisation": self.house,
            "occurred_on": TODAY,
            "quantity": 1,
            "source": "test:1",
            "evidence": Evidence.CONFIRMED,
        }
        return Happening(**{**values, **changes})

    def record(self, **changes: Any) -> Outcome:
        return record_outcome(self.happening(**changes), by=self.by, at=NOW)


@pytest.fixture
def world(db: None) -> Any:
    made = World()
    with inside(made.pact, made.by):
        yield made


def test_record_outcome_fills_the_earliest_due_pledge_first(world: World) -> None:
    counted = [world.record(source=f"test:{n}").pledge for n in range(3)]
    assert counted == [world.first, world.second, world.second]
    done = [p.done for p in progress_of(with_done(Pledge.objects.order_by("due_on")), TODAY)]
    assert done == [1, 2]


def test_record_outcome_outside_the_dates_counts_for_no_pledge(world: World) -> None:
    assert world.record(occurred_on=days(-200)).pledge is None


def test_record_outcome_told_late_counts_for_the_letter_of_the_day(world: World) -> None:
    """The letter was replaced after the deed, or the new one's pledges have not begun yet."""
    Letter.objects.update(state=LetterState.ENDED, end_reason=EndReason.REPLACED, ended_on=days(-5))
    later = make_pledge(world.house, world.measure, starts_on=days(-2))
    make_letter(world.house, later, by=world.by, state=LetterState.ACTIVE, version=2)
    days_of_deeds = {"test:1": days(-6), "test:2": days(-4), "test:3": TODAY}
    counted = [world.record(source=s, occurred_on=day).pledge for s, day in days_of_deeds.items()]
    assert counted == [world.first, None, later]


def test_record_outcome_twice_is_refused(world: World) -> None:
    world.record()
    with pytest.raises(IntegrityError, match="outcome_source_once"), transaction.atomic():
        world.record()
    assert Outcome.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"occurred_on": days(1)}, "occurred_on"), ({"quantity": 0}, "quantity"), ({"quantity": 1_000_000}, "quantity")],
)  # fmt: skip
def test_record_outcome_refuses_bad_input(world: World, changes: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        world.record(**changes)
    assert list(refused.value.message_dict) == [field]


def test_record_outcome_needs_the_verb(world: World) -> None:
    with pytest.raises(Denied):
        record_outcome(world.happening(), by=ANONYMOUS, at=NOW)


def test_reverse_outcome_takes_the_deed_back_once(world: World) -> None:
    wrong = world.record()
    back = reverse_outcome(wrong, reason="Wrong member", by=world.by, at=NOW)
    assert (back.quantity, back.pledge, back.reverses) == (-1, world.first, wrong)
    with pytest.raises(ValidationError):
        reverse_outcome(wrong, reason="Again", by=world.by, at=NOW)


def test_reverse_outcome_needs_a_reason(world: World) -> None:
    with pytest.raises(ValidationError):
        reverse_outcome(world.record(), reason=" ", by=world.by, at=NOW)


@pytest.mark.parametrize(
    "statement", ["UPDATE results_outcome SET quantity = 9", "DELETE FROM results_outcome"]
)
def test_ledger_row_is_never_changed(world: World, statement: str) -> None:
    world.record()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Outcome.objects.get().quantity == 1
