"""A published round asks each person once, respects what happened, and never overfills."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from pakten.activities.opportunities.actions.proposals import propose_placement
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.activities.rounds.actions.publishing import publish_next, publish_round
from pakten.activities.rounds.actions.reviewing import lock_pair
from pakten.activities.rounds.jobs import publish_pairs
from pakten.activities.rounds.models import Round
from pakten.activities.rounds.states import RoundState, Skipped
from pakten.base.access import Denied
from pakten.base.notices.models import Notice
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import Purpose
from tests.factories.openings import make_placement
from tests.factories.rounds import RoundWorld
from tests.factories.world import NOW, inside, make_staff


def published(world: RoundWorld, each: Round) -> Round:
    return world.publish(publish_round(each, by=world.coordinator, at=NOW))


def test_publish_round_asks_everybody_in_it_once(world: RoundWorld) -> None:
    each = world.publish(published(world, world.solved()))
    assert each.state == RoundState.PUBLISHED
    asked = Placement.objects.values_list("participant_id", "opening_id")
    assert set(asked) == set(each.pairs.values_list("participant_id", "opening_id"))


def test_publish_round_tells_each_of_them_once(world: RoundWorld) -> None:
    each = world.publish(published(world, world.solved()))
    told = Notice.objects.filter(about__startswith=f"round:{each.pk}").values_list("about", "to")
    left = each.unmatched.get().participant
    assert (f"round:{each.pk}:without", left.email) in set(told)
    assert len(told) == len(set(told)) == 1 + len({a for a, _to in told if "house" in a}) + 1
    assert each.unmatched.get().told_at is not None


def test_publish_round_skips_who_took_the_consent_back(world: RoundWorld) -> None:
    each = world.solved()
    pair = world.pair(each)
    Consent.objects.filter(participant=pair.participant, purpose=Purpose.MATCHING).delete()
    each = published(world, each)
    assert each.pairs.get(pk=pair.pk).skipped == Skipped.CONSENT
    assert Placement.objects.filter(participant=pair.participant).count() == 0


def test_publish_round_skips_what_was_filled_closed_or_asked_meanwhile(world: RoundWorld) -> None:
    each = world.solved()
    first, second = each.pairs.order_by("pk")
    other = world.person(9)
    make_placement(first.opening, other, world.counsellor, PlacementState.ACCEPTED)
    make_placement(world.opening(), second.participant, world.counsellor)
    each = published(world, each)
    assert [p.skipped for p in each.pairs.order_by("pk")] == [Skipped.FULL, Skipped.ASKED]


def test_publish_round_skips_who_has_no_counsellor_now_and_draws_nobody_else(
    world: RoundWorld,
) -> None:
    each = world.solved()
    pair = world.pair(each)
    Participant.objects.filter(pk=pair.participant_id).update(counsellor=None)
    each = published(world, each)
    assert each.pairs.get(pk=pair.pk).skipped == Skipped.UNMET
    again = world.solved()
    assert not again.pairs.filter(participant=pair.participant_id).exists()
    assert not again.unmatched.filter(participant=pair.participant_id).exists()


def test_publish_round_goes_on_from_where_it_stopped(world: RoundWorld) -> None:
    """A sending that died is asked for again, in another tab or by a colleague."""
    each = publish_round(world.solved(), by=world.coordinator, at=NOW)
    publish_next(each.pk, by=world.coordinator, at=NOW)
    colleague = make_staff(world.pact, name="Bo Ek")
    again = publish_round(each, by=colleague, at=NOW)
    assert (again.state, again.ended_by_id) == ("publishing", world.coordinator.account_id)
    each = world.publish(again)
    people = Placement.objects.values_list("participant_id", flat=True)
    assert (each.state, len(people), len(set(people))) == (RoundState.PUBLISHED, 2, 2)


def test_publish_round_waits_for_what_is_decided_to_be_counted(world: RoundWorld) -> None:
    each = world.solved()
    lock_pair(world.pair(each), by=world.counsellor, at=NOW)
    with pytest.raises(ValidationError, match="Count again"):
        publish_round(each, by=world.coordinator, at=NOW)


def test_publish_round_is_the_offices(world: RoundWorld) -> None:
    each = world.solved()
    with pytest.raises(Denied):
        publish_round(each, by=world.counsellor, at=NOW)


@pytest.fixture
def real(transactional_db: None) -> RoundWorld:
    with transaction.atomic():
        return RoundWorld(people=6, places=2)


def at_once(tries: list) -> None:  # type: ignore[type-arg]
    """Do them in as many connections at the same moment."""
    gate = Barrier(len(tries))

    def one(act) -> None:  # type: ignore[no-untyped-def]
        try:
            gate.wait(10)
            act()
        except ValidationError:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tries)) as pool:
        list(pool.map(one, tries))


def two_rounds(world: RoundWorld) -> list[Round]:
    """Two rounds over the same places, both ordered to be published."""
    with inside(world.pact, world.coordinator):
        rounds = [world.solved(), world.solved()]
        return [publish_round(each, by=world.coordinator, at=NOW) for each in rounds]


def test_two_rounds_published_at_once_never_ask_more_than_there_is_room_for(
    real: RoundWorld,
) -> None:
    rounds = two_rounds(real)
    at_once([lambda each=each: real_publish(real, each) for each in rounds])
    with inside(real.pact, real.coordinator):
        assert sorted(Placement.objects.values_list("opening_id", flat=True)) == sorted(
            opening.pk for opening in real.openings
        )
        people = Placement.objects.values_list("participant_id", flat=True)
        assert len(set(people)) == len(people) == 2


def test_a_round_and_a_proposal_at_once_leave_one_of_each(real: RoundWorld) -> None:
    (each, _other) = two_rounds(real)
    with inside(real.pact, real.coordinator):
        person = real.pair(each).participant
        place = real.pair(each).opening

    def propose() -> None:
        with inside(real.pact, real.coordinator):
            propose_placement(place, person, by=real.counsellor, at=NOW)

    at_once([propose, lambda: real_publish(real, each)])
    with inside(real.pact, real.coordinator):
        assert Placement.objects.filter(opening=place, participant=person).count() == 1
        assert Round.objects.get(pk=each.pk).state == RoundState.PUBLISHED


def test_one_round_published_by_two_workers_asks_each_once(real: RoundWorld) -> None:
    (each, _other) = two_rounds(real)
    at_once([lambda: real_publish(real, each)] * 2)
    with inside(real.pact, real.coordinator):
        assert Placement.objects.count() == 2
        abouts = Notice.objects.filter(about__startswith="round:").values_list("about", "to")
        assert len(set(abouts)) == len(abouts)


def real_publish(world: RoundWorld, each: Round) -> None:
    publish_pairs(
        pact_id=world.pact.pk, round_id=each.pk, account_id=world.coordinator.account_id or 0
    )
