"""What members and the city did: planned from the pledges, so that ledger and letters agree."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.results.actions import Traits
from pakten.base.statistics.states import AgeBand, Gender, SwedishStage
from pakten.config.example.people.participants import DISTRICTS, GROUPS
from pakten.config.example.world import World, day_between, read
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Measure

# How well members keep what they promise: most keep pace, some lag, a few have hardly begun.
PACES = ((0.85, 1.12), (0.85, 1.12), (0.85, 1.12), (0.75, 1.0), (0.4, 0.75), (0.1, 0.4))
# A programme lasts eight months, so the first is carried out so many days into a letter.
SLOW = {"mentor_programmes": 243}
KEPT_DAYS = 730
BESIDES = ("network_meetings_attended", "recruitment_events", "study_visits", "guest_lectures")


@dataclass
class Deed:
    """Something done once. `source` and `traits` come from a placement where there is one."""

    organisation: Organisation
    measure: Measure
    day: date
    pledge: Pledge | None
    source: str = ""
    traits: Traits = field(default_factory=Traits)
    quantity: int = 1


def plan_deeds(world: World, pledges: list[tuple[Pledge, date]]) -> list[Deed]:
    """The deeds of every pledge and some that nobody promised, the earliest first."""
    deeds = [deed for pledge, last in pledges for deed in _of_pledge(world, pledge, last)]
    members = {p.organisation_id: p.organisation for p, _last in pledges}
    chance = world.chance("besides")
    for member in members.values():
        if member.stage == Stage.ACTIVE and member.member_since:
            first = max(member.member_since, world.ago(KEPT_DAYS))
            for _time in range(chance.randint(0, 3)):
                measure = world.measures[chance.choice(BESIDES)]
                day = day_between(chance, first, world.today)
                deeds.append(Deed(member, measure, day, None))
    return sorted(deeds, key=lambda deed: deed.day)


def _of_pledge(world: World, pledge: Pledge, last: date) -> list[Deed]:
    chance = world.chance(
        f"deeds {pledge.organisation.name} {pledge.measure.code} {pledge.starts_on}"
    )
    until = min(last, world.today)
    first = pledge.starts_on + timedelta(days=SLOW.get(pledge.measure.code, 0))
    gone = min(max((until - first).days / max((pledge.due_on - first).days, 1), 0), 1)
    number = min(
        round(pledge.quantity * gone * _pace(world, pledge.organisation, chance)), pledge.quantity
    )
    if gone == 1 and number == pledge.quantity and chance.random() < 0.15:
        number += 1
    days = sorted(day_between(chance, first, until) for _each in range(number))
    return [
        Deed(pledge.organisation, world.measure_on(pledge.measure.code, day), day, pledge)
        for day in days
    ]


def _pace(world: World, organisation: Organisation, chance: random.Random) -> float:
    """The pace of one promise: the member's own, give or take."""
    known = _known_paces().get(organisation.name)
    if known is not None:
        return known
    own = world.chance(f"pace {organisation.name}")
    return max(own.uniform(*own.choice(PACES)) + chance.uniform(-0.12, 0.12), 0)


@cache
def _known_paces() -> dict[str, float]:
    rows = read("organisations")["organisations"]
    return {row["name"]: row["keeps"] for row in rows if "keeps" in row}


class Planned:
    """The deeds, and those not yet tied to a placement, by member and measure."""

    def __init__(self, world: World, deeds: list[Deed]) -> None:
        self.all = deeds
        self._world = world
        self._free: dict[tuple[int, str], list[Deed]] = defaultdict(list)
        for deed in deeds:
            if not deed.source:
                self._free[deed.organisation.pk, deed.measure.code].append(deed)

    def claim(self, house: Organisation, code: str, day: date, source: str, traits: Traits) -> None:
        """Let a planned deed be what happened in a placement; where none fits, one more is done."""
        free = self._free[house.pk, code]
        for deed in free:
            if deed.pledge and deed.pledge.starts_on <= day <= deed.pledge.due_on:
                free.remove(deed)
                break
        else:
            deed = Deed(house, self._world.measures[code], day, None)
            self.all.append(deed)
        deed.day, deed.source, deed.traits = day, source, traits


def traits_of_somebody(world: World, chance: random.Random) -> Traits:
    """Statistical attributes of a person who has left the register; the ledger keeps only these."""
    group = chance.choices(list(GROUPS), list(GROUPS.values()))[0]
    district = chance.choices(list(DISTRICTS), list(DISTRICTS.values()))[0]
    bands = list(AgeBand.values)
    return Traits(
        gender=chance.choices(
            (Gender.WOMAN.value, Gender.MAN.value, Gender.UNSTATED.value), (49, 49, 2)
        )[0],
        age_band=bands[0] if group == "young" else chance.choices(bands[1:], (40, 32, 20, 8))[0],
        target_group=world.groups[group],
        district=world.districts[district],
        language_stage=chance.choices(SwedishStage.values, (6, 12, 24, 26, 18, 10, 4))[0],
    )


def recorded_on(day: date, today: date, chance: random.Random) -> date:
    """Most is recorded the same week."""
    return min(day + timedelta(days=chance.choice((0, 0, 1, 2, 5))), today)
