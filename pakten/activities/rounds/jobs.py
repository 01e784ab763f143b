"""The work of the room that runs in the background. Only the worker imports this: it has the engine."""

from dataclasses import replace
from time import monotonic
from typing import Any

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pakten.activities.matching.whole import Options, Whole, match_all
from pakten.activities.rounds.actions import publishing
from pakten.activities.rounds.actions.drafting import ask_for, lock_round
from pakten.activities.rounds.actions.solving import Work, begin_count, keep_count
from pakten.activities.rounds.reports import members, offer_of, result_of, worst_of
from pakten.base.access import Verb
from pakten.base.tenancy.context import pact_context
from pakten.parties.imports.actions.running import staff_actor

SLICE = 2.0  # seconds a job works before others get their turn
TRIES = RetryStrategy(max_attempts=6, exponential_wait=3)


@app.task(name="solve_round", retry=TRIES)
def solve_round(*, pact_id: int, round_id: int, account_id: int, turn: int) -> None:
    """Read, work out, keep. Safe to run twice: a count that is no longer asked for leaves no trace.

    The engine runs between two transactions, so that nothing is locked while it works.
    """
    verb = Verb.COUNT_ROUND.value
    with pact_context(pact_id, account_id, verb=verb):
        by = staff_actor(account_id, pact_id)
        work = begin_count(round_id, turn, by=by, at=timezone.now())
    if work is None:
        return
    whole, offer = work_out(work)
    result = result_of(work, whole, offer)
    with pact_context(pact_id, account_id, verb=verb):
        keep_count(round_id, turn, result, by=by, at=timezone.now())


def work_out(work: Work) -> tuple[Whole, dict[str, Any]]:
    """The proposal, and what lifting the group that fares worst would give and cost."""
    options = Options(
        limits=work.limits, first=work.first, locks=work.locks, vetoes=work.vetoes,
        stable=work.stable,
    )  # fmt: skip
    whole = _match(work, options)
    split, code = work.lift
    group = (split, code, members(work, split, code)) if code else None
    group = group or worst_of(work, {pair.seeker for pair in whole.pairs})
    if group is None or work.stable:
        return whole, {}
    lifted = _match(work, replace(options, lift=(group[2], work.most_loss)))
    offer = offer_of(work, group, whole, lifted)
    return (lifted if code and offer else whole), offer


def _match(work: Work, options: Options) -> Whole:
    return match_all(work.needs, work.seekers, work.substitutions, work.today, options)


@app.task(name="publish_pairs", retry=TRIES)
def publish_pairs(*, pact_id: int, round_id: int, account_id: int) -> None:
    """Ask the people of a round one by one, each in a transaction of its own, for a short while."""
    enough, verb = monotonic() + SLICE, Verb.PUBLISH_ROUND.value
    more = True
    while more:
        with pact_context(pact_id, account_id, verb=verb):
            by = staff_actor(account_id, pact_id)
            more = publishing.publish_next(round_id, by=by, at=timezone.now())
            if more and monotonic() > enough:
                ask_for("publish_pairs", lock_round(round_id), by)
                return
