"""The pages: what they say, what they hide, and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pakten.activities.opportunities.states import OpeningKind
from pakten.agreements.results.actions import Happening, Traits, append_outcome
from pakten.agreements.results.states import Evidence
from pakten.base.access import Role
from pakten.oversight.equality.queries import funnel, published
from pakten.oversight.equality.queries.journeys import journeys
from pakten.oversight.equality.queries.outcomes import cohort_year, outcomes
from pakten.oversight.equality.states import STARTED, Gap
from pakten.parties.pacts.models import Measure
from tests.factories.browser import browser
from tests.factories.equality import Years, make_eligible, make_step
from tests.factories.world import (
    NOW,
    TODAY,
    make_measure,
    make_staff,
    make_target,
    make_target_group,
)

pytestmark = pytest.mark.django_db
PAGE, OFFICE = "/results/equality/", "/equality/"


@pytest.fixture
def years() -> Years:
    return Years()


class Hires:
    """The ledger's jobs for women and men of two groups."""

    def __init__(self, years: Years) -> None:
        self.years = years
        self.measure: Measure = make_measure(years.pact, is_headline=True)
        self.groups = [make_target_group(years.pact, code) for code in ("newcomer", "young")]

    def add(self, gender: str, number: int, group: int = 0, on: date = TODAY) -> None:
        traits = Traits(gender=gender, target_group=self.groups[group])
        for n in range(number):
            source = f"{gender}:{group}:{on}:{n}"
            append_outcome(
                Happening(
                    measure=self.measure, organisation=self.years.house, occurred_on=on, quantity=1,
                    source=source, evidence=Evidence.CONFIRMED, traits=traits,
                ),
                by=self.years.by, at=NOW,
            )  # fmt: skip


def test_see_equality_without_anything_says_so(years: Years) -> None:
    answer = browser(years.pact).get(PAGE)
    assert answer.status_code == 200
    assert "We do not know yet." in answer.content.decode()
    assert "Nothing is decided yet." in answer.content.decode()


def test_see_equality_answers_no_when_women_are_reached_less(years: Years) -> None:
    hires = Hires(years)
    hires.add("woman", 20)
    hires.add("man", 80)
    make_eligible(years.pact, years.by, year=TODAY.year, women=5000, men=5000)
    said = browser(years.pact).get(PAGE).content.decode()
    assert "No, not yet." in said
    assert (
        "Women are 50\N{NO-BREAK SPACE}% of the target group and 20\N{NO-BREAK SPACE}% of those"
        in said
    )


def test_see_equality_hides_a_few(years: Years) -> None:
    hires = Hires(years)
    hires.add("woman", 3)
    hires.add("man", 80)
    make_eligible(years.pact, years.by, year=TODAY.year)
    said = browser(years.pact).get(PAGE).content.decode()
    assert "Too few have begun a job to be counted as women and men." in said
    assert "0.5" not in said  # 3 of 6 050


def test_see_equality_shows_the_goal_of_women_born_abroad(years: Years) -> None:
    hires = Hires(years)
    hires.add("woman", 20)
    hires.add("man", 20)
    for gender in ("woman", "man"):
        hires.add(gender, 10, group=1)
    make_target(hires.measure, 90, year=TODAY.year, gender="woman", target_group=hires.groups[0])
    said = browser(years.pact).get(PAGE).content.decode()
    assert "A goal of its own for women born abroad" in said
    assert "20 women born abroad" in said


def test_see_equality_hides_a_goal_that_would_tell_of_a_few(years: Years) -> None:
    """All women are 22: with the goal's 20 the two of the other group could be had."""
    hires = Hires(years)
    hires.add("woman", 20)
    hires.add("woman", 2, group=1)
    hires.add("man", 30)
    make_target(hires.measure, 90, year=TODAY.year, gender="woman", target_group=hires.groups[0])
    said = browser(years.pact).get(PAGE).content.decode()
    assert "So far there are too few to tell" in said
    assert "20 women born abroad" not in said


def test_outcomes_follow_a_whole_year_and_say_at_least(years: Years) -> None:
    day = date(cohort_year(6, TODAY), 5, 4)
    years.ended("woman", day, 40, work=20, neither=10)
    years.ended("man", day, 40, work=25, studies=5, neither=10)
    rows = [r for r in outcomes(6, TODAY, 5) if r.women and r.men]
    told = [(r.effort.value, r.women, r.men) for r in rows]
    assert [
        (e, w and (w.per_100, w.is_floor), m and (m.per_100, m.is_floor)) for e, w, m in told
    ] == [("practice", (50, True), (75, False))]
    assert rows[0].gap == Gap.CHANCE


def test_outcomes_tell_nothing_of_fewer_than_thirty(years: Years) -> None:
    day = date(cohort_year(6, TODAY), 5, 4)
    years.ended("woman", day, 29, work=20)
    years.ended("man", day, 40, work=20)
    assert [row.women for row in outcomes(6, TODAY, 5)] == [None, None]


@pytest.mark.parametrize(
    ("months", "day", "year"),
    [
        (6, date(2026, 11, 20), 2025), (6, date(2026, 6, 30), 2024), (6, date(2026, 7, 1), 2025),
        (12, date(2026, 11, 20), 2024),
    ],
)  # fmt: skip
def test_cohort_year_is_the_last_that_can_all_have_been_asked(
    months: int, day: date, year: int
) -> None:
    assert cohort_year(months, day) == year


def test_journeys_take_the_best_of_each_person(years: Years) -> None:
    row = years.placement("woman", OpeningKind.JOB, date(2025, 4, 1))
    years.followed(row, 1)
    years.followed(row, 6)
    years.followed(row, 12, "left")
    years.placement("man", OpeningKind.JOB)
    found = {
        (j.gender, j.furthest, j.months_passed, j.stopped)
        for j in journeys(2025, date(2026, 11, 20))
    }
    assert found == {("woman", STARTED + 3, 12, ""), ("man", 0, 0, "under_way")}


def test_funnel_counts_people_not_proposals(years: Years) -> None:
    for _each in range(12):
        years.placement("woman", OpeningKind.JOB)
        years.placement("man", OpeningKind.JOB, date(2025, 4, 1))
    told = funnel(2025, 5)
    assert (told.stages[0].count, told.began and told.began.count) == (24, 12)


def test_nothing_published_is_of_a_few(years: Years) -> None:
    day = date(cohort_year(6, timezone.localdate()), 5, 4)
    years.ended("woman", day, 40, work=20, neither=10)
    years.ended("man", day, 40, work=38, neither=2)
    years.placement("woman", OpeningKind.JOB)
    found = published(timezone.localdate().year, 5)
    small = [(p.name, k, n) for p in found for k, n in p.parts.items() if n and n < 5]
    assert small == []
    assert all(
        p.total == sum(n or 0 for n in p.parts.values())
        for p in found
        if None not in p.parts.values()
    )


@pytest.mark.parametrize("path", [PAGE, OFFICE])
def test_the_pages_cost_as_much_for_many_as_for_few(years: Years, path: str) -> None:
    hires = Hires(years)
    client = browser(years.pact, make_staff(years.pact, Role.ANALYST))
    costs = []
    for size in (1, 12):
        hires.add("woman", size, on=date(TODAY.year, size % 12 + 1, 2))
        make_eligible(years.pact, years.by, year=2000 + size)
        for _each in range(size):
            make_step(years.pact, years.by)
            years.ended("woman", date(cohort_year(6, TODAY), 5, 4), 3, work=2)
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        costs.append(len(found))
    assert costs[0] == costs[1]
    assert costs[1] <= 25


def test_analyse_equality_shows_buttons_to_those_who_may_write(years: Years) -> None:
    make_step(years.pact, years.by)
    pages = {
        role: browser(years.pact, make_staff(years.pact, role)).get(OFFICE).content.decode()
        for role in (Role.ANALYST, Role.BOARD)
    }
    assert ["Write a new step" in page for page in pages.values()] == [True, False]
