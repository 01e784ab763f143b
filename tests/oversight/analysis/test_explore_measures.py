"""The explorer: its question in the address, its figures from the one door, its file what is seen."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pakten.agreements.results.states import Dimension
from pakten.oversight.analysis.answer import Answer, answer
from pakten.oversight.analysis.files import rows_of
from pakten.oversight.analysis.periods import breaks, periods, version_in
from pakten.oversight.analysis.pictures import finding, over_time, women_and_men
from pakten.oversight.analysis.question import Question, Step, asked
from pakten.oversight.reports.gathering import Rolled
from pakten.oversight.reports.shown import series
from pakten.parties.pacts.models import Target
from pakten.parties.pacts.states import Counting, StaffRole
from tests.factories.browser import browser
from tests.factories.deeds import make_deeds
from tests.factories.surveys import World as Room
from tests.factories.world import (
    NOW,
    TODAY,
    inside,
    make_district,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)

pytestmark = pytest.mark.django_db
URL = "/analysis/"
LAST = TODAY.year - 1


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


class World:
    """A pact with a measure, three districts, and an analyst."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.analyst = make_staff(self.pact, StaffRole.ANALYST)
        with inside(self.pact):
            self.house = make_organisation(self.pact)
            self.measure = make_measure(self.pact, code="hires", is_headline=True)
            self.places = [make_district(self.pact, code) for code in ("norra", "sodra", "ostra")]

    def deeds(self, how_many: int, on: date = date(LAST, 3, 9), **fields: object) -> None:
        measure = fields.pop("measure", self.measure)
        with inside(self.pact):
            make_deeds(self.house, measure, on, how_many, **fields)  # type: ignore[arg-type]

    def fill(self) -> None:
        for place, women, men in zip(self.places, (6, 8, 20), (2, 9, 30), strict=True):
            self.deeds(women, gender="woman", district=place)
            self.deeds(men, gender="man", district=place)

    def answer(self, **fields: object) -> Answer:
        question = Question("hires", LAST - 1, LAST, **fields)  # type: ignore[arg-type]
        with inside(self.pact):
            found = answer(question, TODAY, 5, series())
            assert found.rows is not None
            return found

    def get(self, query: str = "") -> str:
        response = browser(self.pact, self.analyst).get(f"{URL}?{query}")
        assert response.status_code == 200
        return response.content.decode()


@pytest.fixture
def world() -> World:
    return World()


def test_explore_measures_answers_what_the_address_asks(world: World) -> None:
    with inside(world.pact):
        every = series()
    found = asked(
        QueryDict(f"measure=hires&from={LAST}&to={LAST - 2}&by=district&step=quarter&beside=1"),
        every, TODAY,
    )  # fmt: skip
    assert found == Question("hires", LAST - 2, LAST, Step.QUARTER, Dimension.DISTRICT, beside=True)


@pytest.mark.parametrize("query", ["measure=x&from=1&to=99999&by=name&step=day", "by=organisation"])
def test_explore_measures_leaves_out_what_it_does_not_understand(world: World, query: str) -> None:
    with inside(world.pact):
        found = asked(QueryDict(query), series(), TODAY)
    assert found
    assert (found.kin, found.split, found.step) == ("hires", None, Step.YEAR)
    assert TODAY.year - 6 <= found.first <= found.last <= TODAY.year


def test_explore_measures_splits_with_share_goal_and_state(world: World) -> None:
    world.deeds(20, district=world.places[0])
    world.deeds(30, district=world.places[1])
    with inside(world.pact):
        Target.objects.create(
            pact=world.pact, kin="hires", year=LAST, district=world.places[0], quantity=15,
            decided_on=TODAY,
        )  # fmt: skip
    rows = world.answer(split=Dimension.DISTRICT).rows
    assert [(r.label, r.figure, r.share, r.goal) for r in rows] == [
        ("Norra", 20, 0.4, 15),
        ("Sodra", 30, 0.6, None),
    ]
    assert "Reached" in world.get(f"measure=hires&to={LAST}&by=district")


def test_explore_measures_says_what_is_hidden_and_not_which_is_small(world: World) -> None:
    world.deeds(3, district=world.places[0])
    world.deeds(9, district=world.places[1])
    world.deeds(20, district=world.places[2])
    found = world.answer(split=Dimension.DISTRICT)
    assert [(r.label, r.figure) for r in found.rows] == [
        ("Norra", None), ("Sodra", None), ("Ostra", 20),
    ]  # fmt: skip
    assert found.only_together == 12
    assert "At least one of them is fewer than 5" in world.get(f"to={LAST}&by=district")


def test_explore_measures_puts_women_beside_men_without_the_hidden_rows(world: World) -> None:
    world.fill()
    chart = women_and_men(world.answer(split=Dimension.DISTRICT, beside=True))
    assert chart
    assert [(row.label, row.women, row.men) for row in chart.rows] == [("Ostra", 20, 30)]


def test_explore_measures_gives_no_women_and_men_when_their_sum_is_hidden(world: World) -> None:
    world.deeds(9, gender="woman", district=world.places[0])
    world.deeds(2, gender="man", district=world.places[1])
    assert women_and_men(world.answer(split=Dimension.DISTRICT, beside=True)) is None
    assert "The whole table is hidden" in world.get(f"to={LAST}&by=district&beside=1")


def test_explore_measures_draws_two_definitions_as_two_lines(world: World) -> None:
    world.measure.valid_to = date(LAST - 1, 12, 31)
    with inside(world.pact):
        world.measure.save()
        newer = make_measure(world.pact, code="hires-v2", valid_from=date(LAST, 1, 1))
    world.deeds(9, on=date(LAST - 1, 5, 1))
    world.deeds(7, measure=newer)
    chart = over_time(world.answer())
    assert [(line.name, line.tone, list(line.points)) for line in chart.lines] == [
        ("Definition 1", "older", [(LAST - 1, 9), (LAST, None)]),
        ("Definition 2", "now", [(LAST, 7)]),
    ]
    assert [band.label for band in chart.bands] == ["New definition"]


def test_explore_measures_marks_the_year_where_both_definitions_count(world: World) -> None:
    with inside(world.pact):
        newer = make_measure(world.pact, code="hires-v2", valid_from=date(LAST, 6, 1))
    world.deeds(9, on=date(LAST, 2, 1))
    world.deeds(7, on=date(LAST, 8, 1), measure=newer)
    chart = over_time(world.answer())
    found = {line.name: dict(line.points).get(LAST) for line in chart.lines}
    assert found == {"Definition 1": 9, "Definition 2": 7}
    assert [band.label for band in chart.bands] == ["Both definitions count"]


def test_breaks_know_which_definition_counted_a_period(world: World) -> None:
    with inside(world.pact):
        make_measure(world.pact, code="hires-v2", valid_from=date(LAST, 6, 1))
        found = series()["hires"]
    quarters = periods(Question("hires", LAST, LAST, Step.QUARTER))
    assert [version_in(found, period) for period in quarters] == [1, None, 2, 2]
    assert [each.on for each in breaks(found)] == [date(LAST, 6, 1)]


@pytest.mark.parametrize("step", list(Step))
def test_explore_measures_follows_every_step_of_time(world: World, step: Step) -> None:
    world.deeds(9)
    chart = over_time(world.answer(step=step))
    figures = [y for line in chart.lines for _x, y in line.points if y]
    assert figures == [9]


def test_explore_measures_says_whether_the_goal_is_reached(world: World) -> None:
    world.deeds(9)
    assert finding(world.answer()) == f"9 in {LAST}, 0 the year before"
    with inside(world.pact):
        Target.objects.create(pact=world.pact, kin="hires", year=LAST, quantity=9, decided_on=TODAY)
    assert finding(world.answer()) == f"The goal for {LAST}, 9, is reached: 9"


def test_explore_measures_exports_exactly_what_is_shown(world: World) -> None:
    world.fill()
    body = browser(world.pact, world.analyst).get(
        f"{URL}?from={LAST}&to={LAST}&by=district&beside=1&format=csv"
    )
    rows = list(csv.reader(io.StringIO(body.content.decode("utf-8-sig")), delimiter=";"))[1:]
    assert [row[1:] for row in rows if row[1] == "Norra"] == [
        ["Norra", str(LAST), "All", "8", ""],
        ["Norra", str(LAST), "Women", "", "hidden"],
        ["Norra", str(LAST), "Men", "", "hidden"],
    ]
    assert ["Ostra", str(LAST), "Women", "20", ""] in [row[1:] for row in rows]


def test_explore_measures_gives_a_workbook(world: World) -> None:
    world.deeds(9)
    response = browser(world.pact, world.analyst).get(f"{URL}?format=xlsx")
    assert response.content[:2] == b"PK"


def test_explore_measures_gives_a_link_to_copy_and_to_keep(world: World) -> None:
    page = world.get(f"measure=hires&from={LAST}&to={LAST}&by=age")
    assert f"measure=hires&amp;from={LAST}&amp;to={LAST}&amp;step=year&amp;by=age" in page
    assert "/views/save/?page=explore_measures" in page


def test_explore_measures_leads_to_the_deeds_behind(world: World) -> None:
    world.deeds(9, district=world.places[0])
    assert f"district={world.places[0].pk}" in world.get(f"to={LAST}&by=district")


def test_explore_measures_without_measures_says_so() -> None:
    pact = make_pact()
    page = browser(pact, make_staff(pact, StaffRole.BOARD)).get(URL)
    assert "No measures yet" in page.content.decode()


def test_explore_measures_is_not_for_members_nor_visitors(world: World) -> None:
    with inside(world.pact):
        member = make_representative(world.house)
    assert browser(world.pact, member).get(URL).status_code == 403
    assert browser(world.pact).get(URL).status_code == 302


@pytest.mark.parametrize("split", ["district", "gender", "kind", "age", "activity", ""])
def test_explore_measures_takes_as_many_queries_whatever_there_is(world: World, split: str) -> None:
    client = browser(world.pact, world.analyst)
    query = f"{URL}?by={split}&beside=1"
    counts = []
    for more in (3, 30):
        with inside(world.pact):
            for n in range(more):
                place = make_district(world.pact, f"place-{more}-{n}")
                make_deeds(
                    make_organisation(world.pact), world.measure,
                    TODAY - timedelta(days=n), 6, district=place, gender="woman", recorded_at=NOW,
                )  # fmt: skip
        client.get(query)
        with CaptureQueriesContext(connection) as seen:
            client.get(query)
        asked_for = [each["sql"] for each in seen.captured_queries]
        counts.append(sum("SAVEPOINT" not in sql for sql in asked_for))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_explore_measures_splits_by_kind_of_organisation(world: World) -> None:
    world.deeds(9)
    assert [(r.label, r.figure) for r in world.answer(split=Rolled.KIND).rows] == [("Company", 9)]


def test_explore_measures_shows_what_people_say_of_the_measure() -> None:
    room = Room()
    with inside(room.pact):
        make_measure(room.pact, code="hires", is_headline=True)
        room.public(room.theme("Supervision", "hires"), "Somebody showed me how")
        room.theme("Not spoken of", "hires")
        room.public(room.theme("Language", "visits"), "I understood nothing")
    page = browser(room.pact, room.by).get(f"{URL}?measure=hires").content.decode()
    told = [word in page for word in ("Supervision", "Somebody showed me how", "Not spoken of")]
    assert told == [True, True, False]
    assert "I understood nothing" not in page


def test_explore_measures_leaves_out_rows_of_nobody_beside(world: World) -> None:
    world.fill()
    place = world.places[0]
    with inside(world.pact):
        empty = make_district(world.pact, "vastra")
    world.deeds(6, on=date(LAST - 1, 3, 9), district=empty, gender="woman")
    chart = women_and_men(world.answer(split=Dimension.DISTRICT, beside=True))
    assert chart
    assert [row.label for row in chart.rows if row.label in {str(place), str(empty)}] == []


def test_explore_measures_adds_no_shares_together_and_rounds_them(world: World) -> None:
    with inside(world.pact):
        part = make_measure(world.pact, code="visits")
        make_measure(world.pact, code="reached", deed="", counting=Counting.FORMULA, is_share=True,
                     formula="100 * visits / hires")  # fmt: skip
    for gender, all_of, some in (("woman", 21, 8), ("man", 9, 3)):
        world.deeds(all_of, gender=gender)
        world.deeds(some, gender=gender, measure=part)
    question = Question("reached", LAST - 1, LAST, split=Dimension.GENDER)
    with inside(world.pact):
        found = answer(question, TODAY, 5, series())
    assert [row.figure for row in found.rows if row.figure not in (0, None)] == []
    assert found.only_together is None
    assert {len(str(each[4])) <= 5 for each in rows_of(found)} == {True}
