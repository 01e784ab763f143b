"""The service: what each address answers, how it refuses, and the document it promises to keep to."""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.faces.api.service import document
from pakten.parties.organisations.states import Stage
from tests.faces.api.conftest import LAST_YEAR, World
from tests.factories.world import inside, make_organisation

GOLDEN = Path(__file__).with_name("openapi.json")


def test_document_is_as_promised() -> None:
    """Version 1 only grows. `PAKTEN_GOLDEN=write` writes it anew; read the difference as a promise."""
    told = json.dumps(document(), indent=1, sort_keys=True) + "\n"
    if os.environ.get("PAKTEN_GOLDEN") == "write":
        GOLDEN.write_text(told)
    assert told == GOLDEN.read_text()
    assert json.loads(told)["openapi"].startswith("3.1")


def test_document_tells_that_errors_are_problems() -> None:
    for path in document()["paths"].values():
        assert list(path) == ["get"]
        for status, answer in path["get"]["responses"].items():
            media = "application/json" if status == 200 else "application/problem+json"
            assert list(answer["content"]) == [media]


def test_figures_hide_what_the_files_hide(world: World) -> None:
    told = world.get(f"/api/v1/figures?split=gender&year={LAST_YEAR}").json()
    assert [(each["category"], each["value"], each["hidden"]) for each in told["items"]] == [
        ("woman", None, True),
        ("man", None, True),
    ]
    total = world.get(f"/api/v1/figures?year={LAST_YEAR}").json()["items"]
    assert [(each["category"], each["value"]) for each in total] == [("total", 16)]


def test_figures_are_of_this_pact_only(world: World) -> None:
    told = world.get("/api/v1/figures").json()["items"]
    assert {each["measure"] for each in told} == {world.hires.kin}


def test_lists_come_in_pages(world: World) -> None:
    with inside(world.pact):
        for number in range(4):
            make_organisation(
                world.pact, name=f"House {number}", stage=Stage.ACTIVE, is_public=True
            )
    first = world.get("/api/v1/members?page_size=3").json()
    assert (first["total"], first["pages"], len(first["items"])) == (5, 2, 3)
    last = world.get(first["next"].removeprefix("http://testserver")).json()
    assert (len(last["items"]), last["next"]) == (2, None)


def test_members_take_as_many_queries_whatever_their_number(world: World) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert world.get("/api/v1/members").status_code == 200
        counts.append(len(found))
        with inside(world.pact):
            for each in range(20):
                make_organisation(
                    world.pact, name=f"House {number} {each}", stage=Stage.ACTIVE, is_public=True
                )
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("address", "status", "field"),
    [
        ("figures?year=1999", 404, "year"),
        ("figures?year=twenty", 422, "year"),
        ("figures?split=ethnicity", 422, "split"),
        ("figures?measure=nothing", 404, "kin"),
        ("members?page_size=1001", 422, "page_size"),
        ("members?page=0", 422, "page"),
        ("members?page=99", 404, "page"),
        ("promises?member=x", 422, "member"),
    ],
)
def test_wrong_question_is_refused_in_words(
    world: World, address: str, status: int, field: str
) -> None:
    response = world.get(f"/api/v1/{address}")
    told = response.json()
    assert response.status_code == told["status"] == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert [each["field"] for each in told["errors"]] == [field]
    assert all(each["detail"] for each in told["errors"])


@pytest.mark.parametrize(
    "address", ["members/x", "members/999999999999999999999", "measures/x", "x/y"]
)
def test_what_is_not_there_is_404(world: World, address: str) -> None:
    response = world.get(f"/api/v1/{address}")
    assert (response.status_code, response.json()["status"]) == (404, 404)


def test_unseen_member_and_other_pacts_measure_are_not_there(world: World) -> None:
    elsewhere = world.get(f"/api/v1/members/{world.unseen.pk}")
    assert elsewhere.status_code == 404
    assert world.get(f"/api/v1/members/{world.shown.pk}").json()["name"] == "Ytterby Bageri"


def test_measure_has_its_versions_and_targets(world: World) -> None:
    told = world.get(f"/api/v1/measures/{world.hires.kin}").json()
    assert [each["version"] for each in told["versions"]] == [world.hires.code]
    assert [each["target"] for each in told["targets"]] == [40]


def test_pact_tells_the_terms(world: World) -> None:
    told = world.get("/api/v1/pact?lang=en").json()
    assert (told["name"], told["smallest_group"]) == ("The pact", 5)
    assert "publicdomain/zero" in told["licence"]


def test_reports_are_empty_before_one_is_published(world: World) -> None:
    assert world.get("/api/v1/reports").json()["items"] == []


def test_errors_are_in_the_asked_language(world: World) -> None:
    assert world.get("/api/v1/figures?year=x&lang=sv").headers["Content-Language"] == "sv"


def test_head_is_answered_by_the_service(outsider: Client) -> None:
    response = outsider.head("/api/v1/pact")
    assert (response.status_code, response.content) == (200, b"")
