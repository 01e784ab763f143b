"""What was asked after the first day, and what both sides answered."""

import random
from datetime import timedelta

from pakten.activities.opportunities.endings import ASKED, Now
from pakten.activities.opportunities.models import FollowUp, Placement
from pakten.activities.opportunities.states import EndOutcome, Side
from pakten.base.days import add_months
from pakten.config.example.world import World

# days since it was asked, and how many of a hundred have answered by then; the rest of those asked
# longest ago could not be reached, and the office has put the question away
ANSWERED = ((5, 25), (14, 60), (24, 84), (10_000, 93))
WAITS_LONGEST = 24
A = FollowUp.Answer
_HOW = ((A.WELL, A.SO_SO, A.HARD), (70, 22, 8))
_PLACES = (Now.JOB_HERE, Now.JOB_ELSEWHERE, Now.STUDIES, Now.SEEKING, Now.NOT_SAID)
# what somebody does later, by how it ended
_LATER = {
    EndOutcome.JOB: (_PLACES, (66, 18, 4, 8, 4)),
    EndOutcome.STUDIES: (_PLACES, (3, 16, 66, 11, 4)),
    EndOutcome.COMPLETED: (_PLACES, (8, 30, 18, 39, 5)),
    EndOutcome.BROKEN_OFF: (_PLACES, (1, 27, 16, 50, 6)),
}


def write_follow_ups(world: World, placements: list[Placement], chance: random.Random) -> None:
    """What was asked and answered after the first day."""
    rows = []
    for placement in placements:
        for months, side in ASKED:
            row = _follow_up(world, placement, months, side, chance)
            if row:
                rows.append(row)
    FollowUp.objects.bulk_create(rows)


def _follow_up(
    world: World, placement: Placement, months: int, side: Side, chance: random.Random
) -> FollowUp | None:
    """Both sides, each asked once; after an end only the person is asked."""
    if placement.started_on is None:
        return None
    due = add_months(placement.started_on, months)
    if placement.ended_on and due > placement.ended_on and side == Side.EMPLOYER:
        return None
    row = FollowUp(
        pact=world.pact, placement=placement, months=months, due_on=due, side=side,
        asked=min(max((world.today - due).days // 7 + 1, 0), 3),
    )  # fmt: skip
    row.asked_on = (
        min(due + timedelta(days=7 * (row.asked - 1)), world.today) if row.asked else None
    )
    _answer_it(world, placement, row, chance)
    return row


def _answer_it(world: World, placement: Placement, row: FollowUp, chance: random.Random) -> None:
    """Most have answered in a few days; a handful wait, and a few were never reached."""
    days = (world.today - row.due_on).days
    if days <= 0:
        return
    share = next(share for most, share in ANSWERED if days <= most)
    if chance.random() * 100 >= share:
        if days > WAITS_LONGEST:
            row.given_up_on = row.due_on + timedelta(days=WAITS_LONGEST)
        return
    row.answered_on = min(row.due_on + timedelta(days=chance.randint(0, 6)), world.today)
    row.asked, row.asked_on = 1, row.due_on
    row.answered_by_side = chance.choice((row.side, row.side, row.side, Side.CITY))
    if placement.ended_on and row.due_on > placement.ended_on:
        row.now = chance.choices(*_LATER[EndOutcome(placement.end_outcome)])[0]
    else:
        row.answer = chance.choices(*_HOW)[0]
