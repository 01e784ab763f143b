"""Rows beside the register."""

from typing import Any

import pytest

from pakten.base.ui.text import LocalText
from pakten.parties.imports.cells import Words, read
from pakten.parties.imports.matching import Chosen, Judge, Register, bare_name
from pakten.parties.organisations.models import Contact, Organisation
from tests.factories.world import (
    inside,
    make_district,
    make_organisation,
    make_pact,
    organisation_number,
)


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        with inside(self.pact):
            self.old = make_district(self.pact, code="old")
            self.new = make_district(self.pact, code="new")
            self.old.successor = self.new
            self.old.save()
            self.house = make_organisation(
                self.pact, name="Klarasjö Hotell AB", about=LocalText(sv="Om", en="On"), contact=""
            )
            self.contact = Contact.objects.create(
                pact=self.pact,
                organisation=self.house,
                name="Leila Haddad",
                email="leila@x.example",
            )

    def judge(self, *rows: dict[str, str], chosen: Chosen | None = None) -> list[Any]:
        with inside(self.pact):
            numbers = [row.get("number", "") for row in rows]
            judge = Judge(Register.of(self.pact.pk), Words.of(self.pact.pk), numbers)
            return [judge.judge(at, row, chosen) for at, row in enumerate(rows, 2)]

    def one(self, chosen: Chosen | None = None, **values: str) -> Any:
        (found,) = self.judge(values, chosen=chosen)
        return found


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_judge_enters_what_the_register_lacks(world: World) -> None:
    found = world.one(number=organisation_number(), name="Havtorn AB", contact_email="e@x.example")
    assert (found.state, found.problems) == ("new", {})


@pytest.mark.parametrize("written", ["{0}", "{0[0]}{0[1]}", "16{0}", "SE{0}01"])
def test_judge_knows_an_organisation_by_its_number(world: World, written: str) -> None:
    text = world.house.number_text if written == "{0}" else world.house.number
    found = world.one(
        number=written.replace("{0[0]}{0[1]}", "{0}").format(text), name="Klarasjö Hotell"
    )
    if written.startswith("SE"):
        assert found.problems == {"number": "cell"}
    else:
        assert (found.state, found.organisation_id) == ("changes", world.house.pk)


def test_judge_tells_what_changes_field_by_field(world: World) -> None:
    found = world.one(
        number=world.house.number, name="Klarasjö Hotell AB", employees="1 250", kind="Förening",
        district="Old (sv)", about="Om", contact_email="LEILA@x.example", contact_phone="08-1",
    )  # fmt: skip
    assert found.differs == {
        "kind": ["Company", "Association"],
        "employees": ["210", "1250"],
        "district": ["", "New"],
        "contact_phone": ["", "08-1"],
    }


def test_judge_says_the_same_when_nothing_differs(world: World) -> None:
    assert world.one(number=world.house.number, employees="210").state == "same"
    assert world.one(number=world.house.number, contact_name="leila haddad").state == "same"


def test_judge_finds_by_name_and_asks(world: World) -> None:
    found = world.one(name="Klarasjö hotel", employees="3")
    assert (found.state, found.problems, found.candidates) == (
        "doubtful", {"row": "like_name"}, [world.house.pk]
    )  # fmt: skip
    taken = world.one(
        number=organisation_number(), name="KLARASJÖ HOTELL", contact_email="a@x.example"
    )
    assert (taken.state, taken.problems) == ("doubtful", {"row": "name_taken"})


def test_judge_asks_when_the_number_is_of_another_name(world: World) -> None:
    found = world.one(number=world.house.number, name="Bergslunda Bygg AB")
    assert (found.state, found.problems) == ("doubtful", {"row": "other_name"})
    kept = world.one(Chosen(world.house.pk), number=world.house.number, name="Bergslunda Bygg AB")
    assert (kept.state, kept.differs) == (
        "changes",
        {"name": ["Klarasjö Hotell AB", "Bergslunda Bygg AB"]},
    )


def test_judge_heeds_what_somebody_chose(world: World) -> None:
    same = world.one(Chosen(world.house.pk), name="Klarasjö", employees="3")
    assert (same.state, same.organisation_id) == ("changes", world.house.pk)
    new = world.one(
        Chosen(None),
        number=organisation_number(),
        name="Klarasjö Hotell",
        contact_email="a@x.example",
    )
    assert new.state == "new"


def test_judge_sees_a_number_twice(world: World) -> None:
    row = {"number": organisation_number(), "name": "Alm AB", "contact_email": "a@x.example"}
    first, second = world.judge(row, row)
    assert (first.state, second.state, second.problems) == ("new", "doubtful", {"row": "double:2"})


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"number": "556012-345"}, {"number": "cell"}),
        ({"employees": "ca 12"}, {"employees": "cell"}),
        ({"kind": "kooperativ"}, {"kind": "cell"}),
        ({"district": "Månen"}, {"district": "cell"}),
        ({"website": "not a site"}, {"website": "cell"}),
        ({"contact_email": "elin"}, {"contact_email": "cell"}),
        ({"name": "x" * 161}, {"name": "cell"}),
        ({"contact_email": ""}, {"contact_email": "missing"}),
        ({"number": ""}, {"number": "missing"}),
        ({"parent": "5560000002"}, {"parent": "cell"}),
    ],
)
def test_judge_says_what_is_at_fault(world: World, values: dict[str, str], problems: Any) -> None:
    row = {"number": organisation_number(), "name": "Alm AB", "contact_email": "a@x.example"}
    found = world.one(**{**row, **values})
    assert (found.state, found.problems) == ("faulty", problems)


def test_judge_finds_a_parent_in_the_register_or_in_the_file(world: World) -> None:
    row = {"number": organisation_number(), "name": "Alm AB", "contact_email": "a@x.example"}
    child = {**row, "number": organisation_number(), "name": "Ek AB", "parent": row["number"]}
    assert [found.state for found in world.judge(child, row)] == ["new", "new"]
    assert world.one(**{**row, "parent": world.house.number}).state == "new"
    assert world.one(**{**row, "parent": organisation_number()}).problems == {
        "parent": "unknown_parent"
    }


def test_judge_needs_an_address_for_a_new_contact(world: World) -> None:
    found = world.one(number=world.house.number, contact_name="Somebody New")
    assert found.problems == {"contact_email": "missing"}


def test_register_is_read_in_two_queries(world: World, django_assert_num_queries: Any) -> None:
    with inside(world.pact):
        for n in range(5):
            make_organisation(world.pact, name=f"Member {n} AB")
        with django_assert_num_queries(2):
            register = Register.of(world.pact.pk)
        assert len(register.by_id) == Organisation.objects.count() == 6


def test_bare_name_leaves_out_the_legal_form() -> None:
    assert bare_name("Klarasjö Hotell AB (publ)") == bare_name("KLARASJÖ HOTELL Aktiebolag")
    assert bare_name("AB") == "ab"


@pytest.mark.parametrize(
    ("text", "value"), [("it", "J"), ("Vård och omsorg", "Q"), ("c", "C"), ("56.1", "56.1")]
)
def test_read_knows_sectors_by_word_and_code(text: str, value: str) -> None:
    assert read("sector", text, Words({}, {})) == value
