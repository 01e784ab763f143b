"""The files: what stands in them, in which form, and what never does."""

import io
import json
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from pakten.agreements.results.states import Dimension
from pakten.faces.api.datasets import DATASETS
from pakten.faces.api.states import LICENCE
from pakten.oversight.reports.shown import shown_figures
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import VettingState
from pakten.parties.pacts.models import Measure, Pact
from tests.faces.api.conftest import LAST_YEAR, World
from tests.factories.deeds import make_deeds
from tests.factories.world import TODAY, days, inside, make_measure, text

FILES = [(each.name, form.value) for each in DATASETS for form in each.forms]


def split_of(world: World, split: str, year: int = LAST_YEAR) -> dict[str, tuple[str, str]]:
    return {
        row["category"]: (row["value"], row["hidden"])
        for row in world.rows("/data/years.csv")
        if (row["split"], row["period"]) == (split, str(year))
    }


def test_years_hide_what_the_door_hides(world: World) -> None:
    assert split_of(world, "total") == {"total": ("16", "false")}
    assert split_of(world, "gender") == {"woman": ("", "true"), "man": ("", "true")}
    with inside(world.pact):
        kin = world.hires.kin
        door = shown_figures([LAST_YEAR], [Dimension.GENDER], smallest=5)
        assert door.get(kin, LAST_YEAR, Dimension.GENDER).cells == {"woman": None, "man": None}


def test_years_follow_the_pacts_own_smallest_group(world: World) -> None:
    world.pact.smallest_group = 2
    with inside(world.pact):
        world.pact.save()
    assert split_of(world, "gender") == {"woman": ("13", "false"), "man": ("3", "false")}


def test_years_leave_out_splits_the_measure_is_not_told_by(world: World) -> None:
    with inside(world.pact):
        Measure.objects.filter(pk=world.hires.pk).update(breakdowns=["gender"])
    assert "age" not in {row["split"] for row in world.rows("/data/years.csv")}


def test_months_are_totals_and_none_is_to_come(world: World) -> None:
    with inside(world.pact):
        make_deeds(world.shown, world.hires, TODAY, 7)
    rows = world.rows("/data/months.csv")
    assert {row["category"] for row in rows} == {"total"}
    assert max(row["period"] for row in rows) == f"{TODAY:%Y-%m}"
    march = next(row for row in rows if row["period"] == f"{LAST_YEAR}-03")
    assert (march["value"], march["hidden"]) in {("13", "false"), ("", "true")}


def test_members_are_those_the_pages_show(world: World) -> None:
    rows = world.rows("/data/members.csv")
    assert [row["name"] for row in rows] == ["Ytterby Bageri"]
    assert rows[0]["page"] == f"http://testserver/members/{world.shown.pk}/"
    assert (rows[0]["promises_due"], rows[0]["promises_kept"]) == ("1", "0")


@pytest.mark.parametrize(
    "change",
    [
        {"vetting": VettingState.WITHDRAWN, "is_public": False},
        {"is_public": False},
        {"vetted_until": days(-1)},
    ],
)
def test_member_leaves_every_file_at_once(world: World, change: dict[str, object]) -> None:
    addresses = [f"/data/{name}.{form}" for name, form in FILES if form != "xlsx"]
    addresses += ["/api/v1/members", "/api/v1/promises", "/data/news.atom", "/data/dcat.rdf"]
    before = {a for a in addresses if "Ytterby Bageri" in world.get(a).content.decode()}
    assert before == {
        "/data/members.csv", "/data/members.json", "/data/promises.csv", "/data/promises.json",
        "/api/v1/members", "/api/v1/promises",
    }  # fmt: skip
    with inside(world.pact):
        Organisation.objects.filter(pk=world.shown.pk).update(**change)
    assert [a for a in addresses if "Ytterby Bageri" in world.get(a).content.decode()] == []
    assert world.get(f"/api/v1/members/{world.shown.pk}").status_code == 404


@pytest.mark.parametrize(("name", "form"), FILES)
def test_no_file_tells_of_another_pact_or_of_an_unseen_member(
    world: World, name: str, form: str
) -> None:
    response = world.get(f"/data/{name}.{form}")
    assert response.status_code == 200
    body = response.content
    if form == "xlsx":
        cells = load_workbook(io.BytesIO(body), read_only=True).active.iter_rows(values_only=True)
        body = repr(list(cells)).encode()
    assert b"Annanstad" not in body
    assert b"Dold AB" not in body


def test_promises_say_whether_they_were_kept(world: World) -> None:
    rows = world.rows("/data/promises.csv")
    assert [(row["member_name"], row["quantity"], row["kept"]) for row in rows] == [
        ("Ytterby Bageri", "2", "false")
    ]


def test_definitions_tell_every_version(world: World) -> None:
    with inside(world.pact):
        make_measure(
            world.pact, code=f"{world.hires.code}-v2", activity=world.hires.activity,
            name=text("Hires anew"), valid_from=days(-5),
        )  # fmt: skip
    rows = world.rows("/data/definitions.csv")
    assert [(row["measure"], row["version"]) for row in rows] == [
        (world.hires.kin, world.hires.code),
        (world.hires.kin, f"{world.hires.code}-v2"),
    ]


def test_targets_do_not_tell_who_decided(world: World) -> None:
    rows = world.rows("/data/targets.csv")
    assert [(row["year"], row["target"]) for row in rows] == [(str(TODAY.year), "40")]
    assert "decided_by" not in rows[0]


def test_json_says_what_it_is(world: World) -> None:
    told = world.get("/data/members.json?lang=en").json()
    assert (told["name"], told["language"], told["licence"]) == ("members", "en", LICENCE)
    assert [field["name"] for field in told["fields"]] == list(told["rows"][0])


def test_csv_description_names_the_columns_of_the_file(world: World) -> None:
    response = world.get("/data/years.csv-metadata.json")
    told = json.loads(response.content)
    head = world.get("/data/years.csv").content.decode().splitlines()[0]
    assert told["url"] == "http://testserver/data/years.csv"
    assert [each["name"] for each in told["tableSchema"]["columns"]] == head.split(",")
    assert response.headers["Content-Type"] == "application/csvm+json"


def test_names_that_would_run_in_a_spreadsheet_are_guarded(world: World) -> None:
    with inside(world.pact):
        Organisation.objects.filter(pk=world.shown.pk).update(name="=1+1")
    assert world.rows("/data/members.csv")[0]["name"] == "'=1+1"


@pytest.mark.parametrize("address", ["/data/nothing.csv", "/data/members.px.json"])
def test_what_is_not_there_is_404_with_words(world: World, address: str) -> None:
    response = world.get(address)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "/data/" in response.json()["detail"]


@pytest.mark.parametrize(
    "address", ["/data/dcat.rdf", "/data/news.atom", "/data/figures/{kin}.svg"]
)
def test_files_for_programs_are_xml_whatever_was_pasted_into_a_name(
    world: World, address: str
) -> None:
    with inside(world.pact):
        name = text("Hires\x0bpasted from\x1b a slide & < more")
        Measure.objects.update(name=name)
        Pact.objects.filter(pk=world.pact.pk).update(name=name, email="pakt@pakten.example")
    response = world.get(address.format(kin=world.hires.kin))
    assert response.status_code == 200
    assert ET.fromstring(response.content).tag
