"""The reply promise is counted honestly: late, never and taken back after the day are broken."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.queries.replies import (
    Asked,
    replies_by_member,
    replies_of,
    worst_replies,
)
from pakten.activities.opportunities.states import PlacementState
from pakten.parties.organisations.models import Organisation
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening, make_placement
from tests.factories.people import make_participant
from tests.factories.world import TODAY, days, make_organisation

P = PlacementState


def at(day: int) -> datetime:
    return timezone.make_aware(datetime.combine(days(day), time(12)))


def shown(
    world: PlacementWorld, on: int, by: int, answered: int | None = None, state: str = P.PRESENTED,
    *, house: Organisation | None = None,
) -> Placement:  # fmt: skip
    """Somebody shown to the member `on` a day, with an answer promised `by` another."""
    opening = make_opening(house or world.house, world.coordinator)
    person = make_participant(world.pact, world.coordinator)
    return make_placement(
        opening, person, world.coordinator, state, presented_at=at(on), answer_by=days(by),
        answered_at=at(answered) if answered is not None else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "answered", "kept"),
    [(-3, -3, True), (-3, -2, False), (-3, None, False), (0, None, None), (3, 0, True)],
)
def test_an_answer_is_kept_on_its_day_and_broken_after(
    by: int, answered: int | None, kept: bool | None
) -> None:
    asked = Asked(1, days(-9), days(by), days(answered) if answered is not None else None, True)
    assert asked.kept(TODAY) is kept


def test_replies_count_what_was_answered_and_what_was_not(world: PlacementWorld) -> None:
    shown(world, -30, -23, -28, P.INTERVIEWED)
    shown(world, -20, -13, -1, P.INTERVIEWED)
    shown(world, -10, -3)
    shown(world, -1, 6)
    found = replies_of(world.house, TODAY)
    assert (found.in_time, found.asked, found.share) == (1, 3, 1 / 3)
    assert (len(found.waiting), found.overdue, found.next_by) == (2, 1, days(-3))
    assert found.dots == [True, False, False]


def test_replies_taken_back_before_the_day_do_not_count(world: PlacementWorld) -> None:
    shown(world, -2, 5, state=P.DECLINED)
    shown(world, -20, -13, state=P.DECLINED)  # taken back after the day had passed
    found = replies_of(world.house, TODAY)
    assert (found.in_time, found.asked, found.waiting) == (0, 1, ())


def test_replies_look_back_a_year(world: PlacementWorld) -> None:
    shown(world, -400, -393, -395, P.INTERVIEWED)
    assert replies_of(world.house, TODAY).share is None


def test_replies_tell_the_middle_answer_in_working_days(world: PlacementWorld) -> None:
    monday = -TODAY.weekday() - 14
    for answered in (1, 2, 3):
        shown(world, monday, monday + 7, monday + answered, P.INTERVIEWED)
    assert replies_of(world.house, TODAY).median_text == "2 working days"
    shown(world, monday, monday + 7, monday + 3, P.INTERVIEWED)
    assert replies_of(world.house, TODAY).median_text == "2,5 working days"


def test_replies_of_many_members_are_one_query(
    world: PlacementWorld, django_assert_num_queries: Any
) -> None:
    other = make_organisation(world.pact, name="Nordlys AB")
    shown(world, -10, -3)
    shown(world, -10, -3, -4, P.INTERVIEWED, house=other)
    with django_assert_num_queries(1):
        found = replies_by_member([world.house, other], TODAY)
    assert [found[house.pk].share for house in (world.house, other)] == [0.0, 1.0]


def test_the_worst_come_first(world: PlacementWorld, django_assert_num_queries: Any) -> None:
    better, slow = (make_organisation(world.pact, name=f"{name} AB") for name in ("Bra", "Sen"))
    shown(world, -10, -3)  # overdue now
    shown(world, -30, -23, -24, P.INTERVIEWED, house=better)
    shown(world, -30, -23, -2, P.INTERVIEWED, house=slow)
    with django_assert_num_queries(2):
        rows = worst_replies(world.coordinator, TODAY)
    assert [row.organisation for row in rows] == [world.house, slow, better]


def test_see_replies_is_for_those_who_read_all_placements(world: PlacementWorld) -> None:
    shown(world, -10, -3)
    answer = browser(world.pact, world.coordinator).get("/placements/replies/")
    assert "0 of 1 answers came in time" in answer.content.decode()
    assert browser(world.pact, world.member).get("/placements/replies/").status_code == 403
    assert worst_replies(world.member, TODAY) == []


def test_the_clock_never_goes_below_nought(world: PlacementWorld) -> None:
    shown(world, -10, -3)
    found = replies_of(world.house, TODAY)
    assert found.clock == 0
    assert found.left is not None
    assert found.left < 0
    assert timedelta(days=365) >= timedelta(days=found.promise_days)


def test_see_replies_as_a_file_has_every_member(world: PlacementWorld) -> None:
    shown(world, -30, -23, -28, P.INTERVIEWED)
    shown(world, -10, -3)
    client = browser(world.pact, world.coordinator)
    text = client.get("/placements/replies/?format=csv").content.decode("utf-8-sig")
    heading, row = text.strip().splitlines()
    assert heading.startswith(
        "Member;Promised working days;Answers asked for;In time;Share in time;"
    )
    assert row.split(";")[:5] == [world.house.name, str(world.house.reply_days), "2", "1", "0,5"]
    assert client.get("/placements/replies/?format=xlsx").content[:2] == b"PK"
