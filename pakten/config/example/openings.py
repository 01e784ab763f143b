"""Openings: filled ones behind the deeds of the last year, open ones that wait for people."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from pakten.activities.opportunities.models import Opening, Requirement
from pakten.activities.opportunities.states import (
    DEEDS,
    FOR_ONE_PERSON,
    OpeningKind,
    OpeningState,
    RequirementKind,
)
from pakten.config.example.deeds import Deed
from pakten.config.example.near import asked_in
from pakten.config.example.world import World, read, working_day
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage

SHARE_FILLED = 0.55
SAME_OPENING = timedelta(days=45)
KINDS = (
    (OpeningKind.JOB, 46), (OpeningKind.INTERNSHIP, 20), (OpeningKind.APL, 12),
    (OpeningKind.EXTRA_JOB, 8), (OpeningKind.STUDY_VISIT, 9), (OpeningKind.GUEST_LECTURE, 5),
)  # fmt: skip
STATES = (
    *[OpeningState.OPEN] * 15, OpeningState.CLOSED, OpeningState.CLOSED, OpeningState.DRAFT,
)  # fmt: skip
STREETS = ("Torggatan", "Almgatan", "Kvarnbacken", "Lindvägen", "Hamnstigen", "Ekhagsvägen")


@dataclass
class Filled:
    """An opening with the deeds that began there."""

    opening: Opening
    deeds: list[Deed]


@cache
def _templates() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read("openings")["openings"]
    return rows


def _fitting(organisation: Organisation, kind: OpeningKind) -> list[dict[str, Any]]:
    return [t for t in _templates() if t["kind"] == kind and organisation.sector in t["sectors"]]


def make_openings(
    world: World, members: list[Organisation], deeds: list[Deed], made: int
) -> tuple[list[Filled], list[Opening]]:
    """The openings behind deeds, and others up to the scale; `made` are there already."""
    chance = world.chance("openings")
    filled = _filled(world, deeds, chance)
    others: list[Opening] = []
    while made + len(filled) + len(others) < world.scale.openings:
        kind = chance.choices([k for k, _n in KINDS], [n for _k, n in KINDS])[0]
        member = chance.choice(members)
        if fitting := _fitting(member, kind):
            others.append(_other(world, member, chance.choice(fitting), chance))
    return filled, others


def _filled(world: World, deeds: list[Deed], chance: random.Random) -> list[Filled]:
    """Deeds of the last thirteen months that began in an opening, gathered by opening."""
    kind_of = {deed: kind for kind, deed in DEEDS.items() if kind in FOR_ONE_PERSON}
    first = world.today - timedelta(days=400)
    recent = [d for d in deeds if d.day >= first and d.measure.deed in kind_of]
    chance.shuffle(recent)
    made: list[Filled] = []
    by_house: dict[tuple[int, str], list[Filled]] = defaultdict(list)
    for deed in recent:
        key = (deed.organisation.pk, deed.measure.deed)
        same = [
            f
            for f in by_house[key]
            if abs(f.deeds[0].day - deed.day) <= SAME_OPENING and len(f.deeds) < 3
        ]
        if same:
            same[0].deeds.append(deed)
        elif len(made) < world.scale.openings * SHARE_FILLED:
            fitting = _fitting(deed.organisation, kind_of[deed.measure.deed])  # type: ignore[index]
            if fitting:
                by_house[key].append(
                    Filled(_behind(world, deed, chance.choice(fitting), chance), [deed])
                )
                made.append(by_house[key][-1])
    for each in made:
        _close(world, each)
    return made


def _behind(world: World, deed: Deed, template: dict[str, Any], chance: random.Random) -> Opening:
    posted = working_day(deed.day - timedelta(days=chance.randint(60, 90)))
    opening = _opening(world, deed.organisation, template, posted, chance)
    opening.starts_on, opening.apply_by = deed.day, working_day(deed.day - timedelta(days=21))
    return opening


def _close(world: World, filled: Filled) -> None:
    """As many seats as people began; filled when the last of them did."""
    opening, days = filled.opening, [deed.day for deed in filled.deeds]
    opening.seats = len(days)
    opening.state = OpeningState.FILLED
    opening.starts_on = min(days)
    opening.apply_by = min(working_day(max(days) - timedelta(days=21)), opening.starts_on)
    opening.posted_at = world.moment(working_day(min(days) - timedelta(days=75)), 9)
    opening.save()


def _other(
    world: World,
    member: Organisation,
    template: dict[str, Any],
    chance: random.Random,
    state: OpeningState | None = None,
) -> Opening:
    state = state or chance.choice(STATES)
    posted = world.ago(chance.randint(1, 40) if state != OpeningState.CLOSED else 90)
    opening = _opening(world, member, template, posted, chance)
    opening.state = state
    opening.seats = chance.choice((1, 1, 2, 3)) if template["hours"] else 1
    opening.starts_on = working_day(world.today + timedelta(days=chance.randint(25, 90)))
    opening.apply_by = working_day(world.today + timedelta(days=chance.randint(4, 22)))
    if state == OpeningState.CLOSED:
        opening.closed_at = world.moment(world.ago(15), 14)
        opening.starts_on = opening.apply_by = world.ago(20)
    opening.save()
    return opening


def open_at(world: World, member: Organisation, title: str, chance: random.Random) -> Opening:
    """An open opening from the template of a title."""
    template = next(each for each in _templates() if each["title"] == title)
    return _other(world, member, template, chance, OpeningState.OPEN)


def _opening(
    world: World, house: Organisation, template: dict[str, Any], posted: date, chance: random.Random
) -> Opening:
    opening = Opening.objects.create(
        pact=world.pact,
        organisation=house,
        kind=template["kind"],
        title=template["title"],
        description=template["text"],
        occupation=world.concepts.get(asked_in(template["title"], template["ssyk4"])),
        district=house.district,
        address=f"{chance.choice(STREETS)} {chance.randint(1, 60)}",
        starts_at=time.fromisoformat(template["starts_at"]),
        hours_per_week=template["hours"] or None,
        supervisor=house.contacts.all()[0].name,
        swedish=template["swedish"],
        posted_by=world.accounts["coordinator"],
        posted_at=world.moment(posted, 9),
    )
    _require(world, opening, template)
    return opening


def _require(world: World, opening: Opening, template: dict[str, Any]) -> None:
    asked = [(f"skill:{key}", True) for key in template["must"]]
    asked += [(f"licence:{code}", True) for code in template["licences"]]
    asked += [(f"skill:{key}", False) for key in template["nice"]]
    asked += [(f"lang:{code}", False) for code in template["languages"]]
    Requirement.objects.bulk_create(
        Requirement(
            pact=world.pact,
            opening=opening,
            kind=RequirementKind.LANGUAGE if key.startswith("lang") else RequirementKind.SKILL,
            concept=world.concepts[key],
            must=must,
        )
        for key, must in asked
    )


def active(organisations: dict[str, Organisation]) -> list[Organisation]:
    """Members with a letter in force."""
    return [house for house in organisations.values() if house.stage == Stage.ACTIVE]
