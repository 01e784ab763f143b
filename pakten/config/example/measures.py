"""What the example aims for, what there was before, whom it met by outreach, what it counts otherwise."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from pakten.agreements.results.actions import Traits
from pakten.base.statistics.states import AgeBand, Gender, SwedishStage
from pakten.base.ui.text import LocalText
from pakten.config.example.deeds import Deed
from pakten.config.example.people.participants import DISTRICTS
from pakten.config.example.world import World, day_between
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import Measure, Target

MINE, SINCE = "analyst", 730
# How two measures were counted until the year before this one began.
BEFORE = {
    "mentor_pairs": LocalText(
        sv="Ett par räknas den dag staden har matchat mentor och deltagare.",
        en="A pair counts on the day the city has matched mentor and participant.",
        ar="يُحسب الثنائي في يوم مطابقة المدينة بين المرشد والمشارك.",
    ),
    "clauses_applied": LocalText(
        sv="Ett avtal räknas den dag det skrivs under, också om klausulen börjar gälla senare.",
        en="A contract counts on the day it is signed, also when the clause applies later.",
        ar="يُحسب العقد في يوم توقيعه حتى لو بدأ سريان الشرط لاحقًا.",
    ),
}
# Aims by year: two years ago, last year, this year. With them the women's part, and that of
# women with foreign background who are not established: the pact's own goal for equality.
AIMS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "hires": ((100, 120, 140), (50, 60, 70), (12, 18, 25)),
    "internships": ((100, 110, 120), (50, 55, 60), (12, 16, 24)),
    "apl_places": ((90, 105, 120), (45, 53, 60)),
    "mentor_pairs": ((60, 70, 80), (30, 35, 40), (8, 12, 16)),
    "job_offers": ((150, 180, 210),),
    "job_partners": ((12, 14, 16),),
    "clauses_applied": ((6, 8, 10),),
    "clause_people": ((20, 30, 40), (10, 15, 20)),
    "partnership_activities": ((80, 90, 100),),
    "network_meetings": ((6, 8, 8),),
    "equality_training": ((20, 30, 40),),
    "outreach_met": ((300, 400, 500), (200, 280, 350)),
    "outreach_referred": ((60, 90, 120), (40, 60, 80)),
    "into_work": ((130, 160, 190), (65, 80, 95)),
    "mentor_share": ((60, 65, 70),),
    "outreach_share": ((20, 22, 25),),
}
QUARTERS = {"hires": (30, 40, 20, 50), "internships": (30, 35, 15, 40)}
BASELINES = {"hires": 64, "internships": 71, "apl_places": 58, "mentor_pairs": 22, "job_offers": 96}
OWNERS = {"job_partnership": "coordinator", "mentoring": MINE, "outreach": MINE}
TOLD = {
    "equality_training": (6, 4),
    "board_participants": (8, 3),
    "network_participants": (12, 4),
}


def count_otherwise_before(world: World) -> None:
    """Two measures have another definition from last year on; what was counted keeps the older."""
    begins = date(world.today.year - 1, 1, 1)
    for code, definition in BEFORE.items():
        older = world.measures[code]
        newer = Measure.objects.get(pk=older.pk)
        newer.pk, newer.code, newer.valid_from = None, f"{code}-v2", begins
        newer.save(force_insert=True)
        older.definition, older.successor = definition, newer
        older.valid_to = begins - timedelta(days=1)
        older.save(update_fields=["definition", "successor", "valid_to"])
        world.older[code], world.measures[code] = older, newer


def aim(world: World) -> None:
    """Aims of three years, for women too; who minds what; what there was before the pact."""
    Target.objects.bulk_create(_targets(world))
    kept = list(Measure.objects.select_related("activity"))
    for row in kept:
        mailbox = OWNERS.get(row.activity.code, "coordinator")
        row.owner = world.accounts[mailbox]
        row.baseline = BASELINES.get(row.kin)
        if row.baseline:
            row.baseline_note = LocalText(
                sv="2018, ur jobbtorgens årsredovisning",
                en="2018, from the yearly account of the job centres",
            )
    Measure.objects.bulk_update(kept, ["owner", "baseline", "baseline_note"])


def _targets(world: World) -> Iterable[Target]:
    this = world.today.year
    for kin, rows in AIMS.items():
        parts: list[dict[str, object]] = [
            {},
            {"gender": "woman"},
            {"gender": "woman", "target_group": world.groups["not_established"]},
        ]
        for part, numbers in zip(parts, rows, strict=False):
            for year, quantity in zip(range(this - 2, this + 1), numbers, strict=True):
                yield _target(world, kin, year, quantity, part)
    for kin, quarters in QUARTERS.items():
        for quarter, quantity in enumerate(quarters, 1):
            yield _target(world, kin, this, quantity, {"quarter": quarter})
    yield _target(world, "internships", this + 1, 130, {})


def _target(world: World, kin: str, year: int, quantity: int, part: dict[str, object]) -> Target:
    decided = min(date(year - 1, 12, 12), world.ago(20))
    return Target(
        pact=world.pact, kin=kin, year=year, quantity=quantity, decided_on=decided,
        decided_by=world.accounts["coordinator"], **part,
    )  # fmt: skip


def told_besides(world: World, active: list[Organisation]) -> list[Deed]:
    """Outreach by associations, places by clauses, meetings and trainings with their numbers."""
    chance = world.chance("told besides")
    houses = [m for m in active if m.kind == Kind.ASSOCIATION] or active[:3]
    deeds = [deed for house in houses for deed in _outreach(world, house, chance)]
    for house in active:
        first = max(house.member_since or world.today, world.ago(SINCE))
        for code, (times, most) in TOLD.items():
            if chance.random() < 0.4:
                days = {day_between(chance, first, world.today) for _n in range(times)}
                deeds += [
                    _deed(world, house, code, day, chance.randint(1, most)) for day in sorted(days)
                ]
        if house.kind == Kind.COMPANY and chance.random() < 0.25:
            deeds += _through_clauses(world, house, first, chance, len(deeds))
    return [*deeds, *_board_meetings(world, active)]


def _outreach(world: World, house: Organisation, chance: random.Random) -> list[Deed]:
    """Each month some people met, mostly women, and a part of them helped on."""
    found: list[Deed] = []
    for months in range(24, 0, -1):
        day = world.ago(months * 30)
        if not house.member_since or day < house.member_since or day.month == 7:
            continue
        for gender, low, high in ((Gender.WOMAN, 4, 14), (Gender.MAN, 1, 6)):
            met = chance.randint(low, high)
            traits = _traits(world, gender, chance)
            source = f"outreach:{house.pk}:{day}:{gender}"
            found.append(
                Deed(house, world.measures["outreach_met"], day, None, source, traits, met)
            )
            on = min(day + timedelta(days=chance.randint(3, 20)), world.today)
            helped = round(met * chance.uniform(0.1, 0.35))
            if helped:
                measure = world.measures["outreach_referred"]
                found.append(Deed(house, measure, on, None, f"{source}:on", traits, helped))
    return found


def _traits(world: World, gender: Gender, chance: random.Random) -> Traits:
    return Traits(
        gender=gender.value,
        age_band=chance.choice(AgeBand.values[1:4]),
        target_group=world.groups[
            chance.choice(("newcomer", "not_established", "not_established"))
        ],
        district=world.districts[chance.choices(list(DISTRICTS), list(DISTRICTS.values()))[0]],
        language_stage=chance.choice(SwedishStage.values[:4]),
    )


def _through_clauses(
    world: World, house: Organisation, first: date, chance: random.Random, number: int
) -> list[Deed]:
    days = [day_between(chance, first, world.today) for _each in range(chance.randint(2, 7))]
    return [
        Deed(
            house,
            world.measures[chance.choice(("clause_hires", "clause_internships"))],
            day,
            None,
            f"clause:{house.pk}:{number + turn}",
            _traits(world, chance.choice((Gender.WOMAN, Gender.MAN)), chance),
        )
        for turn, day in enumerate(days)
    ]


def _board_meetings(world: World, active: list[Organisation]) -> list[Deed]:
    """Four a year, held by the city at one of the members."""
    return [
        _deed(world, active[turn % len(active)], "board_meetings_held", world.ago(turn * 91))
        for turn in range(1, 9)
        if active
    ]


def _deed(world: World, house: Organisation, code: str, day: date, number: int = 1) -> Deed:
    source = f"told:{code}:{house.pk}:{day}"
    return Deed(house, world.measures[code], day, None, source, quantity=number)
