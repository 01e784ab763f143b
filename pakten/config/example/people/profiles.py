"""The rest of the invented profiles: times, wishes, what helps, how it was learnt, studies.

Numbers of its own, so that adding a piece here changes nobody's name or consent.
"""

import random
import zlib

from pakten.base.statistics.states import SwedishStage
from pakten.config.example.world import World
from pakten.parties.people.models import Education, Participant, Skill
from pakten.parties.people.states import (
    Aim,
    DayTime,
    EducationField,
    EducationLevel,
    Helps,
    Learnt,
    Papers,
    Piece,
    SwedishSays,
    YearsBand,
)

HOME = {
    "ar": ("SY", "IQ"), "so": ("SO",), "ti": ("ER",), "fa": ("AF", "IR"), "prs": ("AF",),
    "uk": ("UA",), "tr": ("TR",), "bs": ("BA",), "ru": ("RU",), "es": ("CO", "CL"), "sv": ("SE",),
}  # fmt: skip
SAYS = {
    SwedishStage.SFI_A: SwedishSays.GREET, SwedishStage.SFI_B: SwedishSays.ERRANDS,
    SwedishStage.SFI_C: SwedishSays.ERRANDS, SwedishStage.SFI_D: SwedishSays.WORK,
    SwedishStage.SAS: SwedishSays.MEETINGS, SwedishStage.FLUENT: SwedishSays.MEETINGS,
}  # fmt: skip
TIMES = (
    [DayTime.DAYS], [DayTime.DAYS, DayTime.EVENINGS], [DayTime.DAYS, DayTime.WEEKENDS],
    [DayTime.SCHOOL], [DayTime.DAYS, DayTime.EVENINGS, DayTime.NIGHTS, DayTime.WEEKENDS],
)  # fmt: skip
AIMS = (
    [Aim.JOB], [Aim.JOB, Aim.MENTOR], [Aim.INTERNSHIP, Aim.JOB], [Aim.JOB, Aim.SWEDISH],
    [Aim.COURSE, Aim.JOB], [Aim.OWN],
)  # fmt: skip
WAYS = (
    [Learnt.JOB],
    [Learnt.JOB],
    [Learnt.JOB, Learnt.SCHOOL],
    [Learnt.HOME],
    [Learnt.ASSOCIATION],
)


def _chance(about: Participant, what: str) -> random.Random:
    name = f"{about.given_name} {about.family_name} {what}"
    return random.Random(zlib.crc32(name.encode()))  # noqa: S311


def tell_more(world: World, person: Participant) -> None:
    """What the person told alone: not everybody has told all."""
    chance = _chance(person, "more")
    person.swedish_says = SAYS.get(SwedishStage(person.swedish), "")
    if chance.random() < 0.85:
        person.times = [code.value for code in chance.choice(TIMES)]
    if chance.random() < 0.8:
        person.aims = [code.value for code in chance.choice(AIMS)]
    if chance.random() < 0.35:
        person.helps = [code.value for code in chance.sample(list(Helps), chance.choice((1, 1, 2)))]
    if chance.random() < 0.4:
        person.shown = [*person.shown, Piece.EDUCATION.value, Piece.WORDS.value]


def finish(person: Participant) -> None:
    """The one who signs in has told the first three pieces and is asked for the wishes."""
    person.times, person.aims, person.helps = [], [], []
    person.swedish_says = SwedishSays.ERRANDS
    person.asked = {"languages": "done", "can": "done", "learnt": "done"}


def worked_in(world: World, person: Participant) -> str:
    """Most worked where they come from, some here."""
    chance = _chance(person, "country")
    return "SE" if chance.random() < 0.2 else chance.choice(HOME.get(person.language, ("",)))


def learnt(world: World, skill: Skill) -> Skill:
    """How a skill was gained, for those who have told."""
    chance = _chance(skill.participant, str(skill.skill_id))
    if skill.ready_on is None and (skill.participant.account_id or chance.random() < 0.7):
        skill.how = [way.value for way in chance.choice(WAYS)]
        skill.years = chance.choice(YearsBand.values)
    return skill


def studies(world: World, people: list[Participant]) -> list[object]:
    """Two in three have told what they studied, mostly in another country."""
    told: list[object] = []
    for person in people:
        chance = _chance(person, "studies")
        if chance.random() < 0.34:
            continue
        level = chance.choice(list(EducationLevel))
        low = level in (EducationLevel.SHORT, EducationLevel.COMPULSORY)
        country = chance.choice(HOME.get(person.language, ("",)))
        told.append(
            Education(
                pact=world.pact, participant=person, level=level, country=country,
                field="" if low else chance.choice(EducationField.values),
                year=person.birth_year + (15 if low else 23),
                papers=chance.choice((Papers.YES, Papers.YES, Papers.NO, Papers.ASSESSED)),
            )
        )  # fmt: skip
    return told
