"""What dates and hours keep apart, in plain words, in lists and for the person."""

from datetime import date
from typing import Any

import pytest

from pakten.activities.opportunities.besides import (
    Busy,
    Span,
    busy_mark,
    in_the_way,
    in_words,
    span,
)
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.queries.fitting import openings_for
from pakten.activities.opportunities.queries.shortlist import shortlist_of
from pakten.activities.opportunities.queries.sides import sides_of
from pakten.activities.opportunities.states import PlacementState
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.world import TODAY, days

MAY, JUNE, JULY = date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)


def at(begins: date, ends: date | None, share: int = 100) -> Busy:
    return Busy("Ekstads Bageri", Span(begins, ends, share))


@pytest.mark.parametrize(
    ("busy", "wanted", "apart"),
    [
        ([at(MAY, None)], Span(JUNE, JULY, 100), True),
        ([at(MAY, None)], Span(JUNE, JULY, 1), True),
        ([at(MAY, JUNE)], Span(JUNE, None, 50), True),
        ([at(MAY, date(2027, 5, 31))], Span(JUNE, None, 100), False),
        ([at(JULY, None)], Span(MAY, JUNE, 100), False),
        ([at(MAY, None, 50)], Span(JUNE, None, 50), False),
        ([at(MAY, None, 50)], Span(JUNE, None, 51), True),
        ([at(MAY, JUNE, 25), at(MAY, None, 50)], Span(MAY, None, 50), True),
        ([], Span(MAY, None, 100), False),
    ],
)
def test_in_the_way_by_days_and_share(busy: list[Busy], wanted: Span, apart: bool) -> None:
    assert bool(in_the_way(wanted, busy)) is apart


def test_in_the_way_is_what_lasts_longest() -> None:
    short, long = at(MAY, JUNE), at(MAY, None)
    assert in_the_way(Span(MAY, None, 100), [short, long]) is long


def test_span_counts_months_and_takes_unknown_hours_for_full_time() -> None:
    assert span(MAY, None, 2, None) == Span(MAY, JULY, 100)
    assert span(MAY, JUNE, 2, 50) == Span(MAY, JUNE, 50)


@pytest.mark.parametrize(
    ("busy", "words"),
    [
        (at(MAY, date(2027, 2, 1)), "Is at Ekstads Bageri until 2027-02-01, full time"),
        (at(MAY, None, 50), "Is at Ekstads Bageri, 50 % of full time"),
        (Busy("Ekstads Bageri", Span(MAY, None, 100), begun=False), "Begins at Ekstads Bageri 2027-05-01, full time"),
    ],
)  # fmt: skip
def test_in_words(busy: Busy, words: str) -> None:
    assert in_words(busy_mark(busy)) == words


def elsewhere(world: PlacementWorld, state: str = PlacementState.STARTED, **fields: Any) -> Opening:
    """A place the person is in; `fields` are of its opening."""
    Opening.objects.filter(pk=world.opening.pk).update(**fields)
    world.opening.refresh_from_db()
    world.placement(state)
    return make_opening(world.house, world.member, title="Later", starts_on=days(60))


def test_shortlist_keeps_out_whom_another_place_keeps(world: PlacementWorld) -> None:
    opening = elsewhere(world, ends_on=days(90))
    found = shortlist_of(opening, TODAY)
    told = f"Is at {world.house.name} until {days(90).isoformat()}, full time"
    assert [(kept.person, kept.text) for kept in found.kept_out] == [(world.person, told)]
    assert (found.rows, found.counts["all"]) == ([], 0)


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        ("started", {"ends_on": days(30)}),
        ("started", {"months": 1}),
        ("started", {"hours_per_week": 10}),
        ("presented", {}),
        ("ended", {}),
    ],
)
def test_shortlist_holds_those_who_have_time(
    world: PlacementWorld, state: str, fields: dict[str, Any]
) -> None:
    opening = elsewhere(world, state, **fields)
    opening.hours_per_week = 30
    found = shortlist_of(opening, TODAY)
    assert [row.person for row in found.rows] == [world.person]


def test_openings_for_leaves_out_what_comes_at_the_same_time(world: PlacementWorld) -> None:
    opening = elsewhere(world, ends_on=days(70))
    after = make_opening(world.house, world.member, title="After", starts_on=days(80))
    found = openings_for(world.person, world.counsellor, TODAY)
    assert [row.opening for row in found.places] == [after]
    assert found.busy == [f"Is at {world.house.name} until {days(70).isoformat()}, full time"]
    assert (world.person.pk, opening.pk) in sides_of([opening], TODAY).against


def test_sides_of_keeps_who_was_asked_before(world: PlacementWorld) -> None:
    placement = world.placement(PlacementState.DECLINED)
    found = sides_of([world.opening], TODAY, [world.person.pk])
    assert [each.pk for each in found.asked] == [placement.pk]
    assert found.against[world.person.pk, world.opening.pk]["code"] == "asked_before"
    assert sides_of([world.opening], TODAY, [0]).against == {}
