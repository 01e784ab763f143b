"""The open files of the example pact, fetched as anybody can, and attacked with what stands in them."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from pakten.parties.pacts.models import Measure, Pact
from tests.factories.attack import Attack
from tests.factories.browser import browser
from tests.factories.published import true_figures
from tests.factories.world import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
UNKNOWN = {"not-stated": ""}


@pytest.fixture
def pact() -> Pact:
    return Pact.objects.get(is_example=True)


def _rows(client: Client, name: str) -> Iterator[dict[str, str]]:
    response = client.get(f"/data/{name}.csv")
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    yield from csv.DictReader(io.StringIO(body.decode("utf-8-sig")))


def _of_persons(pact: Pact) -> set[str]:
    with inside(pact):
        rows = Measure.objects.filter(per_person=True, formula="")
        return set(rows.values_list("kin", flat=True))


def _figure(row: dict[str, str]) -> float | None:
    return None if row["hidden"] == "true" else float(row["value"])


def test_open_files_hold_no_small_figure_of_persons(pact: Pact) -> None:
    persons, client = _of_persons(pact), browser(pact)
    shown = [
        figure
        for name in ("years", "months")
        for row in _rows(client, name)
        if row["measure"] in persons and (figure := _figure(row)) is not None
    ]
    assert len(shown) > 100
    assert [figure for figure in shown if 0 < figure < 5] == []


def test_open_files_give_nothing_away_together(pact: Pact) -> None:
    attack, persons = Attack(), _of_persons(pact)
    cells: dict[Any, dict[Any, float | None]] = defaultdict(dict)
    for row in _rows(browser(pact), "years"):
        kin, year = row["measure"], int(row["period"])
        if kin in persons and row["split"] == "total":
            attack.tell((kin, year), _figure(row))
        elif kin in persons:
            code = UNKNOWN.get(row["category"], row["category"])
            cells[kin, year, row["split"]][f"{kin} {year} {row['split']}", code] = _figure(row)
    for (kin, year, _split), parts in cells.items():
        attack.parts((kin, year), parts)
    with inside(pact):
        true = true_figures({year for _kin, year, _split in cells})
    assert attack.given_away(true) == []
    assert any(0 < true[name] < 5 for name in attack.names), "nothing is hidden: nothing is proved"
