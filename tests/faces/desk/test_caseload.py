"""The counsellor's people: grouped by when, with what waits; the own ones unless told otherwise."""

from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.activities.opportunities.models import FollowUp, Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.base.tenancy.context import enter
from pakten.faces.desk.caseload import row_of
from pakten.faces.desk.caseload_rows import people_with_steps
from pakten.parties.guidance.models import Leave
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import Participant
from tests.factories.browser import browser
from tests.factories.guidance import make_step
from tests.factories.openings import make_opening
from tests.factories.people import make_participant
from tests.factories.world import NOW, TODAY, days, make_organisation, make_pact, make_staff


class Case:
    """A counsellor with a colleague, and an employer's opening."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.counsellor = make_staff(self.pact, StaffRole.COUNSELLOR, name="Leila Nouri")
        self.colleague = make_staff(self.pact, StaffRole.COUNSELLOR, name="Mikael Strand")
        self.board = make_staff(self.pact, StaffRole.BOARD, name="Ylva Hedin")
        enter(self.pact.pk)
        self.opening = make_opening(make_organisation(self.pact), self.counsellor)

    def person(self, name: str, due: int | None = None, **fields: Any) -> Participant:
        by = fields.pop("by", self.counsellor)
        person = make_participant(self.pact, by, given_name=name, phone="", **fields)
        if due is not None:
            make_step(person, by, due_on=days(due))
        return person

    def place(self, person: Participant, state: str, **fields: Any) -> Placement:
        return Placement.objects.create(
            pact=self.pact, opening=self.opening, participant=person, state=state, proposed_at=NOW,
            proposed_by_id=self.counsellor.account_id, **fields,
        )  # fmt: skip

    def get(self, query: str = "", by: Any = None) -> Any:
        return browser(self.pact, by or self.counsellor).get(f"/my-people/{query}")

    def names(self, query: str = "") -> dict[str, list[str]]:
        groups = self.get(query).context["groups"]
        return {str(g["label"]): [row.person.given_name for row in g["rows"]] for g in groups}

    def waits(self, person: Participant) -> list[str]:
        row = row_of(people_with_steps(self.counsellor, TODAY).get(pk=person.pk), TODAY)
        return [wait.text for wait in row.waits]


@pytest.fixture
def case(db: None) -> Case:
    return Case()


def test_see_caseload_groups_by_when(case: Case) -> None:
    for name, due in (("Late", -2), ("Now", 0), ("Soon", 3), ("Far", 30), ("Nothing", None)):
        case.person(name, due)
    assert case.names() == {
        "Late": ["Late"],
        "Today": ["Now"],
        "This week": ["Soon"],
        "Later": ["Far"],
        "Without a next step": ["Nothing"],
    }


def test_see_caseload_shows_the_own_ones_until_asked_for_all(case: Case) -> None:
    case.person("Mine", 3)
    case.person("Theirs", 3, by=case.colleague)
    gone = case.person("Gone", left_on=TODAY)
    Leave.objects.create(pact=case.pact, participant=gone, reason="working", left_on=TODAY,
                         noted_by_id=case.counsellor.account_id)  # fmt: skip
    lists = [sorted(chain(*case.names(f"?whose={w}").values())) for w in ("mine", "all", "left")]
    assert lists == [["Mine"], ["Mine", "Theirs"], ["Gone"]]


def test_see_caseload_finds_those_without_a_counsellor(case: Case) -> None:
    Participant.objects.filter(pk=case.person("Nobodys").pk).update(counsellor=None)
    assert case.names("?whose=none") == {"Without a next step": ["Nobodys"]}


def test_see_caseload_says_what_waits(case: Case) -> None:
    asked, agreed, works = case.person("Asked"), case.person("Agreed"), case.person("Works")
    case.place(asked, PlacementState.PROPOSED)
    case.place(agreed, PlacementState.ACCEPTED)
    placed = case.place(works, PlacementState.STARTED, started_on=days(-40))
    FollowUp.objects.create(pact=case.pact, placement=placed, months=1, due_on=days(-3))
    house, title = case.opening.organisation.name, case.opening.title
    assert [case.waits(each) for each in (asked, agreed, works)] == [
        [f"Has not answered: {title}"],
        [f"Said yes: {title}. Present to {house}"],
        [f"Ask how it goes at {house}"],
    ]


def test_see_caseload_says_what_the_profile_waits_for(case: Case) -> None:
    course = case.person("Course", swedish_next="sfi_d", swedish_next_on=days(-1))
    silent = case.person("Silent", consents=())
    quiet = case.person("Quiet", registered_at=NOW - timedelta(weeks=9), consents=())
    assert len(case.waits(course)) == 1
    assert case.waits(silent) == ["No yes to being proposed"]
    assert case.waits(quiet) == ["No yes to being proposed", "No contact for 9 weeks"]


def test_see_caseload_is_late_for_a_follow_up_and_a_course(case: Case) -> None:
    placed = case.place(case.person("Works", 20), PlacementState.STARTED, started_on=days(-40))
    FollowUp.objects.create(pact=case.pact, placement=placed, months=1, due_on=days(-3))
    case.person("Course", 20, swedish_next="sfi_d", swedish_next_on=days(-1))
    assert case.names() == {"Late": ["Works", "Course"]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?when=late", ["Late"]),
        ("?when=none", ["Nothing"]),
        ("?waits=consent", ["Nothing"]),
        ("?q=late", ["Late"]),
    ],
)
def test_see_caseload_filters_by_what_is_asked(case: Case, query: str, found: list[str]) -> None:
    case.person("Late", -2)
    case.person("Nothing", consents=())
    assert list(chain(*case.names(query).values())) == found


def test_see_caseload_exports_what_it_shows(case: Case) -> None:
    case.person("Late", -2)
    page = case.get("?format=csv").content.decode("utf-8-sig")
    assert page.splitlines()[1].startswith("Late Noori")


def test_see_caseload_is_for_those_who_counsel(case: Case) -> None:
    assert case.get(by=case.board).status_code == 403


def count(case: Case) -> int:
    client = browser(case.pact, case.counsellor)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/my-people/").status_code == 200
    return sum("SAVEPOINT" not in each["sql"] for each in asked)


def test_see_caseload_costs_the_same_for_many(case: Case) -> None:
    for number in range(3):
        case.place(case.person(f"F{number}", number), PlacementState.PROPOSED)
    few = count(case)
    for number in range(300):
        case.place(case.person(f"N{number}", number % 40), PlacementState.PROPOSED)
    many = count(case)
    assert (many, many <= 12) == (few, True)
