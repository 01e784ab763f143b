"""A deed told by hand about persons: the city says how many were women and men, nobody who they were."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.actions import (
    Persons,
    Report,
    correct_outcome,
    report_outcome,
    reverse_outcome,
)
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import wrong_cells
from pakten.base.tenancy.context import enter
from pakten.parties.pacts.states import Deed
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    NOW,
    TODAY,
    make_district,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
    make_target_group,
)


class Outreach:
    """The city has promised to meet people, and the member to hold visits."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        enter(self.pact.pk)
        self.house = make_organisation(self.pact)
        self.member = make_representative(self.house)
        met = make_measure(self.pact, Deed.OUTREACH_MET)
        visits = make_measure(self.pact, Deed.STUDY_VISIT_HELD, per_person=False)
        self.met = make_pledge(self.house, met, promised_by=Party.CITY, quantity=40)
        self.visits = make_pledge(self.house, visits)
        self.group, self.place = make_target_group(self.pact), make_district(self.pact)
        make_letter(self.house, self.met, self.visits, by=self.by, state=LetterState.ACTIVE)
        self.address = f"/promises/{self.met.pk}/record/"

    @property
    def client(self) -> Client:
        return browser(self.pact, self.by)

    def tell(self, quantity: int = 10, **persons: Any) -> list[Outcome]:
        told = Report(TODAY, quantity, persons=Persons(**persons))
        return report_outcome(self.met, told, by=self.by, at=NOW)


@pytest.fixture
def outreach(db: None) -> Outreach:
    return Outreach()


def parts(rows: list[Outcome]) -> list[tuple[str, int]]:
    return [(row.gender, row.quantity) for row in rows]


def test_report_outcome_writes_a_row_for_each_part(outreach: Outreach) -> None:
    rows = outreach.tell(women=7, men=2, unstated=1, target_group=outreach.group)
    assert parts(rows) == [("woman", 7), ("man", 2), ("unstated", 1)]
    stems = {row.source.rpartition(":")[0] for row in rows}
    assert (len(stems), {row.pledge for row in rows}) == (1, {outreach.met})
    assert {(row.target_group, row.district, row.age_band) for row in rows} == {
        (outreach.group, None, "")
    }


def test_report_outcome_without_numbers_is_one_row(outreach: Outreach) -> None:
    (row,) = outreach.tell(district=outreach.place)
    assert (row.gender, row.quantity, row.district) == ("", 10, outreach.place)


def test_report_outcome_leaves_out_a_part_of_nobody(outreach: Outreach) -> None:
    assert parts(outreach.tell(women=10, men=0)) == [("woman", 10)]


@pytest.mark.parametrize("told", [{"women": 7, "men": 2}, {"women": 11}, {"women": 11, "men": -1}])
def test_report_outcome_refuses_parts_that_do_not_make_the_whole(
    outreach: Outreach, told: dict[str, int]
) -> None:
    with pytest.raises(ValidationError) as refused:
        outreach.tell(**told)
    assert list(refused.value.error_dict) == ["women"]
    assert Outcome.objects.count() == 0


def test_reverse_and_correct_outcome_take_each_row_by_itself(outreach: Outreach) -> None:
    women, men = outreach.tell(women=7, men=3)
    reverse_outcome(women, reason="Twice", by=outreach.by, at=NOW)
    anew = correct_outcome(men, 4, reason="One more", by=outreach.by, at=NOW)
    assert (anew.gender, anew.quantity, anew.origin) == ("man", 4, men)
    assert sum(row.quantity for row in Outcome.objects.all()) == 4
    assert wrong_cells() == []


def test_record_outcome_splits_in_the_citys_form(outreach: Outreach) -> None:
    told = {"occurred_on": TODAY, "quantity": 9, "women": 6, "men": 3, "evidence": "self"}
    chosen = {"target_group": outreach.group.pk, "district": outreach.place.pk}
    assert outreach.client.post(outreach.address, told | chosen).status_code == 302
    enter(outreach.pact.pk)
    assert sorted(parts(list(Outcome.objects.all()))) == [("man", 3), ("woman", 6)]


def test_record_outcome_says_next_to_the_field_that_the_sum_is_wrong(outreach: Outreach) -> None:
    told = {"occurred_on": TODAY, "quantity": 9, "women": 6, "men": 2, "evidence": "self"}
    answer = outreach.client.post(outreach.address, told)
    assert answer.status_code == 422
    (said,) = answer.context["form"].errors["women"]
    assert said.startswith("Women, men and not stated make 8 together, and you wrote 9 in all.")
    assert answer.context["form"]["men"].value() == "2"


def test_record_outcome_asks_only_the_city_and_only_of_persons(outreach: Outreach) -> None:
    visits = f"/promises/{outreach.visits.pk}/record/"
    asked = [
        "women" in client.get(address).context["form"].fields
        for client, address in (
            (outreach.client, outreach.address),
            (outreach.client, visits),
            (browser(outreach.pact, outreach.member), visits),
        )
    ]
    assert asked == [True, False, False]
