"""From any figure to exactly its rows: every cell of the ledger opens, and adds up."""

import random
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.results.actions import append_reversal
from pakten.agreements.results.models import Cell, Reading
from pakten.agreements.results.queries import drill
from pakten.agreements.results.states import Dimension
from pakten.parties.pacts.models import CooperationForm, Measure
from tests.agreements.results.test_cells import record
from tests.agreements.results.test_record_outcome import World
from tests.factories.browser import browser
from tests.factories.world import NOW, TODAY, inside, make_staff, text


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        made.form = CooperationForm.objects.create(
            pact=made.pact, activity=made.measure.activity, code="visits", name=text("Visits")
        )
        chance = random.Random(5)
        rows = [record(made, number, chance) for number in range(12)]
        append_reversal(rows[3], reason="A mistake", by=made.by, at=NOW)
        yield made


def test_every_figure_opens_down_to_its_rows(world: World) -> None:
    client = browser(world.pact, make_staff(world.pact, "analyst"))
    cells = list(Cell.objects.filter(dimension__in=[d for d in Dimension if d != "month"]))
    for cell in cells:
        address = drill(world.measure.kin, cell.year, Dimension(cell.dimension), cell.value)
        page = client.get(address)
        assert page.context["figure"].total == cell.quantity, address


def test_drill_adds_up_months_quarters_and_versions(world: World) -> None:
    Measure.objects.filter(pk=world.measure.pk).update(code="jobs")
    newer = Measure.objects.get(pk=world.measure.pk)
    newer.pk, newer.code = None, "jobs-v2"
    newer.save()
    world.measure = newer
    record(world, 99, random.Random(1))
    client = browser(world.pact, world.by)
    years = dict.fromkeys(Cell.objects.values_list("year", flat=True), 0)
    for year in years:
        quarters = [f"{year}Q{n}" for n in (1, 2, 3, 4)]
        months = [f"{year}-{n:02}" for n in range(1, 13)]
        for parts in (quarters, months):
            pages = [client.get(drill("jobs", year, Dimension.MONTH, part)) for part in parts]
            whole = client.get(drill("jobs", year)).context["figure"].total
            assert sum(page.context["figure"].total for page in pages) == whole
    assert client.get("/outcomes/?kin=jobs").context["figure"].rows == 14


def test_drill_says_which_figure_it_is(world: World) -> None:
    page = browser(world.pact, world.by).get("/outcomes/?kin=" + world.measure.kin).context
    figure = page["figure"]
    assert figure.about == "People employed"
    assert figure.recorded - figure.taken_back == figure.total
    assert figure.taken_back > 0


def test_drill_builds_an_address_that_is_safe() -> None:
    query = parse_qs(urlsplit(drill("hires", 2026, Dimension.AGE, "55+")).query)
    assert query == {"kin": ["hires"], "period": ["2026"], "age": ["55+"]}
    assert drill("hires", 2026, Dimension.GENDER, "").endswith("gender=unknown")


@pytest.mark.parametrize(
    "asked", ["?period=2026Q9", "?period=20261", "?kin=%00", "?gender=x", "?age=';"]
)
def test_see_outcomes_ignores_what_it_does_not_know(world: World, asked: str) -> None:
    page = browser(world.pact, world.by).get(f"/outcomes/{asked}")
    assert (page.status_code, page.context["figure"].rows) == (200, 13)


def test_see_outcomes_keeps_who_has_read_rows_about_single_persons(world: World) -> None:
    analyst = make_staff(world.pact, "analyst")
    client = browser(world.pact, analyst)
    client.get("/outcomes/?gender=woman")
    client.get("/outcomes/?format=csv")
    client.get(f"/outcomes/?period={TODAY.year - 12}")
    kept = [(each.account_id, each.asked) for each in Reading.objects.order_by("pk")]
    assert kept == [(analyst.account_id, "gender=woman"), (analyst.account_id, "format=csv")]
    Measure.objects.update(per_person=False)
    client.get("/outcomes/")
    assert Reading.objects.count() == 2


def test_see_outcomes_asks_as_much_for_few_rows_as_for_many(world: World) -> None:
    client = browser(world.pact, world.by)
    counts = []
    for first in (20, 30):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(drill(world.measure.kin, TODAY.year))
        counts.append(len(asked))
        for number in range(first, first + 10):
            record(world, number, random.Random(number))
    assert counts[0] == counts[1] <= 14
