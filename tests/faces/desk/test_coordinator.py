"""The coordinator's desk: what waits, how urgent it is, and what it costs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.accounts.models import Account
from pakten.parties.organisations.actions.dialogue import TalkDetails, write_talk
from pakten.parties.organisations.models import Interest, Organisation
from pakten.parties.organisations.states import Stage, TalkKind, VettingState
from tests.factories.browser import browser
from tests.factories.imports import a_row, stage
from tests.factories.letters import make_letter, make_pledge
from tests.factories.signing import World
from tests.factories.world import NOW, days, inside, make_organisation, make_staff


class Desk(World):
    def __init__(self) -> None:
        super().__init__()
        self.client = browser(self.pact, self.by)

    def interest(self, answer_in: int, name: str = "Havtorn Catering AB") -> None:
        with inside(self.pact):
            Interest.objects.create(
                pact=self.pact, organisation_name=name, contact_name="Rut", email="r@x.example",
                received_at=NOW, answer_by=days(answer_in),
            )  # fmt: skip

    def active(self, ends: int = 300, due: int = 100, **fields: Any) -> Any:
        with inside(self.pact):
            house = make_organisation(self.pact, stage=Stage.ACTIVE, **fields)
            pledge = make_pledge(house, self.jobs, due_on=days(due), starts_on=days(-100))
            make_letter(house, pledge, by=self.by, state=LetterState.ACTIVE, valid_to=days(ends))
        return house

    def groups(self, query: str = "") -> dict[str, list[str]]:
        """What waits, by group, where every member is vetted."""
        with inside(self.pact):
            Organisation.objects.update(vetting=VettingState.APPROVED, vetted_until=days(200))
        answer = self.client.get(f"/home/{query}")
        assert answer.status_code == 200
        return {
            str(group["label"]): [row.what for row in group["rows"]]
            for group in answer.context["groups"]
        }


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def test_desk_with_nothing_says_so(desk: Desk) -> None:
    page = desk.client.get("/home/").content.decode()
    assert "Nothing waits for you" in page
    assert desk.groups() == {}


def test_desk_groups_interest_by_its_day(desk: Desk) -> None:
    for day, name in ((-1, "Late AB"), (0, "Now AB"), (2, "Soon AB")):
        desk.interest(day, name)
    assert desk.groups() == {
        "Late": ["Late AB wants to join"],
        "Today": ["Now AB wants to join"],
        "This week": ["Soon AB wants to join"],
    }
    page = desk.client.get("/home/").content.decode()
    assert "3 things wait for you" in page
    assert page.count('data-kind="primary"') == 1


def test_desk_shows_pledges_behind_one_row_a_member(desk: Desk) -> None:
    desk.active(name="Behind AB", due=100)
    desk.active(name="Late AB", due=-1)
    assert desk.groups() == {
        "Late": ["Late AB is behind plan: Hire 4 people"],
        "This week": ["Behind AB is behind plan: Hire 4 people"],
    }


def test_desk_shows_letters_to_sign_and_whose_turn_it_is(desk: Desk) -> None:
    with inside(desk.pact, desk.by):
        letter = desk.ready()
    assert desk.groups() == {"This week": ["The letter with Klarasjö Hotell AB is ready to sign"]}
    with inside(desk.pact, desk.by):
        desk.sign(letter, Party.MEMBER)
    assert desk.groups() == {"Today": ["Klarasjö Hotell AB has signed, the city is left"]}
    with inside(desk.pact, desk.by):
        Letter.objects.update(changed_at=NOW.replace(year=NOW.year - 1))
    assert list(desk.groups()) == ["Late"]
    assert f"/letters/{letter.pk}/signing/" in desk.client.get("/home/").content.decode()


def test_desk_shows_letters_running_out_until_a_new_one_is_begun(desk: Desk) -> None:
    with inside(desk.pact):
        house = make_organisation(desk.pact, name="Ending AB", stage=Stage.ACTIVE)
        make_letter(house, by=desk.by, state=LetterState.ACTIVE, valid_to=days(20))
        far = make_organisation(desk.pact, name="Far AB", stage=Stage.ACTIVE)
        make_letter(far, by=desk.by, state=LetterState.ACTIVE, valid_to=days(80))
    assert desk.groups() == {
        "This week": ["The letter with Ending AB runs out", "1 more letter runs out"]
    }
    with inside(desk.pact):
        make_letter(house, by=desk.by)
    assert desk.groups() == {"This week": ["1 more letter runs out"]}


def test_desk_separates_mine_from_the_office(desk: Desk) -> None:
    other = make_staff(desk.pact, name="Yasmin Öberg")
    desk.active(name="Theirs AB", due=-1, responsible_id=other.account_id)
    desk.active(name="Mine AB", due=-1, responsible_id=desk.by.account_id)
    assert desk.groups() == {"Late": ["Mine AB is behind plan: Hire 4 people"]}
    assert len(desk.groups("?view=office")["Late"]) == 2
    names = [row.organisation.name for row in desk.client.get("/home/").context["members"]]
    assert names == ["Mine AB"]


def test_desk_costs_the_same_for_few_and_many(desk: Desk) -> None:
    counts = []
    for number in (2, 20):
        for n in range(number):
            desk.interest(n % 3 - 1)
            desk.active(due=-1, ends=20, responsible_id=desk.by.account_id)
            with inside(desk.pact):
                make_letter(make_organisation(desk.pact), by=desk.by, state=LetterState.READY)
        with CaptureQueriesContext(connection) as queries:
            assert desk.client.get("/home/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_desk_counts_what_waits_in_numbers(desk: Desk) -> None:
    desk.active(name="New AB", responsible_id=desk.by.account_id)
    answer = desk.client.get("/home/")
    rows = {row.what: row.href for group in answer.context["groups"] for row in group["rows"]}
    assert rows["1 member is to be vetted"] == "/organisations/?view=vetting"
    listed = desk.client.get(rows["1 member is to be vetted"]).content.decode()
    assert "New AB" in listed


def test_desk_leads_to_imports_with_rows_that_wait(desk: Desk) -> None:
    stage(desk.pact, desk.by, [a_row("Havtorn Catering AB")])
    answer = desk.client.get("/home/")
    rows = {row.what: row.href for group in answer.context["groups"] for row in group["rows"]}
    assert rows["1 file is not wholly in the register"] == "/imports/"
    assert "members.csv" in desk.client.get("/imports/").content.decode()


def test_desk_shows_next_steps_of_the_dialogue_to_their_owner(desk: Desk) -> None:
    house = desk.active(name="Talk AB")
    with inside(desk.pact, desk.by):
        details = TalkDetails(
            kind=TalkKind.CALL, happened_on=days(-3), said="They think", next_step="Call again",
            next_on=days(2), next_owner=Account.objects.get(pk=desk.by.account_id),
        )  # fmt: skip
        write_talk(house, details, by=desk.by, at=NOW)
    assert desk.groups()["This week"][0] == "Talk AB: Call again"
