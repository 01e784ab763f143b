"""Who can sign in as what: inviting, adding a role, ending it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.base.access import Denied, Role
from pakten.base.accounts.models import Account
from pakten.base.notices.models import Message
from pakten.base.tenancy.context import enter
from pakten.parties.organisations.invitations import Invitation, end_role, invite_account
from pakten.parties.organisations.models import Representative
from pakten.parties.pacts.models import Staff
from tests.factories.browser import browser
from tests.factories.world import (
    NOW,
    TODAY,
    make_account,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)


class Office:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.admin = make_staff(self.pact, "admin", name="Rut Sandgren")
        self.coordinator = make_staff(self.pact)
        enter(self.pact.pk, self.admin.account_id)
        self.house = make_organisation(self.pact)

    def invite(self, by: Any = None, **changes: Any) -> Account:
        values = {"email": "Ny@x.example", "name": "Ny Person", "role": Role.BOARD, **changes}
        return invite_account(
            self.pact, Invitation(**values),
            by=by or self.admin, at=NOW,
        )  # fmt: skip


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def test_invite_account_makes_an_account_and_mails_the_way_in(office: Any) -> None:
    account = office.invite(language="en")
    message = Message.objects.get()
    assert (account.email, message.to) == ("ny@x.example", "ny@x.example")
    assert "http://127.0.0.1:8000/login/" in message.body
    assert "board member" in message.body
    assert list(Staff.objects.filter(account=account).values_list("role", flat=True)) == ["board"]


def test_invite_account_adds_the_role_to_one_that_exists_anywhere(office: Any) -> None:
    elsewhere = make_account("Känd Person", email="ny@x.example")
    account = office.invite()
    assert (account.pk, account.name) == (elsewhere.pk, "Känd Person")


def test_invite_account_gives_a_role_in_a_house(office: Any) -> None:
    account = office.invite(role=Role.MEMBER, organisation=office.house)
    rows = Representative.objects.values_list("account", "organisation", "role")
    assert list(rows) == [(account.pk, office.house.pk, "member")]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.PARTICIPANT])
def test_invite_account_refuses_a_role_that_cannot_be_given(office: Any, role: Role) -> None:
    with pytest.raises(ValidationError):
        office.invite(role=role)


def test_invite_account_twice_is_refused(office: Any) -> None:
    office.invite()
    with pytest.raises(ValidationError):
        office.invite()


def test_invite_account_is_the_administrators(office: Any) -> None:
    with pytest.raises(Denied):
        office.invite(by=office.coordinator)
    for address in ("/accounts/", "/accounts/invite/", "/outbox/"):
        assert browser(office.pact, office.coordinator).get(address).status_code == 403


def test_invite_account_page_keeps_what_was_typed(office: Any) -> None:
    client = browser(office.pact, office.admin)
    sent = {"email": "ny@x.example", "name": "Ny Person", "role": "member", "language": "sv"}
    answer = client.post("/accounts/invite/", sent)
    assert answer.status_code == 422
    assert "ny@x.example" in answer.content.decode()
    done = client.post("/accounts/invite/", {**sent, "organisation": office.house.pk})
    assert done["Location"] == "/accounts/"


def test_end_role_keeps_the_row_and_takes_the_access(office: Any) -> None:
    row = Staff.objects.get(account=office.coordinator.account_id)
    client = browser(office.pact, office.coordinator)
    assert client.get("/people/").status_code == 200
    end_role(row, by=office.admin, at=NOW)
    assert Staff.objects.get(pk=row.pk).ended_on == TODAY
    assert client.get("/people/").status_code == 403


def test_end_role_of_the_last_administrator_is_refused(office: Any) -> None:
    row = Staff.objects.get(account=office.admin.account_id)
    with pytest.raises(ValidationError):
        end_role(row, by=office.admin, at=NOW)
    make_staff(office.pact, "admin", name="Andra")
    end_role(row, by=office.admin, at=NOW)


def test_end_role_of_another_pact_is_not_found(office: Any) -> None:
    other = make_pact()
    stranger = make_staff(other, "admin")
    row = Staff.objects.get(account=office.coordinator.account_id)
    assert browser(other, stranger).get(f"/accounts/pact/{row.pk}/end/").status_code == 404


def test_see_accounts_lists_those_of_this_pact_only(office: Any) -> None:
    make_staff(make_pact(), "admin", name="Någon Annan")
    page = browser(office.pact, office.admin).get("/accounts/")
    names = {row["account"].name for row in page.context["rows"]}
    assert names == {"Rut Sandgren", "Sara Lindqvist"}


def test_see_accounts_filters_by_role(office: Any) -> None:
    make_representative(office.house)
    client = browser(office.pact, office.admin)
    page = client.get("/accounts/?role=member")
    assert [row["account"].name for row in page.context["rows"]] == ["Mona Rahimi"]


def test_see_accounts_costs_the_same_for_3_and_30(office: Any) -> None:
    client, counts = browser(office.pact, office.admin), []
    for more in (1, 27):
        for _each in range(more):
            make_representative(office.house)
        enter(office.pact.pk)
        with CaptureQueriesContext(connection) as queries:
            client.get("/accounts/")
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_see_outbox_shows_the_text_only_where_nothing_is_sent(office: Any, settings: Any) -> None:
    office.invite(language="en")
    client = browser(office.pact, office.admin)
    assert "http://127.0.0.1:8000/login/" in client.get("/outbox/").content.decode()
    settings.EMAIL_URL = "smtp://mail.example"
    assert "http://127.0.0.1:8000/login/" not in client.get("/outbox/").content.decode()
