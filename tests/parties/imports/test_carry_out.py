"""An import from file to register and back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied
from pakten.base.audit.models import Event
from pakten.parties.imports.actions import (
    RowMend,
    carry_out_import,
    check_again,
    discard_import,
    map_columns,
    mend_row,
    stage_import,
    stop_import,
    take_back_import,
)
from pakten.parties.imports.actions.running import carry_import
from pakten.parties.imports.actions.staging import forget_import
from pakten.parties.imports.models import Heading, Import, ImportRow
from pakten.parties.imports.queries import counts_of, imports_waiting
from pakten.parties.organisations.models import Contact, Organisation, Talk
from pakten.parties.pacts.states import StaffRole
from tests.factories.imports import (
    HEADINGS,
    a_row,
    as_csv,
    carry_out,
    read_again,
    rows_of,
    stage,
    take_back,
)
from tests.factories.world import (
    NOW,
    TODAY,
    inside,
    make_organisation,
    make_pact,
    make_staff,
    organisation_number,
)


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        with inside(self.pact):
            self.house = make_organisation(
                self.pact, name="Klarasjö Hotell AB", contact="Leila Haddad"
            )

    def stage(self, *rows: list[str], headings: list[str] = HEADINGS) -> Import:
        return stage(self.pact, self.by, rows, headings)

    def carry(self, *rows: list[str], headings: list[str] = HEADINGS) -> Import:
        return carry_out(self.pact, self.by, self.stage(*rows, headings=headings))

    def states(self, batch: Import) -> list[str]:
        return [row.state for row in rows_of(self.pact, batch)]

    def names(self) -> list[str]:
        with inside(self.pact):
            return list(Organisation.objects.order_by("sort_key").values_list("name", flat=True))

    def fresh(self) -> Organisation:
        with inside(self.pact):
            return Organisation.objects.get(pk=self.house.pk)

    def mend(self, batch: Import, line: int, choice: str = "", **values: str) -> ImportRow:
        with inside(self.pact, self.by):
            return mend_row(batch, line, RowMend(values, choice), by=self.by, at=NOW)

    def take_back(self, batch: Import) -> Import:
        with inside(self.pact, self.by):
            take_back_import(batch, by=self.by, at=NOW)
        return take_back(self.pact, self.by, batch)


@pytest.fixture
def world(transactional_db: None) -> World:
    return World()


def test_stage_import_touches_nothing_but_its_own_rows(world: World) -> None:
    batch = world.stage(
        a_row("Alm AB"), a_row("x", number=world.house.number), a_row("Ek", number="1")
    )
    assert world.states(batch) == ["new", "doubtful", "faulty"]
    assert world.names() == ["Klarasjö Hotell AB"]
    assert (batch.state, batch.columns[:2]) == ("staged", ["number", "name"])


def test_carry_out_import_enters_and_changes(world: World) -> None:
    row = ["", "Klarasjö Hotell AB", "250", "Nils Ek", "nils@x.example"]
    row[0] = world.house.number
    batch = world.carry(a_row("Alm AB"), row, a_row("Ek", number="1"))
    assert (batch.state, world.names(), world.fresh().employees) == (
        "done",
        ["Alm AB", "Klarasjö Hotell AB"],
        250,
    )
    with inside(world.pact):
        made = Organisation.objects.get(name="Alm AB")
        assert [(c.name, c.email) for c in made.contacts.all()] == [
            ("Elin Ek", "elin@pakten.example")
        ]
        assert [c.name for c in world.house.contacts.all()] == ["Leila Haddad", "Nils Ek"]
        found = counts_of(batch)
    assert (found.made, found.updated, found.waits, found.goes_in) == (1, 1, 1, 0)


def test_carry_out_import_is_written_in_the_history_as_the_one_who_ordered_it(world: World) -> None:
    world.carry(a_row("Alm AB"))
    with inside(world.pact):
        event = Event.objects.get(table="organisations_organisation", after__name="Alm AB")
    assert (event.account_id, event.verb) == (world.by.account_id, "carry_out_import")


def test_carry_out_import_again_does_nothing_twice(world: World) -> None:
    batch = world.carry(a_row("Alm AB"))
    with inside(world.pact, world.by), pytest.raises(ValidationError, match="No row is ready"):
        carry_out_import(batch, by=world.by, at=NOW)
    carry_import(pact_id=world.pact.pk, import_id=batch.pk, account_id=world.by.account_id)
    assert world.names() == ["Alm AB", "Klarasjö Hotell AB"]


def test_carry_out_import_puts_companies_under_their_parent_wherever_it_stands(
    world: World,
) -> None:
    parent = organisation_number()
    headings = [*HEADINGS, "Koncern"]
    world.carry(
        [*a_row("Child AB"), parent], [*a_row("Top AB", number=parent), ""], headings=headings
    )
    with inside(world.pact):
        assert Organisation.objects.get(name="Child AB").parent.name == "Top AB"  # type: ignore[union-attr]


def test_carry_out_import_leaves_a_row_the_register_refuses(world: World) -> None:
    headings = [*HEADINGS, "Koncern"]
    with inside(world.pact):
        child = make_organisation(world.pact, name="Child AB", parent=world.house)
    batch = world.carry([*a_row("Alm AB"), child.number], [*a_row("Ek AB"), ""], headings=headings)
    first, second = rows_of(world.pact, batch)
    assert (first.state, first.done_at, second.state) == ("faulty", None, "new")
    assert first.problems["row"].startswith("refused:Child AB belongs to a group")
    assert "Alm AB" not in world.names()


def test_carry_out_import_stops_when_the_one_who_ordered_it_lost_the_role(world: World) -> None:
    batch = world.stage(a_row("Alm AB"))
    with inside(world.pact, world.by):
        carry_out_import(batch, by=world.by, at=NOW)
    other = make_staff(world.pact, StaffRole.BOARD)
    carry_import(pact_id=world.pact.pk, import_id=batch.pk, account_id=other.account_id)
    assert (world.states(batch), world.names()) == (["faulty"], ["Klarasjö Hotell AB"])


def test_stop_import_leaves_the_rest_and_it_can_go_on(world: World) -> None:
    batch = world.stage(a_row("Alm AB"))
    with inside(world.pact, world.by):
        carry_out_import(batch, by=world.by, at=NOW)
        stop_import(batch, by=world.by, at=NOW)
    carry_import(pact_id=world.pact.pk, import_id=batch.pk, account_id=world.by.account_id)
    stopped = read_again(world.pact, batch)
    assert (stopped.state, world.names()) == ("stopped", ["Klarasjö Hotell AB"])
    assert carry_out(world.pact, world.by, stopped).state == "done"
    assert "Alm AB" in world.names()


def test_mend_row_makes_a_faulty_row_ready(world: World) -> None:
    batch = world.stage(a_row("Alm AB", number="556012-345"), a_row("Ek AB", employees="ca 12"))
    assert world.mend(batch, 2, number="556012").state == "faulty"
    assert world.mend(batch, 2, number=organisation_number()).state == "new"
    assert world.mend(batch, 3, employees="12").state == "new"
    assert carry_out(world.pact, world.by, batch).state == "done"
    assert world.names() == ["Alm AB", "Ek AB", "Klarasjö Hotell AB"]


def test_mend_row_settles_doubt(world: World) -> None:
    number = organisation_number()
    batch = world.stage(
        a_row("Alm AB", number=number),
        a_row("Alm AB", number=number, contact="Another", email="other@x.example"),
        a_row("Klarasjö Hotell", number=""),
        a_row("Klarasjö Hotell", email="new@x.example"),
        a_row("Left AB"),
    )
    assert world.states(batch) == ["new", "doubtful", "doubtful", "doubtful", "new"]
    assert world.mend(batch, 3, "merge").state == "new"
    assert world.mend(batch, 4, str(world.house.pk)).state == "changes"
    assert world.mend(batch, 5, "new").state == "new"
    assert world.mend(batch, 6, "skip").state == "skipped"
    carry_out(world.pact, world.by, batch)
    assert world.names() == ["Alm AB", "Klarasjö Hotell", "Klarasjö Hotell AB"]
    with inside(world.pact):
        assert Contact.objects.filter(organisation__number=number).count() == 2


def test_mend_row_refuses_a_member_that_was_not_offered(world: World) -> None:
    batch = world.stage(a_row("Klarasjö Hotell", number=""))
    with pytest.raises(ValidationError, match="Choose one of the members"):
        world.mend(batch, 2, "999999")


def test_mend_row_keeps_the_value_of_the_pact(world: World) -> None:
    batch = world.stage(a_row("Klarasjö Hotell AB", number=world.house.number, employees="9"))
    with inside(world.pact, world.by):
        keep = RowMend({}, keep=["employees"])
        mend_row(batch, 2, keep, by=world.by, at=NOW)
    carry_out(world.pact, world.by, batch)
    assert world.fresh().employees == 210


def test_check_again_judges_against_the_register_of_now(world: World) -> None:
    row = a_row("Alm AB")
    batch = world.stage(row)
    with inside(world.pact, world.by):
        make_organisation(world.pact, name="Alm AB", number=row[0], employees=12, contact="")
        Contact.objects.create(
            pact=world.pact, organisation=Organisation.objects.get(number=row[0]), name="Elin Ek",
            email="elin@pakten.example",
        )  # fmt: skip
        assert check_again(batch, by=world.by, at=NOW) == 1
    assert world.states(batch) == ["same"]


def test_map_columns_reads_the_rows_anew_and_remembers(world: World) -> None:
    batch = world.stage(
        ["Alm AB", organisation_number(), "a@x.example"], headings=["Vem", "Nr", "Adress"]
    )
    with inside(world.pact, world.by):
        for wrong in (["name", "name", ""], ["", "", "website"]):
            with pytest.raises(ValidationError):
                map_columns(batch, wrong, by=world.by, at=NOW)
        map_columns(batch, ["name", "number", "contact_email"], by=world.by, at=NOW)
    assert world.states(batch) == ["new"]
    with inside(world.pact):
        assert dict(Heading.objects.values_list("word", "column")) == {
            "vem": "name", "nr": "number", "adress": "contact_email"
        }  # fmt: skip
    again = world.stage(
        ["Ek AB", organisation_number(), "a@x.example"], headings=["VEM", "Nr.", "Adress"]
    )
    assert world.states(again) == ["new"]


def test_take_back_import_puts_everything_as_it_was(world: World) -> None:
    row = a_row("Klarasjö Hotell & Spa AB", number=world.house.number, email="new@x.example")
    batch = world.carry(a_row("Alm AB"), row)
    assert world.fresh().name == "Klarasjö Hotell & Spa AB"
    undone = world.take_back(batch)
    assert (undone.state, world.names()) == ("undone", ["Klarasjö Hotell AB"])
    assert world.fresh().employees == 210
    with inside(world.pact):
        assert [c.name for c in world.house.contacts.all()] == ["Leila Haddad"]
        assert counts_of(undone).left == 0


def test_take_back_import_leaves_what_was_changed_or_used_since(world: World) -> None:
    row = a_row("Klarasjö Hotell AB", number=world.house.number, employees="300")
    batch = world.carry(a_row("Used AB"), a_row("Changed AB"), row)
    with inside(world.pact, world.by):
        Organisation.objects.filter(name="Changed AB").update(website="https://x.example")
        Organisation.objects.filter(pk=world.house.pk).update(employees=400)
        Talk.objects.create(
            pact=world.pact, organisation=Organisation.objects.get(name="Used AB"), kind="call",
            said="Hello", happened_on=TODAY, written_by_id=world.by.account_id, written_at=NOW,
        )  # fmt: skip
    world.take_back(batch)
    assert world.names() == ["Changed AB", "Klarasjö Hotell AB", "Used AB"]
    assert world.fresh().employees == 400
    whys = [row.left_because for row in rows_of(world.pact, batch)]
    assert whys == ["used", "changed", "changed"]


def test_take_back_import_is_over_after_seven_days(world: World) -> None:
    batch = world.carry(a_row("Alm AB"))
    with inside(world.pact, world.by), pytest.raises(ValidationError, match="7 days"):
        take_back_import(batch, by=world.by, at=NOW + timedelta(days=9))


def test_discard_import_erases_the_file(world: World) -> None:
    batch, done = world.stage(a_row("Alm AB")), world.carry(a_row("Ek AB"))
    with inside(world.pact, world.by):
        discard_import(batch, by=world.by, at=NOW)
        assert not ImportRow.objects.filter(batch_id=batch.pk).exists()
        with pytest.raises(ValidationError, match="Take the import back"):
            discard_import(done, by=world.by, at=NOW)


def test_forget_import_erases_the_persons_and_keeps_the_figures(world: World) -> None:
    batch, staged = (
        world.carry(a_row("Alm AB"), a_row("Ek", number="1")),
        world.stage(a_row("Bo AB")),
    )
    for each in (batch, staged):
        forget_import(pact_id=world.pact.pk, import_id=each.pk)
    kept = read_again(world.pact, batch)
    with inside(world.pact):
        assert (counts_of(kept).made, counts_of(kept).waits) == (1, 1)
        assert (ImportRow.objects.count(), Import.objects.count()) == (0, 1)


def test_imports_waiting_names_files_with_something_to_do(world: World) -> None:
    world.carry(a_row("Alm AB"))
    waits = world.carry(a_row("Ek", number="1"), a_row("Bo AB"))
    staged = world.stage(a_row("Li AB"))
    with inside(world.pact):
        found = [(each.pk, each.waits, each.ready) for each in imports_waiting(world.pact.pk)]  # type: ignore[attr-defined]
    assert sorted(found) == [(waits.pk, 1, 0), (staged.pk, 0, 1)]


@pytest.mark.parametrize(
    "action", [carry_out_import, stop_import, take_back_import, discard_import, check_again]
)
def test_actions_are_for_those_who_keep_the_register(world: World, action: Any) -> None:
    batch, reader = world.stage(a_row("Alm AB")), make_staff(world.pact, StaffRole.ANALYST)
    with inside(world.pact, reader), pytest.raises(Denied):
        action(batch, by=reader, at=NOW)
    with inside(world.pact, reader), pytest.raises(Denied):
        stage_import(as_csv([a_row("x")]), file_name="x", pact=world.pact, by=reader, at=NOW)
