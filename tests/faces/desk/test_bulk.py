"""Many members at once: chosen, shown, changed, written to, exported, taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.base.notices.models import Message
from pakten.parties.imports.actions import change_organisations, take_back_change
from pakten.parties.imports.models import BulkChange
from pakten.parties.imports.states import Field
from pakten.parties.organisations.models import Organisation, Talk
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_account,
    make_contact,
    make_organisation,
    make_pact,
    make_staff,
)


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        self.client = browser(self.pact, self.by)
        with inside(self.pact):
            self.a, self.b, self.c = (
                make_organisation(self.pact, name=name, contact="")
                for name in ("Alm AB", "Björk AB", "Cykel IF")
            )
            for house in (self.a, self.b, self.c):
                make_contact(house, name="Kim Ek", email="kim@pakten.example", roles=["daily"])

    def query(self, *houses: Organisation, **more: Any) -> str:
        pairs = [f"picked={house.pk}" for house in houses] + [f"{k}={v}" for k, v in more.items()]
        return "?" + "&".join(pairs)

    def fresh(self, house: Organisation) -> Organisation:
        with inside(self.pact):
            return Organisation.objects.select_related("responsible").get(pk=house.pk)

    def change(
        self, *houses: Organisation, field: Field = Field.LEVEL, value: str = "small"
    ) -> BulkChange:
        with inside(self.pact, self.by):
            return change_organisations(
                self.pact.pk, [h.pk for h in houses], field, value, by=self.by, at=NOW
            )


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_change_organisations_shows_first_and_then_does(world: World) -> None:
    with inside(world.pact):
        Organisation.objects.filter(pk=world.b.pk).update(level="small")
    address = "/organisations/chosen/change/"
    page = world.client.get(address + world.query(world.a, world.b, field="level"))
    assert "2 members are chosen" in page.content.decode()
    page = world.client.get(address + world.query(world.a, world.b, field="level", value="small"))
    assert [h.name for h in page.context["plan"].changes] == ["Alm AB"]
    assert [(why, [h.name for h in hs]) for why, hs in page.context["plan"].reasons] == [
        ("It is so already", ["Björk AB"])
    ]
    assert world.fresh(world.a).level == ""
    sent = {"picked": [world.a.pk, world.b.pk], "field": "level", "value": "small"}
    done = world.client.post(address, sent, follow=True)
    assert "1 member is changed" in done.content.decode()
    assert world.fresh(world.a).level == "small"


def test_change_organisations_takes_all_that_match(world: World) -> None:
    sent = {"all": "1", "query": "q=ab", "field": "responsible", "value": world.by.account_id}
    world.client.post("/organisations/chosen/change/", sent)
    found = [world.fresh(house).responsible_id for house in (world.a, world.b, world.c)]
    assert found == [world.by.account_id, world.by.account_id, None]


@pytest.mark.parametrize(
    ("field", "value"), [("level", "huge"), ("contacted_on", "2999-01-01"), ("responsible", "1")]
)
def test_change_organisations_refuses_what_cannot_be_chosen(
    world: World, field: str, value: str
) -> None:
    with inside(world.pact):
        value = str(make_account().pk) if field == "responsible" else value
    sent = {"picked": [world.a.pk], "field": field, "value": value}
    answer = world.client.post("/organisations/chosen/change/", sent)
    assert answer.status_code == 422


def test_change_organisations_without_anybody_leads_back(world: World) -> None:
    answer = world.client.get("/organisations/chosen/change/?field=level&query=stage%3Dactive")
    assert answer["Location"] == "/organisations/?stage=active"


def test_change_organisations_leaves_out_those_with_a_reason(world: World) -> None:
    with inside(world.pact):
        Organisation.objects.filter(pk=world.a.pk).update(contacted_on=TODAY)
        Organisation.objects.filter(pk=world.c.pk).update(stage=Stage.ENDED)
    page = world.client.get(
        "/organisations/chosen/change/"
        + world.query(world.a, world.b, field="contacted_on", value=days(-1).isoformat())
    )
    assert [why for why, _houses in page.context["plan"].reasons] == [
        "There is a later day already"
    ]
    page = world.client.get(
        "/organisations/chosen/change/"
        + world.query(world.c, field="responsible", value=world.by.account_id)
    )
    assert [why for why, _houses in page.context["plan"].reasons] == ["Their membership has ended"]


def test_take_back_change_puts_back_what_nobody_touched(world: World) -> None:
    with inside(world.pact):
        Organisation.objects.filter(pk=world.a.pk).update(level="large")
    change = world.change(world.a, world.b)
    with inside(world.pact):
        Organisation.objects.filter(pk=world.b.pk).update(level="medium")
    page = world.client.post(f"/changes/{change.pk}/undo/", follow=True)
    assert (world.fresh(world.a).level, world.fresh(world.b).level) == ("large", "medium")
    assert [row.organisation.name for row in page.context["left"]] == ["Björk AB"]
    again = world.client.post(f"/changes/{change.pk}/undo/", follow=True)
    assert "already taken back" in again.content.decode()


def test_take_back_change_restores_nothing_where_there_was_nothing(world: World) -> None:
    for field, value in (
        (Field.RESPONSIBLE, str(world.by.account_id)),
        (Field.CONTACTED, TODAY.isoformat()),
    ):
        change = world.change(world.a, field=field, value=value)
        with inside(world.pact, world.by):
            take_back_change(change, by=world.by, at=NOW)
    assert (world.fresh(world.a).responsible, world.fresh(world.a).contacted_on) == (None, None)


def test_take_back_change_is_over_after_seven_days(world: World) -> None:
    change = world.change(world.a)
    with inside(world.pact, world.by), pytest.raises(ValidationError, match="7 days"):
        take_back_change(change, by=world.by, at=NOW + timedelta(days=9))


def test_write_to_contacts_shows_first_and_reaches_each_once(world: World) -> None:
    with inside(world.pact):
        make_contact(world.b, name="Lo Al", email="lo@pakten.example", roles=["signs"])
    sent = {
        "picked": [world.a.pk, world.b.pk],
        "subject": "Welcome",
        "text": "On Monday.",
        "role": "",
    }
    address = "/organisations/chosen/write/"
    page = world.client.post(address, sent)
    assert "2 persons at 2 members get the message" in page.content.decode()
    with inside(world.pact):
        assert Message.objects.count() == 0
    answer = world.client.post(address, {**sent, "send": "1"})
    assert answer.status_code == 302
    with inside(world.pact):
        assert sorted(Message.objects.values_list("to", flat=True)) == [
            "kim@pakten.example",
            "lo@pakten.example",
        ]
        assert [talk.said for talk in Talk.objects.all()] == ["Welcome\n\nOn Monday."] * 2


def test_write_to_contacts_goes_to_those_with_the_role_or_the_first(world: World) -> None:
    with inside(world.pact):
        make_contact(world.b, name="Lo Al", email="lo@pakten.example", roles=["signs"])
    sent = {"picked": [world.a.pk, world.b.pk], "subject": "x", "text": "y", "role": "signs"}
    page = world.client.post("/organisations/chosen/write/", sent)
    assert sorted(page.context["plan"].readers) == ["kim@pakten.example", "lo@pakten.example"]


def test_write_to_contacts_keeps_what_was_typed_when_refused(world: World) -> None:
    sent = {"picked": [world.a.pk], "subject": "", "text": "A long text", "send": "1"}
    answer = world.client.post("/organisations/chosen/write/", sent)
    assert (answer.status_code, "A long text" in answer.content.decode()) == (422, True)


def test_vet_organisations_begins_and_names_the_rest(world: World) -> None:
    sent = {"picked": [world.a.pk, world.b.pk]}
    assert world.client.get("/organisations/chosen/vet/" + world.query(world.a)).status_code == 200
    page = world.client.post("/organisations/chosen/vet/", sent, follow=True)
    assert "The vetting of 2 members has begun." in page.content.decode()
    page = world.client.post("/organisations/chosen/vet/", sent, follow=True)
    assert "Alm AB: A look is already under way." in page.content.decode()


def test_export_chosen_holds_the_chosen_only(world: World) -> None:
    answer = world.client.get("/organisations/chosen/export/" + world.query(world.a, format="csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Alm AB;Company" in lines[1]
    assert "Kim Ek;;kim@pakten.example" in lines[1]
    everything = world.client.get("/organisations/chosen/export/?all=1&format=csv&query=q%3Dab")
    assert len(everything.content.decode().splitlines()) == 3


def test_export_costs_the_same_for_few_and_many(world: World) -> None:
    counts = []
    for number in (3, 30):
        with inside(world.pact):
            for n in range(number):
                make_organisation(world.pact, name=f"Member {n}", parent=world.a)
        with CaptureQueriesContext(connection) as queries:
            world.client.get("/organisations/?format=csv")
        counts.append(sum("SAVEPOINT" not in each["sql"] for each in queries))
    assert counts[0] == counts[1] <= 12


def test_bulk_pages_are_for_those_who_keep_the_register(world: World) -> None:
    reader = browser(world.pact, make_staff(world.pact, StaffRole.BOARD))
    query = world.query(world.a, field="level")
    found = [
        reader.get(f"/organisations/chosen/{word}/{query}").status_code
        for word in ("change", "write", "vet")
    ]
    assert found == [403, 403, 403]
    assert reader.get("/organisations/chosen/export/" + query).status_code == 200


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "\u00b2", "-1"])
@pytest.mark.parametrize(
    "path",
    ["/organisations/chosen/vet/?picked=", "/outcomes/?pledge=", "/organisations/?district="],
)
def test_numbers_that_no_row_has_find_nothing(world: World, path: str, number: str) -> None:
    assert world.client.get(path + number).status_code in (200, 302, 404)
