"""Rounds are drafted and counted: what comes out, around what was decided, once."""

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.states import PlacementState
from pakten.activities.rounds.actions.drafting import count_round, discard_round
from pakten.activities.rounds.actions.reviewing import lock_pair, release_pair, veto_pair
from pakten.activities.rounds.jobs import solve_round
from pakten.activities.rounds.models import Round
from pakten.activities.rounds.states import PairState, RoundState, Stopped, VetoReason
from pakten.base.access import Denied
from pakten.parties.people.models import Consent
from pakten.parties.people.states import Purpose
from tests.factories.openings import make_placement
from tests.factories.rounds import RoundWorld, back_in, solve
from tests.factories.world import NOW


def chosen(each: Round) -> set[tuple[int, int]]:
    rows = each.pairs.exclude(state=PairState.VETOED).exclude(counted=PairState.VETOED)
    return set(rows.values_list("participant_id", "opening_id"))


def test_count_round_fills_every_place_and_proves_it(world: RoundWorld) -> None:
    each = world.solved()
    assert (each.state, each.paired, each.people, each.seats) == (RoundState.REVIEWED, 2, 3, 2)
    assert each.gap == 0 < each.total
    assert [row.stopped for row in each.unmatched.all()] == [Stopped.TAKEN]


def test_count_round_keeps_terms_that_add_up_to_the_points(world: RoundWorld) -> None:
    pair = world.pair(world.solved())
    assert sum(term["points"] for term in pair.terms) == pair.points > 0


def test_count_round_leaves_out_those_without_consent_and_those_under_way(
    world: RoundWorld,
) -> None:
    Consent.objects.filter(participant=world.people[0], purpose=Purpose.MATCHING).delete()
    other = world.opening(title="Baker")
    make_placement(other, world.people[1], world.counsellor, PlacementState.PRESENTED)
    each = world.solved()
    assert {person for person, _opening in chosen(each)} == {world.people[2].pk}
    assert (each.people, each.seats) == (1, 2)


def test_count_round_asks_nobody_again_about_the_same_place(world: RoundWorld) -> None:
    for opening in world.openings:
        make_placement(opening, world.people[0], world.counsellor, PlacementState.DECLINED)
    assert world.people[0].pk not in {person for person, _opening in chosen(world.solved())}


def test_count_round_keeps_a_lock_and_turns_round_a_no(world: RoundWorld) -> None:
    each = world.solved()
    first, second = each.pairs.order_by("pk")
    lock_pair(first, by=world.counsellor, at=NOW)
    veto_pair(second, reason=VetoReason.TRAVEL, by=world.counsellor, at=NOW)
    each = world.count(each)
    assert (first.participant_id, first.opening_id) in chosen(each)
    assert (second.participant_id, second.opening_id) not in chosen(each)
    assert (each.paired, each.gap) == (2, 0)
    assert (each.changes["locks"], each.changes["vetoes"], each.changes["stand"]) == (1, 1, 1)


def test_count_round_allows_a_pair_whose_no_is_taken_back(world: RoundWorld) -> None:
    each = world.solved()
    pair = world.pair(each)
    before = chosen(each)
    veto_pair(pair, reason=VetoReason.OTHER, by=world.counsellor, at=NOW)
    each = world.count(each)
    release_pair(each.pairs.get(pk=pair.pk), by=world.counsellor, at=NOW)
    assert len(chosen(each)) == 2
    assert chosen(world.count(each)) == before


def test_lock_pair_is_for_what_is_in_the_proposal(world: RoundWorld) -> None:
    each = world.solved()
    pair = veto_pair(world.pair(each), reason=VetoReason.BUSY, by=world.counsellor, at=NOW)
    released = release_pair(world.count(each).pairs.get(pk=pair.pk), by=world.counsellor, at=NOW)
    with pytest.raises(ValidationError, match="not in the proposal"):
        lock_pair(released, by=world.counsellor, at=NOW)


def test_solve_round_run_twice_leaves_one_proposal(world: RoundWorld) -> None:
    each = world.solved()
    rows = list(each.pairs.values_list("pk", "points"))
    assert list(solve(each, world.coordinator).pairs.values_list("pk", "points")) == rows


def test_solve_round_of_an_older_turn_leaves_no_trace(world: RoundWorld) -> None:
    each = count_round(world.draft(), by=world.coordinator, at=NOW)
    each = count_round(each, by=world.coordinator, at=NOW)
    solve_round(pact_id=world.pact.pk, round_id=each.pk, turn=1,
                account_id=world.coordinator.account_id or 0)  # fmt: skip
    back_in(world.pact, world.coordinator)
    each.refresh_from_db()
    assert (each.state, each.pairs.count()) == (RoundState.SOLVING, 0)


def test_count_round_puts_those_who_went_without_first(world: RoundWorld) -> None:
    earlier = world.solved()
    left = earlier.unmatched.get().participant_id
    Round.objects.filter(pk=earlier.pk).update(state=RoundState.PUBLISHED)
    each = world.solved()
    assert left in {person for person, _opening in chosen(each)}


def test_count_round_keeps_to_the_most_of_one_employer(world: RoundWorld) -> None:
    assert world.solved(most_per_house=1).paired == 1


def test_count_round_in_stable_mode_tells_its_gap(world: RoundWorld) -> None:
    each = world.solved(mode="stable")
    assert (each.paired, each.gap >= 0) == (2, True)


def test_discard_round_ends_it_and_a_late_count_changes_nothing(world: RoundWorld) -> None:
    each = count_round(world.draft(), by=world.coordinator, at=NOW)
    discard_round(each, by=world.coordinator, at=NOW)
    each = solve(each, world.coordinator)
    assert (each.state, each.pairs.count()) == (RoundState.DISCARDED, 0)


def test_count_round_is_the_offices(world: RoundWorld) -> None:
    each = world.draft()
    with pytest.raises(Denied):
        count_round(each, by=world.counsellor, at=NOW)


def test_draft_round_numbers_follow_each_other(world: RoundWorld) -> None:
    assert [world.draft().number, world.draft().number] == [1, 2]


def test_veto_pair_asks_for_a_reason_of_the_list(world: RoundWorld) -> None:
    pair = world.pair(world.solved())
    with pytest.raises(ValidationError):
        veto_pair(pair, reason="because", by=world.counsellor, at=NOW)  # type: ignore[arg-type]


def test_count_round_says_when_an_employer_takes_no_more(world: RoundWorld) -> None:
    each = world.solved(most_per_house=1)
    assert {row.stopped for row in each.unmatched.all()} == {Stopped.LIMIT}
    assert each.unmatched.count() == 2


def test_count_round_says_when_somebody_was_asked_before(world: RoundWorld) -> None:
    for opening in world.openings:
        make_placement(opening, world.people[0], world.counsellor, PlacementState.DECLINED)
    row = world.solved().unmatched.get(participant=world.people[0])
    assert row.stopped == Stopped.ASKED
