"""The pages of an import: the file, its columns, its rows, the work, what came of it."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from pakten.parties.imports.actions import carry_out_import, take_back_import
from pakten.parties.imports.models import Import
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.imports import (
    HEADINGS,
    a_row,
    as_csv,
    as_workbook,
    carry_out,
    rows_of,
    stage,
    take_back,
)
from tests.factories.world import (
    NOW,
    inside,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
    organisation_number,
)


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        self.client = browser(self.pact, self.by)
        with inside(self.pact):
            self.house = make_organisation(self.pact, name="Klarasjö Hotell AB", contact="Leila")

    def upload(self, data: bytes, name: str = "members.csv") -> Any:
        return self.client.post("/imports/", {"file": SimpleUploadedFile(name, data)})

    def stage(self, *rows: list[str], headings: list[str] = HEADINGS) -> Import:
        return stage(self.pact, self.by, rows, headings)

    def see(self, batch: Import, rest: str = "", query: str = "") -> Any:
        return self.client.get(f"/imports/{batch.pk}/{rest}{query}")

    def cost(self, batch: Import, rest: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert self.see(batch, rest).status_code == 200
        return sum("SAVEPOINT" not in each["sql"] for each in queries)


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_import_organisations_leads_to_the_rows_when_every_column_is_known(world: World) -> None:
    answer = world.upload(as_csv([a_row("Alm AB")]))
    assert answer["Location"].endswith("/rows/")
    page = world.client.get(answer["Location"]).content.decode()
    assert "1 row is ready to go in" in page
    assert "Import 1 row" in page


def test_import_organisations_asks_about_a_column_it_does_not_know(world: World) -> None:
    data = as_workbook([[*a_row("Alm AB"), "call"]], [*HEADINGS, "Notering"])
    answer = world.upload(data, "members.xlsx")
    assert answer["Location"].endswith("/columns/")
    page = world.client.get(answer["Location"]).content.decode()
    assert ("Notering" in page, "call" in page) == (True, True)
    columns = {f"column_{n}": c for n, c in enumerate(["number", "name", "employees", "", "", ""])}
    world.client.post(answer["Location"], columns)
    again = world.upload(data, "members.xlsx")
    assert again["Location"].endswith("/rows/")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("members.pdf", b"%PDF", "ends in .xlsx or .csv"),
        ("members.csv", b"", "The file is empty"),
        ("members.csv", b"Namn;Org.nr\n", "no rows under them"),
        ("members.xlsx", b"PK\x03\x04broken", "cannot be read"),
    ],
)
def test_import_organisations_refuses_with_a_remedy(
    world: World, name: str, data: bytes, said: str
) -> None:
    answer = world.upload(data, name)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_import_organisations_without_a_file_says_so(world: World) -> None:
    answer = world.client.post("/imports/", {})
    assert (answer.status_code, "Choose a file." in answer.content.decode()) == (422, True)


def test_import_organisations_refuses_a_file_that_is_too_large(world: World, settings: Any) -> None:
    settings.LARGEST_UPLOAD = 10
    assert "larger than 20 MB" in world.upload(as_csv([a_row("Alm AB")])).content.decode()


def test_map_columns_refuses_a_meaning_twice(world: World) -> None:
    batch = world.stage(a_row("Alm AB"))
    columns = {f"column_{n}": "name" for n in range(5)}
    answer = world.client.post(f"/imports/{batch.pk}/columns/", columns)
    assert (answer.status_code, "same meaning" in answer.content.decode()) == (422, True)


def test_see_import_rows_shows_what_waits_and_what_happens(world: World) -> None:
    batch = world.stage(
        a_row("Alm AB", number="556012-345"),
        a_row("Klarasjö Hotell AB", number=world.house.number, employees="12"),
        a_row("Ek AB"),
    )
    page = world.see(batch, "rows/").content.decode()
    assert "1 of 3 rows needs you" in page
    assert "has 10 digits, this one has 9" in page
    assert "Employees: from 210 to 12" in page
    assert "Ek AB" not in world.see(batch, "rows/", "?state=changes").content.decode()


def test_see_import_rows_gives_the_rows_to_mend_as_a_workbook(world: World) -> None:
    batch = world.stage(a_row("Alm AB", number="556012-345"), a_row("Ek AB"))
    answer = world.see(batch, "rows/", "?state=waiting&format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["Row", "What is wrong", *HEADINGS]
    assert (rows[1][0], rows[1][3], len(rows)) == (2, "Alm AB", 2)
    assert "10 digits" in str(rows[1][1])


def test_mend_row_keeps_what_was_typed_until_it_is_right(world: World) -> None:
    batch = world.stage(a_row("Alm AB", employees="ca 12"))
    address = f"/imports/{batch.pk}/rows/2/"
    assert "Is it 12?" in world.client.get(address).content.decode()
    answer = world.client.post(address, {"employees": "about 13"})
    assert (answer.status_code, 'value="about 13"' in answer.content.decode()) == (422, True)
    answer = world.client.post(address, {"employees": "13"}, follow=True)
    assert "Row 2: New member." in answer.content.decode()


def test_mend_row_chooses_a_side_of_each_difference(world: World) -> None:
    row = a_row("Bergslunda Bygg AB", number=world.house.number, employees="9")
    batch = world.stage(row)
    page = world.client.get(f"/imports/{batch.pk}/rows/2/").content.decode()
    assert "The number belongs to Klarasjö Hotell AB in the register." in page
    sent = {"choice": "merge", "side_name": "pact", "side_employees": "file"}
    world.client.post(f"/imports/{batch.pk}/rows/2/", sent)
    (kept,) = rows_of(world.pact, batch)
    assert (kept.state, kept.keep) == ("changes", ["name"])


def test_mend_row_leaves_out_and_takes_in_again(world: World) -> None:
    batch = world.stage(a_row("Alm AB"))
    for choice, state in (("skip", "skipped"), ("take", "new")):
        world.client.post(f"/imports/{batch.pk}/rows/2/", {"choice": choice})
        assert [row.state for row in rows_of(world.pact, batch)] == [state]


def test_carry_out_import_shows_progress_and_can_be_stopped(world: World) -> None:
    batch = world.stage(a_row("Alm AB"))
    page = world.client.post(f"/imports/{batch.pk}/run/", follow=True).content.decode()
    assert ("0 of 1 rows" in page, '<meta http-equiv="refresh"' in page) == (True, True)
    page = world.client.post(f"/imports/{batch.pk}/stop/", follow=True).content.decode()
    assert "stops after the rows under way" in page
    moved = world.see(batch, "rows/")
    assert moved["Location"] == f"/imports/{batch.pk}/"


def test_see_register_import_tells_what_came_of_it(world: World) -> None:
    batch = carry_out(world.pact, world.by, world.stage(a_row("Alm AB"), a_row("Ek", number="1")))
    answer = world.client.get(f"/imports/{batch.pk}/", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert ("1 row is in, 1 wait" in page, answer["HX-Refresh"]) == (True, "true")
    assert "1 row waits to be mended" in page


def test_take_back_import_names_what_stays_before_and_after(world: World) -> None:
    batch = carry_out(world.pact, world.by, world.stage(a_row("Alm AB"), a_row("Ek AB")))
    with inside(world.pact):
        Organisation.objects.filter(name="Ek AB").update(website="https://ek.example")
    page = world.see(batch, "undo/").content.decode()
    assert ("Ek AB" in page, "Somebody has changed it since the import." in page) == (True, True)
    page = world.client.post(f"/imports/{batch.pk}/undo/", follow=True).content.decode()
    assert "The import is being taken back" in page
    take_back(world.pact, world.by, batch)
    page = world.see(batch).content.decode()
    assert ("The import is taken back" in page, "Ek AB" in page, "Alm AB" in page) == (
        True,
        True,
        False,
    )


def test_discard_import_leads_to_the_list(world: World) -> None:
    batch = world.stage(a_row("Alm AB"))
    page = world.client.post(f"/imports/{batch.pk}/discard/", follow=True).content.decode()
    assert "The file is erased. Nothing was imported." in page


def test_check_again_tells_how_many_stand_differently(world: World) -> None:
    batch = world.stage(a_row("Alm AB"))
    page = world.client.post(f"/imports/{batch.pk}/check/", follow=True).content.decode()
    assert "Every row stands as before." in page


def test_see_import_template_has_the_columns_that_can_be_read(world: World) -> None:
    answer = world.client.get("/imports/template/")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["Organisation number", "Name", "Kind"]
    assert world.upload(answer.content, "t.xlsx").status_code == 422  # no rows yet


def test_pages_cost_the_same_for_few_and_many(world: World) -> None:
    found = []
    for number in (3, 30):
        rows = [
            a_row(f"{uuid4().hex} AB", number="1" if n % 2 else organisation_number())
            for n in range(number)
        ]
        batch = world.stage(*rows)
        costs = [world.cost(batch, rest) for rest in ("rows/", "rows/2/", "columns/")]
        done = carry_out(world.pact, world.by, batch)
        found.append([*costs, world.cost(done, ""), world.cost(done, "undo/")])
    assert found[0] == found[1]
    assert max(found[0]) <= 25


def test_pages_are_for_those_who_keep_the_register(world: World) -> None:
    batch = world.stage(a_row("Alm AB"))
    board = browser(world.pact, make_staff(world.pact, StaffRole.BOARD))
    member = browser(world.pact, make_representative(world.house))
    other = make_pact()
    elsewhere = browser(other, make_staff(other))
    found = [
        each.get(f"/imports/{batch.pk}/rows/").status_code for each in (board, member, elsewhere)
    ]
    assert found == [403, 403, 404]


def test_take_back_import_page_is_over_when_it_is_done(world: World) -> None:
    batch = carry_out(world.pact, world.by, world.stage(a_row("Alm AB")))
    with inside(world.pact, world.by):
        take_back_import(batch, by=world.by, at=NOW)
    assert world.see(batch, "undo/").status_code == 302
    with inside(world.pact, world.by), pytest.raises(Exception, match="No row is ready"):
        carry_out_import(batch, by=world.by, at=NOW)
