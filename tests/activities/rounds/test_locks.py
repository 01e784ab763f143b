"""A lock that a later count cannot keep is let go of, and the round's page says whose and why."""

import pytest
from django.utils import translation

from pakten.activities.opportunities.actions.wishes import refuse_place
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import PlacementState
from pakten.activities.rounds.actions.publishing import publish_round
from pakten.activities.rounds.actions.reviewing import lock_pair
from pakten.activities.rounds.models import Round, RoundPair
from pakten.activities.rounds.queries.pages import lost_locks
from pakten.parties.people.models import Consent
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.openings import make_placement
from tests.factories.rounds import RoundWorld
from tests.factories.world import NOW


def locked(world: RoundWorld) -> RoundPair:
    """One pair of the proposal, decided to stay."""
    return lock_pair(world.pair(world.solved()), by=world.counsellor, at=NOW)


def told(world: RoundWorld, each: Round) -> list[tuple[str, str]]:
    with translation.override("en"):
        return [(str(row.opening), row.why) for row in lost_locks(each, world.coordinator)]


def test_count_round_keeps_a_lock_that_can_be_kept(world: RoundWorld) -> None:
    pair = locked(world)
    each = world.count(pair.round)
    assert told(world, each) == []
    assert each.pairs.get(pk=pair.pk).counted == "locked"


def test_count_round_lets_go_of_a_lock_that_the_person_has_said_no_to(world: RoundWorld) -> None:
    """The no is newer than the lock; a count that cannot keep both must not be lost with them."""
    pair = locked(world)
    refuse_place(pair.participant, pair.opening, by=world.counsellor, at=NOW)
    each = world.count(pair.round)
    assert each.state == "reviewed"
    assert not each.pairs.filter(pk=pair.pk).exists()
    ((place, why),) = told(world, each)
    assert place == str(pair.opening)
    assert why.startswith("Has said: not for me")


def test_count_round_says_that_the_place_of_a_lock_is_gone(world: RoundWorld) -> None:
    pair = locked(world)
    Opening.objects.filter(pk=pair.opening_id).update(state="closed")
    each = world.count(pair.round)
    assert told(world, each) == [
        (str(pair.opening), "The place is closed, or others have taken or been asked about it.")
    ]


def test_count_round_says_that_locks_are_more_than_the_places_left(world: RoundWorld) -> None:
    Opening.objects.update(state="closed")
    wide = world.opening(title="Two cooks", seats=2)
    each = world.solved()
    for pair in each.pairs.filter(opening=wide):
        lock_pair(pair, by=world.counsellor, at=NOW)
    make_placement(wide, world.person(8), world.counsellor, PlacementState.STARTED)
    each = world.count(each)
    assert told(world, each) == [
        (str(wide), "There are fewer places left than people who are locked to them.")
    ]
    assert each.pairs.filter(opening=wide, state="locked").count() == 1


def test_count_round_says_that_the_person_of_a_lock_is_asked_elsewhere(world: RoundWorld) -> None:
    pair = locked(world)
    make_placement(world.opening(title="Other"), pair.participant, world.counsellor)
    each = world.count(pair.round)
    assert told(world, each) == [
        (str(pair.opening), "The person is asked about a place, works, or is not in the round now.")
    ]


def test_see_round_names_nobody_who_took_the_consent_back(world: RoundWorld) -> None:
    pair = locked(world)
    Consent.objects.filter(participant=pair.participant, purpose=Purpose.MATCHING).delete()
    each = world.count(pair.round)
    ((row,), page) = lost_locks(each, world.coordinator), shown(world, each)
    assert row.person is None
    assert "1 lock could not be kept" in page
    assert str(pair.participant) not in page


def test_see_round_says_whose_lock_is_gone_and_no_more_when_published(world: RoundWorld) -> None:
    pair = locked(world)
    refuse_place(pair.participant, pair.opening, by=world.counsellor, at=NOW)
    each = world.count(pair.round)
    page = shown(world, each)
    alert = page[page.index("1 lock could not be kept") :][:900]
    assert str(pair.participant) in alert
    assert "Has said: not for me" in alert
    publish_round(each, by=world.coordinator, at=NOW)
    each.refresh_from_db()
    assert "lost" not in each.changes


def shown(world: RoundWorld, each: Round) -> str:
    return browser(world.pact, world.coordinator).get(f"/rounds/{each.pk}/").content.decode()


def test_begin_count_of_a_first_count_has_no_locks(world: RoundWorld) -> None:
    each = world.solved()
    assert told(world, each) == []
    assert "could not be kept" not in shown(world, each)


pytestmark = pytest.mark.django_db
