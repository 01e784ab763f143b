"""The ledger as a work page: who reads which rows, filters, totals, exports, corrections."""

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.actions import Report, report_outcome
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.base.access import Denied
from pakten.base.tenancy.context import enter
from pakten.parties.pacts.models import CooperationForm
from pakten.parties.pacts.states import Deed
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
    text,
)


class Ledger:
    """Two members, one with a letter of three pledges: visits, hires, and the city's trainings."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.coordinator = make_staff(self.pact)
        self.analyst = make_staff(self.pact, "analyst", name="Tomas Ekberg")
        enter(self.pact.pk)
        self.house = make_organisation(self.pact)
        self.neighbour = make_organisation(self.pact, name="Nordlys Redovisning AB")
        self.member = make_representative(self.house)
        self.other = make_representative(self.neighbour)
        visits = make_measure(self.pact, Deed.STUDY_VISIT_HELD, per_person=False)
        hires = make_measure(self.pact, Deed.JOB_STARTED)
        training = make_measure(self.pact, Deed.SUPERVISOR_TRAINED, per_person=False)
        self.visits = make_pledge(self.house, visits)
        self.hires = make_pledge(self.house, hires)
        self.training = make_pledge(self.house, training, promised_by=Party.CITY)
        self.letter = make_letter(
            self.house, self.visits, self.hires, self.training,
            by=self.coordinator, state=LetterState.ACTIVE,
        )  # fmt: skip

    def report(self, by: Any = None, **changes: Any) -> Outcome:
        told = Report(**{"occurred_on": TODAY, "quantity": 1, **changes})
        (row,) = report_outcome(self.visits, told, by=by or self.member, at=NOW)
        return row


@pytest.fixture
def ledger(db: None) -> Ledger:
    return Ledger()


def test_record_outcome_by_the_member_moves_the_bar_at_once(ledger: Any) -> None:
    client = browser(ledger.pact, ledger.member)
    told = {"occurred_on": TODAY, "quantity": 2, "note": "I köket"}
    answer = client.post(f"/promises/{ledger.visits.pk}/record/", told)
    assert answer["Location"] == f"/outcomes/?pledge={ledger.visits.pk}"
    page = client.get(answer["Location"])
    assert (page.context["progress"].done, page.context["figure"].total) == (2, 2)


def test_record_outcome_says_which_form_of_cooperation_it_was(ledger: Any) -> None:
    own, other = (
        CooperationForm.objects.create(
            pact=ledger.pact, activity=pledge.measure.activity, code=code, name=text(code)
        )
        for pledge, code in ((ledger.visits, "kitchen"), (ledger.hires, "hotel"))
    )
    client = browser(ledger.pact, ledger.member)
    address = f"/promises/{ledger.visits.pk}/record/"
    told = {"occurred_on": TODAY, "quantity": 2}
    assert client.post(address, told | {"form": other.pk}).status_code == 422
    assert client.post(address, told | {"form": own.pk}).status_code == 302
    enter(ledger.pact.pk)
    assert Outcome.objects.get().form == own
    with pytest.raises(ValidationError):
        ledger.report(form=other)


def test_record_outcome_by_the_member_is_told_by_one_side(ledger: Any) -> None:
    assert ledger.report(evidence=Evidence.REGISTER).evidence == Evidence.SELF_REPORTED
    confirmed = ledger.report(by=ledger.coordinator, evidence=Evidence.CONFIRMED)
    assert confirmed.evidence == Evidence.CONFIRMED


def test_record_outcome_leaves_what_concerns_one_person_to_placements(ledger: Any) -> None:
    for who in (ledger.member, ledger.coordinator):
        with pytest.raises(ValidationError):
            report_outcome(ledger.hires, Report(TODAY, 1), by=who, at=NOW)
    page = browser(ledger.pact, ledger.member).get(f"/promises/{ledger.hires.pk}/record/")
    assert "counted from the placement, once" in page.content.decode()


def test_record_outcome_of_the_citys_promise_is_the_citys(ledger: Any) -> None:
    with pytest.raises(ValidationError):
        report_outcome(ledger.training, Report(TODAY, 1), by=ledger.member, at=NOW)
    (row,) = report_outcome(ledger.training, Report(TODAY, 1), by=ledger.coordinator, at=NOW)
    assert row.pledge_id == ledger.training.pk


def test_record_outcome_of_another_member_is_denied(ledger: Any) -> None:
    with pytest.raises(Denied):
        ledger.report(by=ledger.other)
    address = f"/promises/{ledger.visits.pk}/record/"
    assert browser(ledger.pact, ledger.other).get(address).status_code == 404
    assert browser(ledger.pact, ledger.analyst).get(address).status_code == 403


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"occurred_on": days(1)}, "occurred_on"),
        ({"occurred_on": days(-200)}, "occurred_on"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": 1_000_000}, "quantity"),
    ],
)
def test_record_outcome_refuses(ledger: Any, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as error:
        ledger.report(**changes)
    assert list(error.value.message_dict) == [field]


def test_record_outcome_needs_a_letter_in_force(ledger: Any) -> None:
    ledger.letter.state, ledger.letter.end_reason = LetterState.ENDED, "ran_out"
    ledger.letter.save()
    with pytest.raises(ValidationError):
        ledger.report()


def test_record_outcome_page_keeps_what_was_typed(ledger: Any) -> None:
    client = browser(ledger.pact, ledger.member)
    told = {"occurred_on": days(3), "quantity": 2, "note": "I köket"}
    answer = client.post(f"/promises/{ledger.visits.pk}/record/", told)
    assert answer.status_code == 422
    assert "I köket" in answer.content.decode()
    assert Outcome.objects.count() == 0


def test_see_outcomes_shows_a_member_only_the_own_rows(ledger: Any) -> None:
    row = ledger.report()
    for who, seen in ((ledger.member, [row]), (ledger.other, []), (ledger.analyst, [row])):
        page = browser(ledger.pact, who).get("/outcomes/")
        assert list(page.context["listing"].rows) == seen


def test_see_outcomes_never_shows_another_pact(ledger: Any) -> None:
    row = ledger.report()
    other = make_pact()
    stranger = browser(other, make_staff(other))
    assert stranger.get("/outcomes/").context["listing"].total == 0
    assert stranger.get(f"/outcomes/{row.pk}/reverse/").status_code == 404


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 2),
        (f"?period={TODAY.year}", 2),
        (f"?period={TODAY.year}Q{(TODAY.month - 1) // 3 + 1}", 2),
        (f"?period={TODAY.year - 1}", 0),
        ("?evidence=self", 1),
        ("?evidence=both", 1),
        ("?q=klarasjö", 2),
    ],
)
def test_see_outcomes_filters(ledger: Any, query: str, number: int) -> None:
    ledger.report()
    ledger.report(by=ledger.coordinator, evidence=Evidence.CONFIRMED)
    page = browser(ledger.pact, ledger.analyst).get(f"/outcomes/{query}")
    assert page.context["listing"].total == number


def test_see_outcomes_export_holds_no_more_than_the_list(ledger: Any) -> None:
    ledger.report(quantity=3)
    answer = browser(ledger.pact, ledger.analyst).get("/outcomes/?format=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["When", "What", "Member", "How many", "Counts towards", "How sure", "Comes from", "Note"],
        [TODAY.isoformat(), "People employed", "Klarasjö Hotell AB", "3", "A promise of 4",
         "Told by one side", "Told by hand", ""],
    ]  # fmt: skip


def test_reverse_outcome_takes_the_row_back_with_its_reason(ledger: Any) -> None:
    row = ledger.report(quantity=3)
    client = browser(ledger.pact, ledger.coordinator)
    answer = client.post(
        f"/outcomes/{row.pk}/reverse/", {"correction": "twice", "reason": "Bokfört två gånger"}
    )
    assert answer.status_code == 302
    page = client.get("/outcomes/")
    assert page.context["figure"].total == 0
    assert [(r["row"].quantity, r["row"].note) for r in page.context["rows"]] == [
        (-3, "Bokfört två gånger"), (3, "")
    ]  # fmt: skip


def test_reverse_outcome_needs_a_reason_and_is_done_once(ledger: Any) -> None:
    row = ledger.report()
    client = browser(ledger.pact, ledger.coordinator)
    assert client.post(f"/outcomes/{row.pk}/reverse/", {"reason": " "}).status_code == 422
    client.post(f"/outcomes/{row.pk}/reverse/", {"correction": "day", "reason": "Fel dag"})
    assert (
        client.post(
            f"/outcomes/{row.pk}/reverse/", {"correction": "day", "reason": "Igen"}
        ).status_code
        == 422
    )
    assert Outcome.objects.count() == 2


def test_reverse_outcome_is_the_coordinators(ledger: Any) -> None:
    row = ledger.report()
    for who in (ledger.member, ledger.analyst):
        assert browser(ledger.pact, who).get(f"/outcomes/{row.pk}/reverse/").status_code == 403


def test_see_outcomes_costs_the_same_for_3_and_30(ledger: Any) -> None:
    client, counts = browser(ledger.pact, ledger.analyst), []
    for more in (3, 27):
        for _each in range(more):
            ledger.report()
        with CaptureQueriesContext(connection) as queries:
            client.get("/outcomes/")
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_see_outcomes_of_a_promise_that_may_not_be_seen_is_not_the_whole_ledger(
    ledger: Any,
) -> None:
    ledger.report()
    counsellor = make_staff(ledger.pact, "counsellor")
    asked = f"/outcomes/?pledge={ledger.visits.pk}"
    assert browser(ledger.pact, counsellor).get(asked).status_code == 404
    assert asked not in browser(ledger.pact, counsellor).get("/outcomes/").content.decode()
    assert asked in browser(ledger.pact, ledger.coordinator).get("/outcomes/").content.decode()
