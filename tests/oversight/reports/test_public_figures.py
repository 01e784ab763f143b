"""Public figures: right at once, hidden when small, in a fixed number of queries."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.actions import Happening, Traits, append_outcome, reverse_outcome
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.base.statistics.states import Gender
from pakten.oversight.reports.promises import kept_by, kept_by_member, kept_promises
from pakten.oversight.reports.queries import (
    activities_with_members,
    members_in_force,
    public_figures,
    share_of_year,
)
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Measure, Pact
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


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The groups are named in the language of the code."""
    with translation.override("en"):
        yield


class Ledger:
    """A pact with one headline measure, and a way to fill it."""

    def __init__(self) -> None:
        self.pact: Pact = make_pact()
        self.actor = make_staff(self.pact)
        with inside(self.pact):
            self.house: Organisation = make_organisation(self.pact, stage=Stage.ACTIVE)
            self.measure: Measure = make_measure(self.pact, is_headline=True, target=100)
        self.n = 0

    def add(self, count: int, on: date = TODAY, **fields: Any) -> Any:
        traits = Traits(gender=fields.pop("gender", Gender.WOMAN))
        rows = []
        with inside(self.pact, self.actor):
            for _turn in range(count):
                self.n += 1
                deed = Happening(
                    measure=fields.get("measure", self.measure),
                    organisation=self.house,
                    occurred_on=on,
                    quantity=1,
                    source=f"test:{self.n}",
                    evidence=fields.get("evidence", Evidence.CONFIRMED),
                    traits=traits,
                )
                rows.append(append_outcome(deed, by=self.actor, at=NOW))
        return rows

    def headline(self) -> Any:
        with inside(self.pact):
            return public_figures(TODAY, 5).headlines[0]


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


def test_public_figures_move_with_the_deed_and_with_its_reversal(ledger: Ledger) -> None:
    rows = ledger.add(6)
    assert ledger.headline().count == 6
    ledger.add(1)
    assert ledger.headline().count == 7
    with inside(ledger.pact, ledger.actor):
        reverse_outcome(rows[0], reason="Counted twice", by=ledger.actor, at=NOW)
    assert ledger.headline().count == 6


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_public_figures_hide_a_few_persons(ledger: Ledger, count: int, shown: int | None) -> None:
    ledger.add(count)
    assert ledger.headline().count == shown


def test_public_figures_show_small_numbers_of_what_is_no_person(ledger: Ledger) -> None:
    with inside(ledger.pact):
        meetings = make_measure(ledger.pact, per_person=False)
    ledger.add(2, measure=meetings)
    with inside(ledger.pact):
        lines = {line.measure.pk: line.now for line in public_figures(TODAY, 5).lines}
    assert lines == {meetings.pk: 2}


def test_public_figures_split_women_and_men_only_when_safe(ledger: Ledger) -> None:
    ledger.add(8)
    ledger.add(3, gender=Gender.MAN)
    assert dict(ledger.headline().by_gender.cells) == {"woman": None, "man": None}
    assert ledger.headline().genders == []
    ledger.add(4, gender=Gender.MAN)
    assert [(p.label, p.count) for p in ledger.headline().genders] == [("Women", 8), ("Men", 7)]


def test_public_figures_tell_hidden_groups_together(ledger: Ledger) -> None:
    ledger.add(8)
    ledger.add(9, gender=Gender.MAN)
    ledger.add(2, gender=Gender.UNSTATED)
    parts = [(p.label, p.count) for p in ledger.headline().genders]
    assert parts == [("Men", 9), ("Women and not stated", 10)]


def test_public_figures_are_of_one_pact(ledger: Ledger) -> None:
    ledger.add(6)
    with inside(make_pact()):
        assert public_figures(TODAY, 5).headlines == ()


def test_members_in_force_counts_letters_in_force(ledger: Ledger) -> None:
    with inside(ledger.pact):
        make_organisation(ledger.pact, stage=Stage.ACTIVE, member_since=date(TODAY.year, 1, 2))
        make_organisation(ledger.pact, stage=Stage.DIALOGUE)
        found = members_in_force(TODAY)
    assert (found.in_force, found.new_this_year) == (2, 1)


def test_activities_with_members_counts_each_member_once(ledger: Ledger) -> None:
    with inside(ledger.pact):
        pledges = [make_pledge(ledger.house, ledger.measure) for _turn in range(2)]
        make_letter(ledger.house, *pledges, by=ledger.actor, state=LetterState.ACTIVE)
        [found] = activities_with_members(TODAY)
    assert (found.activity.pk, found.members) == (ledger.measure.activity_id, 1)


def test_kept_promises_by_who_promised(ledger: Ledger) -> None:
    with inside(ledger.pact):
        over = {"starts_on": days(-90), "due_on": days(-1), "quantity": 2}
        kept = make_pledge(ledger.house, ledger.measure, **over)
        broken = make_pledge(ledger.house, ledger.measure, **over)
        by_city = make_pledge(ledger.house, ledger.measure, promised_by=Party.CITY, **over)
        running = make_pledge(ledger.house, ledger.measure)
        make_letter(
            ledger.house, kept, broken, by_city, running, by=ledger.actor,
            state=LetterState.ACTIVE, active_from=days(-90),
        )  # fmt: skip
        make_letter(
            make_organisation(ledger.pact),
            make_pledge(ledger.house, ledger.measure, **over),
            by=ledger.actor,
        )
    ledger.add(2, on=days(-5))
    with inside(ledger.pact):
        found = kept_promises(TODAY)
        own = kept_by_member([ledger.house.pk], TODAY)
    assert {who: (k.due, k.kept) for who, k in found.items()} == {"member": (2, 1), "city": (1, 0)}
    assert {pk: (k.due, k.kept) for pk, k in own.items()} == {ledger.house.pk: (2, 1)}


FIRST, LATER = date(2026, 1, 20), date(2026, 11, 20)


def test_public_figures_compare_whole_months_only(ledger: Ledger) -> None:
    """Up to the same day would cut a month in two, and be subtracted from its shown total."""
    ledger.add(9, on=date(2026, 3, 5))
    ledger.add(6, on=date(2025, 3, 5))
    ledger.add(7, on=date(2025, 11, 1))
    with inside(ledger.pact):
        late, early = (public_figures(day, 5).headlines[0] for day in (LATER, FIRST))
    assert (late.until, late.before, late.more) == (9, 6, 3)
    assert (early.until, early.before, early.more) == (None, None, None)
    assert late.plan == pytest.approx(100 * share_of_year(LATER))


def test_public_figures_say_how_sure(ledger: Ledger) -> None:
    ledger.add(15)
    ledger.add(5, evidence=Evidence.REGISTER)
    assert [source.value for source in ledger.headline().source_words] == [0.25, 0.75]


def test_public_figures_tell_hidden_evidence_together(ledger: Ledger) -> None:
    ledger.add(30)
    ledger.add(2, evidence=Evidence.REGISTER)
    ledger.add(9, evidence=Evidence.SELF_REPORTED)
    sources = ledger.headline().sources
    assert [(part.label, part.value) for part in sources] == [
        ("Confirmed by both sides", 30.0),
        ("Backed by a register and told by one side", 11.0),
    ]


def test_public_figures_take_as_many_queries_whatever_there_is(ledger: Ledger) -> None:
    counts = []
    for more in (3, 30):
        ledger.add(more)
        with inside(ledger.pact), CaptureQueriesContext(connection) as seen:
            public_figures(TODAY, 5)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 10


def test_the_lead_leaves_a_gap_where_a_month_is_hidden(ledger: Ledger) -> None:
    ledger.add(3, on=date(2026, 1, 5))
    ledger.add(9, on=date(2026, 2, 5))
    ledger.add(9, on=date(2026, 5, 5))
    with inside(ledger.pact):
        lead = public_figures(LATER, 5).lead
    assert lead is not None
    until = lead.years[-1].until
    assert (until[1], until[3], until[6], until[10]) == (None, 12, 21, 21)


def test_kept_by_knows_in_time_late_in_part_and_not(ledger: Ledger) -> None:
    with inside(ledger.pact):
        over = {"starts_on": days(-90), "due_on": days(-10), "quantity": 2}
        pledges = [make_pledge(ledger.house, ledger.measure, **over) for _turn in range(4)]
        letter = {"state": LetterState.ACTIVE, "active_from": days(-90)}
        make_letter(ledger.house, *pledges, by=ledger.actor, **letter)
    told = ((0, 2, -20), (1, 2, -5), (2, 1, -20))
    with inside(ledger.pact, ledger.actor):
        for which, quantity, day in told:
            Outcome.objects.create(
                pact=ledger.pact, measure=ledger.measure, organisation=ledger.house,
                occurred_on=days(day), quantity=quantity, source=f"kept:{which}",
                evidence=Evidence.CONFIRMED, pledge=pledges[which], recorded_at=NOW,
            )  # fmt: skip
    with inside(ledger.pact):
        found = kept_by(TODAY).all
    assert (found.due, found.in_time, found.late, found.partly, found.not_kept) == (4, 1, 1, 1, 1)
