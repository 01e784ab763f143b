"""How placements go: who supervises, the last weeks from both sides, why some were broken off."""

from datetime import date, timedelta

from pakten.activities.opportunities.endings import CAUSES
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.activities.opportunities.workdays import add_working_days
from pakten.activities.pulses.models import Pulse, Supervision
from pakten.activities.pulses.rules import friday_of, monday_of
from pakten.activities.pulses.states import Mood, Present, Worked
from pakten.config.example.world import World

NAMES = (
    "Anders Wik", "Birgitta Hallén", "Carlos Medina", "Ewa Nowak", "Fredrik Lund", "Gun Öberg",
    "Hamid Rostami", "Ingela Ström", "Jonas Fors", "Katja Berg", "Lena Åström", "Milan Petrović",
)  # fmt: skip
WEEKS = 13
MOODS = (Mood.GOOD, Mood.SO_SO, Mood.HARD)


def make_pulses(world: World) -> None:
    """For those who are in place now; and the codes that the older rows lack."""
    _tell_why(world)
    rows = Placement.objects.filter(state=PlacementState.STARTED, participant__left_on=None)
    begun = list(rows.select_related("participant").order_by("pk"))
    chance = world.chance("supervisors")
    made = Supervision.objects.bulk_create(
        Supervision(
            pact=world.pact, placement=row, name=NAMES[n % len(NAMES)], phone=f"070-000 01 {n % 90 + 10}",
            email="" if chance.random() < 0.08 else f"handledare{n}@pakten.example",
        )
        for n, row in enumerate(begun)
    )  # fmt: skip
    Pulse.objects.bulk_create(
        pulse
        for n, row in enumerate(begun)
        for pulse in _weeks(world, row, n)
        if made[n].email or pulse.side == Side.PERSON
    )


def _weeks(world: World, row: Placement, number: int) -> list[Pulse]:
    """The last weeks; every ninth supervisor has fallen silent, every fourteenth wants to be rung."""
    begun, made = row.started_on, []
    if begun is None:
        return []
    chance = world.chance(f"weeks {number}")
    this = monday_of(world.today)
    last = this if world.today >= friday_of(this) else this - timedelta(days=7)
    for back in range(WEEKS):
        week = last - timedelta(days=7 * back)
        if week < monday_of(begun):
            break
        for side, share in ((Side.PERSON, 0.9), (Side.EMPLOYER, 0.78)):
            silent = side == Side.EMPLOYER and number % 9 == 4 and back < 4
            said = chance.random() < share and not silent
            mood = chance.choices(MOODS, (76, 18, 6))[0]
            if said and number % 14 == 3 and back == 0 and side == Side.EMPLOYER:
                made.append(_pulse(world, row, side, week, Mood.HARD, call_me=True))
            else:
                made.append(_pulse(world, row, side, week, mood if said else ""))
    return made


def _pulse(
    world: World, row: Placement, side: Side, week: date, mood: str, *, call_me: bool = False
) -> Pulse:
    asked = world.moment(friday_of(week), 13)
    supervisor = side == Side.EMPLOYER and mood
    return Pulse(
        pact=world.pact, placement=row, side=side, week_on=week, asked_at=asked, mood=mood,
        present=Present.ALL if supervisor else "", call_me=call_me,
        worked=[Worked.COLLEAGUES.value] if mood == Mood.GOOD else [],
        answered_at=min(asked + timedelta(minutes=50), world.at) if mood else None,
    )  # fmt: skip


def _tell_why(world: World) -> None:
    chance = world.chance("why it ended")
    broken = list(Placement.objects.exclude(end_cause_side="").order_by("pk"))
    for row in broken:
        row.end_cause = chance.choice(CAUSES[Side(row.end_cause_side)])
    Placement.objects.bulk_update(broken, ["end_cause"])
    waiting = list(Placement.objects.filter(state=PlacementState.PROPOSED).order_by("pk"))
    for row in waiting:
        row.reply_by = add_working_days(row.proposed_at.date(), 10)
    for row in waiting[3::11]:
        row.wants_call_at = world.at
    Placement.objects.bulk_update(waiting, ["reply_by", "wants_call_at"])
