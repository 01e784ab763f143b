"""Social value: ranges that can be checked by hand, off until turned on, never among the counts."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.results.actions import Happening, Traits, append_outcome
from pakten.agreements.results.states import Evidence
from pakten.base.access import Denied
from pakten.base.statistics.states import Gender
from pakten.oversight.value import actions
from pakten.oversight.value.models import UnitValue, ValueModel
from pakten.oversight.value.queries import calculation
from pakten.oversight.value.rules import Term, counted_twice, drivers, range_faults, total
from pakten.oversight.value.states import Effect, Factor, ModelState, Whose
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.world import (
    NOW,
    TODAY,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
)

COUNTS = ("/", "/results/", "/results/members/", "/results/promises/", "/activities/")
UNIT = {
    "effect": Effect.SAVED_COST, "whose": Whose.CITY, "low": 90_000, "high": 160_000,
    "additional_low": 40, "additional_high": 70, "months_low": 6, "months_high": 12,
    "price_year": 2025, "source": "A report of the city", "source_url": "", "assumption": {},
}  # fmt: skip


def test_term_is_worked_out_by_hand() -> None:
    """20 x 90 000 x 6/12 x 40 % and 20 x 160 000 x 12/12 x 70 %."""
    term = Term(20, (90_000, 160_000), (40, 70), (6, 12))
    assert (term.low, term.high) == (360_000, 2_240_000)


def test_total_leaves_hidden_numbers_out() -> None:
    hidden = Term(None, (1, 2), (0, 100), (1, 2))
    assert (hidden.low, hidden.high) == (None, None)
    assert total([hidden, Term(12, (100, 200), (100, 100), (12, 12))]) == (1_200, 2_400)


def test_drivers_tell_what_the_width_comes_from() -> None:
    """Only the months differ; then the unit twice as much as the months."""
    assert drivers([Term(10, (100, 100), (50, 50), (6, 12))])[0] == (Factor.MONTHS, 1.0)
    assert drivers([Term(None, (1, 2), (1, 2), (1, 2))]) == []
    shares = dict(drivers([Term(10, (50, 150), (50, 50), (9, 15))]))
    assert shares == pytest.approx({Factor.UNIT: 2 / 3, Factor.MONTHS: 1 / 3, Factor.ADDITIONAL: 0})


def test_counted_twice_finds_a_sum_beside_its_part() -> None:
    made_of = {"all": frozenset({"hires", "extra"}), "share": frozenset({"all"})}
    same = [("hires", "tax", "state"), ("all", "tax", "state"), ("all", "tax", "city")]
    assert counted_twice(same, made_of) == [("all", "hires")]
    assert counted_twice([("share", "tax", "state"), same[0]], made_of) == [("share", "hires")]


@pytest.mark.parametrize("pair", ["low", "additional_low", "months_low"])
def test_range_faults_point_at_the_end_that_is_too_low(pair: str) -> None:
    high = pair.replace("low", "high")
    assert list(range_faults({pair: 5, high: 4})) == [high]
    assert range_faults({pair: 4, high: 4}) == {}


class World:
    """A pact with 20 hires and a draft model."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.admin = make_staff(self.pact, StaffRole.ADMIN)
        with inside(self.pact, self.admin):
            self.house = make_organisation(self.pact, stage=Stage.ACTIVE)
            self.measure = make_measure(self.pact, is_headline=True)
            self.model = actions.draft_values(self.pact, by=self.admin, at=NOW)
        self.add(20)

    def add(self, quantity: int, measure: Any = None) -> None:
        office = make_staff(self.pact)
        deed = Happening(
            measure=measure or self.measure, organisation=self.house, occurred_on=TODAY,
            quantity=quantity, source=f"test:{quantity}", evidence=Evidence.CONFIRMED,
            traits=Traits(gender=Gender.WOMAN),
        )  # fmt: skip
        with inside(self.pact, office):
            append_outcome(deed, by=office, at=NOW)

    def value(self, **changes: Any) -> UnitValue:
        values = {**UNIT, "kin": self.measure.code, **changes}
        with inside(self.pact, self.admin):
            return actions.add_unit_value(self.model, values, by=self.admin, at=NOW)

    def publish(self) -> None:
        with inside(self.pact, self.admin):
            actions.publish_values(self.model, by=self.admin, at=NOW)

    def state(self) -> str:
        with inside(self.pact):
            return ValueModel.objects.get(pk=self.model.pk).state

    def read(self, path: str) -> Any:
        return browser(self.pact).get(path)


@pytest.fixture
def world() -> World:
    return World()


pytestmark = pytest.mark.django_db


def test_results_value_is_not_there_while_the_model_is_off(world: World) -> None:
    world.value()
    for path in ("/results/value/", "/results/value.csv"):
        assert world.read(path).status_code == 404
    assert "/results/value/" not in world.read("/results/").content.decode()


def test_results_value_shows_ranges_with_source_once_it_is_on(world: World) -> None:
    world.value()
    world.publish()
    page = world.read("/results/value/").content.decode().replace("\xa0", " ")
    assert "Between 360 000 and 2 240 000 SEK" in page
    assert "A report of the city" in page
    assert 'href="/results/value/"' in world.read("/results/").content.decode()


def test_no_page_of_counts_holds_a_value_in_kronor(world: World) -> None:
    world.value()
    world.publish()
    for path in COUNTS:
        html = world.read(path).content.decode().replace("\xa0", " ")
        assert [w for w in ("360 000", "2 240 000", "90 000", "160 000", "SEK") if w in html] == []


def test_results_value_file_holds_the_whole_calculation(world: World) -> None:
    world.value()
    world.publish()
    rows = world.read("/results/value.csv").content.decode("utf-8-sig").splitlines()
    cells = rows[1].split(";")
    number, low, high, short, long, least, most, lowest, highest = map(int, cells[3:12])
    assert (lowest, highest) == (
        number * low * short * least // 1200,
        number * high * long * most // 1200,
    )
    assert rows[-1].split(";")[10:12] == ["360000", "2240000"]


def test_results_value_leaves_a_hidden_number_out_and_says_so(world: World) -> None:
    with inside(world.pact, world.admin):
        few = make_measure(world.pact)
    world.add(3, few)
    world.value()
    world.value(kin=few.code)
    world.publish()
    page = world.read("/results/value/").content.decode().replace("\xa0", " ")
    assert "left out" in page
    assert "Between 360 000 and 2 240 000 SEK" in page


def test_withdraw_values_takes_the_page_away(world: World) -> None:
    world.value()
    world.publish()
    with inside(world.pact, world.admin):
        actions.withdraw_values(world.model, by=world.admin, at=NOW)
    assert world.state() == ModelState.WITHDRAWN
    assert world.read("/results/value/").status_code == 404


def test_publish_values_refuses_an_empty_model(world: World) -> None:
    with pytest.raises(ValidationError, match="no values yet"):
        world.publish()
    assert world.state() == ModelState.DRAFT


def test_publish_values_replaces_the_version_before(world: World) -> None:
    world.value()
    world.publish()
    with inside(world.pact, world.admin):
        new = actions.draft_values(world.pact, by=world.admin, at=NOW)
        assert (new.version, new.units.count()) == (2, 1)
        actions.publish_values(new, by=world.admin, at=NOW)
        assert [m.version for m in ValueModel.objects.published()] == [2]
    assert world.state() == ModelState.WITHDRAWN


def test_edit_unit_value_never_changes_what_is_published(world: World) -> None:
    unit = world.value()
    world.publish()
    with inside(world.pact, world.admin), pytest.raises(ValidationError, match="not changed"):
        actions.edit_unit_value(unit, {**UNIT, "low": 1}, by=world.admin, at=NOW)
    with inside(world.pact):
        assert UnitValue.objects.get(pk=unit.pk).low == 90_000


@pytest.mark.parametrize("role", [StaffRole.ANALYST, StaffRole.BOARD])
def test_add_unit_value_is_for_the_administrator_and_the_coordinator(
    world: World, role: StaffRole
) -> None:
    other = make_staff(world.pact, role)
    with inside(world.pact, other), pytest.raises(Denied):
        actions.add_unit_value(world.model, {**UNIT, "kin": "x"}, by=other, at=NOW)


def test_add_unit_value_counts_a_measure_once_for_an_effect(world: World) -> None:
    world.value()
    client = browser(world.pact, world.admin)
    sent = {**UNIT, "kin": world.measure.code, "assumption": ""}
    answer = client.post(f"/values/{world.model.pk}/add/", sent)
    assert answer.status_code == 422
    assert "once for each" in answer.content.decode()


def test_add_unit_value_says_next_to_the_field_what_to_mend(world: World) -> None:
    client = browser(world.pact, world.admin)
    sent = {**UNIT, "kin": world.measure.code, "assumption": "", "high": 5}
    answer = client.post(f"/values/{world.model.pk}/add/", sent)
    assert answer.status_code == 422
    assert "The highest is below the lowest" in answer.content.decode()


def test_see_values_works_out_the_draft_for_the_office(world: World) -> None:
    world.value()
    client = browser(world.pact, world.admin)
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/values/")
    assert page.status_code == 200
    assert "360\xa0000" in page.content.decode()
    assert len(seen) <= 25


def test_calculation_takes_as_many_queries_for_many_rows(world: World) -> None:
    counts = []
    for whose in (Whose.CITY, Whose.STATE):
        world.value(whose=whose)
        with inside(world.pact), CaptureQueriesContext(connection) as seen:
            calculation(world.model, TODAY.year, smallest=5)
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_edit_unit_value_does_not_put_back_what_was_removed_meanwhile() -> None:
    pact = make_pact()
    by = make_staff(pact, StaffRole.ADMIN)
    with inside(pact, by):
        model = actions.draft_values(pact, by=by, at=NOW)
        unit = actions.add_unit_value(model, {**UNIT, "kin": "hires"}, by=by, at=NOW)
        actions.remove_unit_value(UnitValue.objects.get(pk=unit.pk), by=by, at=NOW)
        with pytest.raises(ValidationError):
            actions.edit_unit_value(unit, {**UNIT, "low": 1}, by=by, at=NOW)
        assert UnitValue.objects.count() == 0
