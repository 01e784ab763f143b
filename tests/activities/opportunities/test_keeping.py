"""Openings kept true: paused, quiet, asked about by link, put to rest, back next year."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities import reminders
from pakten.activities.opportunities.actions import keeping
from pakten.activities.opportunities.actions.proposals import propose_placement
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import STALE_DAYS
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.world import NOW, TODAY, days

OLD = NOW - timedelta(days=STALE_DAYS + 5)


def quiet(world: PlacementWorld, **more: Any) -> Opening:
    return make_opening(world.house, world.member, **{"posted_at": OLD, **more})


def stale_ids() -> set[int]:
    return set(Opening.objects.dated().stale(TODAY).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("more", "stale"),
    [
        ({}, True),
        ({"confirmed_at": NOW}, False),
        ({"posted_at": NOW}, False),
        ({"posted_at": NOW, "apply_by": days(-1)}, True),
        ({"posted_at": NOW, "apply_by": days(1), "starts_on": days(3)}, False),
        ({"posted_at": NOW, "starts_on": days(-1)}, True),
        ({"state": "draft"}, False),
        ({"state": "filled"}, False),
    ],
)
def test_is_stale_says_the_same_in_the_list(
    world: PlacementWorld, more: dict[str, Any], stale: bool
) -> None:
    opening = quiet(world, **more)
    assert opening.is_stale(TODAY) is stale
    assert (opening.pk in stale_ids()) is stale


def test_pause_opening_takes_no_proposals_and_resumes(world: PlacementWorld) -> None:
    opening = world.opening
    paused = keeping.pause_opening(opening, reason="holiday", by=world.member, at=NOW)
    assert (paused.state, paused.pause_reason, paused.paused_at) == ("paused", "holiday", NOW)
    with pytest.raises(ValidationError):
        propose_placement(paused, world.person, by=world.counsellor, at=NOW)
    again = keeping.resume_opening(paused, by=world.member, at=NOW)
    assert (again.state, again.pause_reason, again.paused_at) == ("open", "", None)


@pytest.mark.parametrize("reason", ["", "stale", "xyzzy"])
def test_pause_opening_needs_a_reason(world: PlacementWorld, reason: str) -> None:
    with pytest.raises(ValidationError):
        keeping.pause_opening(world.opening, reason=reason, by=world.member, at=NOW)


def test_remind_stale_asks_once_and_rests_after_two_weeks(world: PlacementWorld) -> None:
    opening = quiet(world)
    assert [keeping.remind_stale(TODAY, at=NOW) for _ in range(2)] == [1, 0]
    assert keeping.rest_stale(TODAY, at=NOW) == 0
    later = NOW + timedelta(days=15)
    assert keeping.rest_stale(TODAY, at=later) == 1
    opening.refresh_from_db()
    assert (opening.state, opening.pause_reason) == ("paused", "stale")


def test_confirm_by_link_needs_no_account(
    world: PlacementWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, sent = quiet(world), list[str]()
    monkeypatch.setattr(reminders, "tell_stale", lambda _o, token, *, at: sent.append(token))
    keeping.remind_stale(TODAY, at=NOW)
    path, visitor = f"/still/{sent[0]}/", browser(world.pact, None, "ar")
    assert visitor.get(path).status_code == 200
    opening.refresh_from_db()
    assert opening.confirmed_at is None
    assert visitor.post(path).status_code == 302
    opening.refresh_from_db()
    assert opening.confirmed_at is not None
    assert visitor.get(path).status_code == 200
    assert visitor.get("/still/1.nothing/").status_code == 404


def test_confirm_opening_past_its_days_asks_for_new_ones(world: PlacementWorld) -> None:
    opening = quiet(world, starts_on=days(-2))
    with pytest.raises(ValidationError):
        keeping.confirm_opening(opening, by=world.member, at=NOW)


def test_repeat_yearly_makes_one_draft_in_time_and_posts_nothing(world: PlacementWorld) -> None:
    first = quiet(world, state="filled", repeats=True, starts_on=TODAY - timedelta(days=300))
    early = quiet(world, state="filled", repeats=True, starts_on=TODAY - timedelta(days=100))
    assert [keeping.repeat_yearly(TODAY, at=NOW) for _ in range(3)] == [1, 0, 0]
    made = Opening.objects.get(repeat_of=first)
    assert (made.state, made.repeats) == ("draft", True)
    assert made.starts_on == first.starts_on.replace(year=first.starts_on.year + 1)
    assert not Opening.objects.filter(repeat_of=early).exists()


def test_list_filters_on_signs_of_life(world: PlacementWorld) -> None:
    opening = quiet(world, title="Quiet place")
    asker = browser(world.pact, world.coordinator, "en")
    shown = asker.get("/openings/?alive=stale").context["listing"].rows
    assert [row.pk for row in shown] == [opening.pk]
    fresh = asker.get("/openings/?alive=fresh").context["listing"].rows
    assert [row.pk for row in fresh] == [world.opening.pk]


def test_pages_of_a_quiet_and_a_resting_opening(world: PlacementWorld) -> None:
    opening, asker = quiet(world), browser(world.pact, world.member, "en")
    path = f"/openings/{opening.pk}"
    assert "Still true" in asker.get(f"{path}/").content.decode()
    assert asker.post(f"{path}/true/").status_code == 302
    assert asker.get(f"{path}/pause/").status_code == 200
    assert asker.post(f"{path}/pause/").status_code == 422
    assert asker.post(f"{path}/pause/", {"reason": "orders"}).status_code == 302
    assert "Less to do just now" in asker.get(f"{path}/").content.decode()
    assert asker.post(f"{path}/resume/").status_code == 302
    opening.refresh_from_db()
    assert opening.state == "open"
