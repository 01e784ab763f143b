"""What both sides wish weighs in a round, a no is a no, and another place at the time is told of."""

import pytest
from django.utils import translation

from pakten.activities.opportunities.actions.asking import ask_for_person
from pakten.activities.opportunities.actions.wishes import refuse_place, wish_place
from pakten.activities.rounds.queries.pages import left_rows
from tests.factories.openings import make_placement
from tests.factories.rounds import RoundWorld
from tests.factories.world import NOW, days, inside

pytestmark = pytest.mark.django_db


def test_count_round_weighs_what_both_sides_wish() -> None:
    world = RoundWorld(people=2, places=2)
    first, second = world.people
    one, other = world.openings
    with inside(world.pact, world.coordinator):
        wish_place(second, one, by=world.counsellor, at=NOW)
        ask_for_person(other, first, met="visit", on_behalf_of="Ida", by=world.counsellor, at=NOW)
        each = world.solved()
        pairs = {pair.participant_id: pair for pair in each.pairs.select_related("opening")}
    assert pairs[second.pk].opening == one
    assert pairs[first.pk].opening == other
    codes = {pk: {term["code"] for term in pair.terms} for pk, pair in pairs.items()}
    assert "asked_for_place" in codes[second.pk]
    assert "wanted_by" in codes[first.pk]
    assert pairs[second.pk].marks[0]["code"] == "wants_place"
    assert each.total == each.bound


def test_count_round_never_breaks_a_no() -> None:
    world = RoundWorld(people=1, places=1)
    with inside(world.pact, world.coordinator):
        refuse_place(world.people[0], world.openings[0], by=world.counsellor, at=NOW)
        each = world.solved()
        (left,) = left_rows(each, world.coordinator, everyone=True)
    assert each.paired == 0
    assert left.stopped.startswith("Has said: not for me.")


def test_count_round_tells_of_another_place_at_the_same_time() -> None:
    world = RoundWorld(people=1, places=1)
    with inside(world.pact, world.coordinator), translation.override("en"):
        busy = world.opening(kind="internship", title="Practice", ends_on=days(50))
        make_placement(busy, world.people[0], world.counsellor, "started")
        each = world.solved()
        (left,) = left_rows(each, world.coordinator, everyone=True)
    assert f"until {days(50).isoformat()}, full time" in left.stopped


def test_count_round_takes_who_is_free_in_time() -> None:
    world = RoundWorld(people=1, places=1)
    with inside(world.pact, world.coordinator):
        busy = world.opening(kind="internship", title="Practice", hours_per_week=10)
        make_placement(busy, world.people[0], world.counsellor, "started")
        type(busy).objects.filter(pk=world.openings[0].pk).update(hours_per_week=30)
        each = world.solved()
    assert each.paired == 1
