"""Placements in every state: those behind deeds of the ledger, and those on their way now."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from pakten.activities.opportunities.models import Opening, Placement, PlacementStep
from pakten.activities.opportunities.queries.presented import profile_text
from pakten.activities.opportunities.states import (
    FOR_ONE_PERSON,
    REASONS,
    EndOutcome,
    OpeningKind,
    OpeningState,
    PlacementState,
    Side,
)
from pakten.activities.opportunities.workdays import add_working_days
from pakten.agreements.results.actions import Traits
from pakten.agreements.results.states import Additionality
from pakten.config.example.deeds import Deed
from pakten.config.example.openings import Filled
from pakten.config.example.people.follow_ups import write_follow_ups
from pakten.config.example.people.seekers import Seekers
from pakten.config.example.world import World, working_day
from pakten.parties.people.models import Participant

P = PlacementState
# How many days after the proposal each step is taken.
PACE = {P.ACCEPTED: 2, P.PRESENTED: 4, P.INTERVIEWED: 9, P.AGREED: 14}
BEFORE_START = 30
ON_THEIR_WAY = (
    (P.PROPOSED, 26), (P.ACCEPTED, 14), (P.PRESENTED, 18), (P.INTERVIEWED, 10), (P.AGREED, 8),
    (P.DECLINED, 24),
)  # fmt: skip
WEEKS = {OpeningKind.INTERNSHIP: 8, OpeningKind.APL: 7, OpeningKind.EXTRA_JOB: 20}
OUTCOMES = (
    (EndOutcome.JOB, 40), (EndOutcome.STUDIES, 16), (EndOutcome.COMPLETED, 30),
    (EndOutcome.BROKEN_OFF, 14),
)  # fmt: skip


def begin_from_deeds(world: World, filled: Iterable[Filled], seekers: Seekers) -> None:
    """A placement for each deed that began in an opening; the deed takes over the person's traits."""
    chance = world.chance("begun")
    placements: list[tuple[Placement, Deed]] = []
    for each in filled:
        for deed in each.deeds:
            person = seekers.take(
                each.opening, chance, before=deed.day - timedelta(days=BEFORE_START + 3)
            )
            if person:
                placements.append((begun(world, each.opening, person, deed.day, chance), deed))
                placements[-1][0].marks = seekers.marks(each.opening, person)
    Placement.objects.bulk_create(placement for placement, _deed in placements)
    for placement, deed in placements:
        deed.source = f"placement:{placement.pk}:started"
        deed.traits = Traits.of(placement.participant, deed.day)
    write_steps(world, [placement for placement, _deed in placements])
    write_follow_ups(world, [placement for placement, _deed in placements], chance)


def begun(
    world: World, opening: Opening, person: Participant, day: date, chance: random.Random
) -> Placement:
    """A placement that began on a day, and perhaps has ended since."""
    proposed = working_day(day - timedelta(days=BEFORE_START))
    placement = _placement(world, opening, person, proposed)
    placement.state = P.STARTED
    placement.starts_on = placement.started_on = day
    placement.additionality = chance.choice(Additionality.values)
    _present(world, placement, proposed)
    _perhaps_end(world, placement, chance)
    return placement


def _perhaps_end(world: World, placement: Placement, chance: random.Random) -> None:
    """Internships end when their weeks are over; a few jobs are broken off."""
    kind = OpeningKind(placement.opening.kind)
    day = placement.started_on
    if day is None:
        return
    weeks = WEEKS.get(kind, chance.randint(6, 40) if chance.random() < 0.22 else 1000)
    outcomes = OUTCOMES if kind in WEEKS else OUTCOMES[1:]
    outcome = chance.choices([o for o, _n in outcomes], [n for _o, n in outcomes])[0]
    if outcome == EndOutcome.BROKEN_OFF:
        weeks = max(1, min(weeks, 52) // 3)
        placement.end_cause_side = chance.choice(
            (Side.PERSON, Side.EMPLOYER, Side.CITY, Side.OTHER)
        )
    ends = working_day(day + timedelta(weeks=weeks))
    if day <= ends < world.today:
        placement.state, placement.ended_on, placement.end_outcome = P.ENDED, ends, outcome
    else:
        placement.end_cause_side = ""


def propose_now(world: World, openings: Iterable[Opening], seekers: Seekers) -> None:
    """What is on its way in the open openings, up to four persons each."""
    chance = world.chance("on their way")
    placements = []
    for opening in openings:
        if opening.state != OpeningState.OPEN or opening.kind not in FOR_ONE_PERSON:
            continue
        agreed = 0
        for _place in range(chance.choice((0, 1, 2, 3, 4))):
            state = chance.choices([s for s, _n in ON_THEIR_WAY], [n for _s, n in ON_THEIR_WAY])[0]
            if state == P.AGREED and agreed + 1 >= opening.seats:
                state = P.INTERVIEWED  # one more who has agreed would fill the opening
            agreed += state == P.AGREED
            proposed = proposed_on(world, opening, state, chance)
            if person := seekers.take(opening, chance, before=proposed):
                placements.append(on_its_way(world, opening, person, state, proposed))
                placements[-1].marks = seekers.marks(opening, person)
    save(world, placements)


def proposed_on(
    world: World, opening: Opening, state: PlacementState, chance: random.Random
) -> date:
    """When somebody was proposed who has just come as far as `state`."""
    days_ago = PACE.get(state, 0) + chance.randint(0, 4)
    return working_day(max(world.today - timedelta(days=days_ago), opening.posted_at.date()))


# working days from presented to answered; most members promise five
ANSWERS = (0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 7)


def on_its_way(
    world: World, opening: Opening, person: Participant, state: PlacementState, proposed: date
) -> Placement:
    """A placement that has just come as far as `state`."""
    placement = _placement(world, opening, person, proposed)
    placement.state = state
    if state == P.DECLINED:
        _decline(world, placement, proposed)
    elif state != P.PROPOSED:
        _show(placement)
    if state in (P.PRESENTED, P.INTERVIEWED, P.AGREED):
        _present(world, placement, proposed)
    if state == P.PRESENTED:
        placement.answered_at = None
    if state == P.AGREED:
        placement.starts_on = opening.starts_on
    return placement


def save(world: World, placements: list[Placement]) -> None:
    """Store placements with their steps."""
    Placement.objects.bulk_create(placements)
    write_steps(world, placements)


def _placement(world: World, opening: Opening, person: Participant, proposed: date) -> Placement:
    return Placement(
        pact=world.pact,
        opening=opening,
        participant=person,
        proposed_at=world.moment(proposed, 11),
        proposed_by=person.counsellor,
    )


def _present(world: World, placement: Placement, proposed: date) -> None:
    day = min(working_day(proposed + timedelta(days=PACE[P.PRESENTED])), world.today)
    placement.presented_at = world.moment(day, 13)
    placement.answer_by = add_working_days(day, placement.opening.organisation.reply_days)
    waits = world.chance(f"answer {proposed} {placement.participant}").choice(ANSWERS)
    placement.answered_at = world.moment(min(add_working_days(day, waits), world.today), 15)
    _show(placement)


def _show(placement: Placement) -> None:
    """What the person said yes to showing."""
    placement.shown_name = str(placement.participant)
    placement.shown_profile = placement.participant.own_words


def tell_chosen_pieces(world: World) -> None:
    """What employers who think it over get to read: the pieces their candidates chose."""
    waiting = Placement.objects.filter(state__in=(P.ACCEPTED, P.PRESENTED, P.INTERVIEWED))
    shown = list(waiting.select_related("participant"))
    for placement in shown:
        placement.shown_profile = profile_text(placement.participant)
    Placement.objects.bulk_update(shown, ["shown_profile"])


def turned_down(
    world: World, opening: Opening, person: Participant, day: date, chance: random.Random
) -> Placement:
    """A proposal that came to nothing: before the employer saw the person, after, or after a meeting."""
    proposed = working_day(day)
    placement = _placement(world, opening, person, proposed)
    placement.state = P.DECLINED
    side = chance.choice((Side.PERSON, Side.EMPLOYER, Side.EMPLOYER, Side.CITY, Side.OTHER))
    placement.declined_by, placement.decline_reason = side, chance.choice(REASONS[side])
    if side == Side.EMPLOYER or chance.random() < 0.3:
        _present(world, placement, proposed)
    else:
        placement.answered_at = world.moment(proposed + timedelta(days=2), 12)
    return placement


def _decline(world: World, placement: Placement, proposed: date) -> None:
    chance = world.chance(f"no {proposed} {placement.participant}")
    side = chance.choice((Side.PERSON, Side.EMPLOYER, Side.EMPLOYER, Side.CITY))
    placement.declined_by = side
    placement.decline_reason = chance.choice(REASONS[side])
    if side == Side.EMPLOYER:
        _present(world, placement, proposed)
    else:
        placement.answered_at = world.moment(min(proposed + timedelta(days=2), world.today), 12)


def write_steps(world: World, placements: list[Placement]) -> None:
    """The steps behind each placement's state."""
    PlacementStep.objects.bulk_create(
        PlacementStep(
            pact=world.pact,
            placement=placement,
            state=state,
            at=world.moment(min(day, world.today), 11),
            by=placement.proposed_by,
        )
        for placement in placements
        for state, day in _steps(placement)
    )


def _steps(placement: Placement) -> list[tuple[PlacementState, date]]:
    proposed = placement.proposed_at.date()
    steps = [(P.PROPOSED, proposed)]
    if placement.state == P.DECLINED:
        if placement.presented_at:
            steps += [(s, proposed + timedelta(days=PACE[s])) for s in (P.ACCEPTED, P.PRESENTED)]
        answered = placement.answered_at or placement.proposed_at
        return [*steps, (P.DECLINED, max(answered.date(), steps[-1][1]))]
    reached = list(PACE).index(P(placement.state)) + 1 if placement.state in PACE else 0
    begun = placement.started_on is not None
    for state in list(PACE)[: len(PACE) if begun else reached]:
        steps.append((state, working_day(proposed + timedelta(days=PACE[state]))))
    if placement.started_on:
        steps.append((P.STARTED, placement.started_on))
    if placement.ended_on:
        steps.append((P.ENDED, placement.ended_on))
    return steps
