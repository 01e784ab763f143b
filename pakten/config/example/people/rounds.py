"""Two rounds: an earlier one, published and partly answered, and one under review with decisions."""

import random
from datetime import date, time
from typing import Any

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import OpeningKind, PlacementState
from pakten.activities.rounds.actions.drafting import draft_round
from pakten.activities.rounds.actions.reviewing import lock_pair, veto_pair
from pakten.activities.rounds.actions.solving import begin_count, keep_count
from pakten.activities.rounds.jobs import work_out
from pakten.activities.rounds.models import Round, RoundPair
from pakten.activities.rounds.reports import result_of
from pakten.activities.rounds.states import RoundState, VetoReason
from pakten.base.access import Actor, Grant, Role, Scope
from pakten.config.example.openings import open_at
from pakten.config.example.people.placements import on_its_way, save
from pakten.config.example.world import World
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.people.states import Purpose

P = PlacementState
EARLIER = 9  # days ago
ANSWERS = (
    (P.PROPOSED, 22), (P.ACCEPTED, 22), (P.PRESENTED, 32), (P.DECLINED, 24),
)  # fmt: skip
TRAINING = (OpeningKind.INTERNSHIP.value, OpeningKind.APL.value, OpeningKind.EXTRA_JOB.value)


# the work of the rounds, and jobs that were posted for the second: title, seats, from which members
WILL_TEACH = 0.7  # so many of these members teach what is needed on the job
GROUPS = ["4322", "9111", "9412", "9413", "5120", "5330", "7612", "5223", "6113"]
POSTED = (
    ("Lagermedarbetare", 6), ("Lokalvårdare", 7), ("Hotellstädare", 4), ("Restaurangbiträde", 6),
    ("Kock", 4), ("Frukostvärd", 3), ("Vårdbiträde", 8), ("Bagare", 3), ("Butiksmedarbetare", 6),
    ("Parkarbetare", 4), ("Lokalvårdare", 5), ("Lagermedarbetare", 4),
)  # fmt: skip


def make_rounds_of_matching(world: World) -> None:
    """The real engine works both out: no total and no proof is made up."""
    office = _office(world)
    training = {"kinds": list(TRAINING), "name": "Praktik och extrajobb"}
    _publish(world, _counted(world, office, EARLIER, training), office)
    _post(world)
    jobs = {"kinds": [OpeningKind.JOB.value], "name": "Lager, kök, städ och vård"}
    _decide(world, _counted(world, office, 2, jobs), office)


def _post(world: World) -> None:
    """Members who need several people at once; a round is for them."""
    chance = world.chance("rounds posted")
    houses = list(Organisation.objects.filter(stage=Stage.ACTIVE).order_by("pk"))
    for title, seats in POSTED:
        opening = open_at(world, chance.choice(houses), title, chance)
        opening.seats, opening.starts_at, opening.hours_per_week = seats, time(9), 20
        opening.save(update_fields=["seats", "starts_at", "hours_per_week"])
        if chance.random() < WILL_TEACH:
            opening.requirements.update(must=False)


def _office(world: World) -> Actor:
    account = world.accounts["coordinator"]
    scope = Scope("pact", world.pact.pk)
    return Actor(account.pk, account.name, (Grant(Role.COORDINATOR, scope),))


def _counted(world: World, by: Actor, days_ago: int, values: dict[str, Any]) -> Round:
    """A round as the job would leave it."""
    at = world.moment(world.ago(days_ago), 9)
    each = draft_round(world.pact, {**values, "groups": GROUPS}, by=by, at=at)
    each.state, each.asked_at, each.turn = RoundState.SOLVING, at, 1
    each.save()
    work = begin_count(each.pk, each.turn, by=by, at=at)
    if work is None:
        raise RuntimeError("a round just drafted is counted")
    return keep_count(each.pk, each.turn, result_of(work, *work_out(work)), by=by, at=at) or each


def _publish(world: World, each: Round, by: Actor) -> None:
    """As published then: people asked, most of them with an answer by now."""
    chance, day = world.chance("rounds"), world.ago(EARLIER - 2)
    pairs = list(each.pairs.select_related("opening__organisation", "participant"))
    for pair in pairs:
        pair.placement = _asked(world, pair, day, chance)
    RoundPair.objects.bulk_update(pairs, ["placement"])
    each.state, each.ended_by_id = RoundState.PUBLISHED, by.account_id
    each.ended_at = world.moment(day, 10)
    each.unmatched.update(told_at=each.ended_at)
    each.save()


def _asked(world: World, pair: RoundPair, day: date, chance: random.Random) -> Placement:
    states = [state for state, _weight in ANSWERS]
    (state,) = chance.choices(states, [weight for _state, weight in ANSWERS])
    may_show = pair.participant.consents.filter(
        purpose=Purpose.PRESENTING, withdrawn_at__isnull=True
    )
    if not may_show.exists():
        state = P.PROPOSED
    placement = on_its_way(world, pair.opening, pair.participant, state, day)
    placement.marks = pair.marks
    save(world, [placement])
    return placement


def _decide(world: World, each: Round, by: Actor) -> None:
    """Two locks and a no, not yet counted."""
    pairs = list(each.pairs.order_by("-points", "pk")[:6])
    at = world.moment(world.today, 9, 12)
    for pair in pairs[:2]:
        lock_pair(pair, by=by, at=at)
    if len(pairs) > 3:
        note = "Bussen går inte så tidigt."
        veto_pair(pairs[3], reason=VetoReason.TRAVEL, note=note, by=by, at=at)
