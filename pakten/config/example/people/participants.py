"""Participants with what they can, want and have agreed to. All of them are invented."""

import random
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from pakten.base.days import add_months
from pakten.base.statistics.states import Gender, SwedishStage
from pakten.base.terms.models import Concept
from pakten.config.example.near import worked_as
from pakten.config.example.people.profiles import finish, learnt, studies, tell_more, worked_in
from pakten.config.example.world import World, read, working_day
from pakten.parties.people.models import (
    CallbackRequest,
    Consent,
    Education,
    Experience,
    Participant,
    Reach,
    Skill,
    SpokenLanguage,
    Wish,
)
from pakten.parties.people.states import ConsentWay, ContactWay, Level, Purpose

GROUPS = {
    "newcomer": 52,
    "not_established": 20,
    "short_education": 11,
    "disability": 6,
    "young": 11,
}
DISTRICTS = {
    "jarva": 22, "skarholmen": 14, "hasselby-vallingby": 13, "farsta": 11,
    "enskede-arsta-vantor": 12, "hagersten-alvsjo": 9, "skarpnack": 6, "bromma": 5,
    "sodermalm": 4, "norra-innerstaden": 2, "kungsholmen": 2,
}  # fmt: skip
LADDER = [stage.value for stage in SwedishStage]
OWN_WORDS = (
    "Jag trivs när jag får arbeta tillsammans med andra.",
    "Jag vill gärna lära mig mer svenska på jobbet.",
    "Jag kan börja direkt och är van vid att arbeta tidigt.",
    "Jag har hållit på med det här sedan jag var ung.",
    "Jag vill pröva något nytt, gärna med händerna.",
    "",
)
CONSENT_TEXT = "2026-1"
BAKER = "7612"
LAND_LINES = ("08-465 004 ", "031-390 06 ", "040-628 04 ", "0980-319 2")


def make_participants(world: World) -> list[Participant]:
    """The participants; the first is the one who can sign in."""
    chance = world.chance("people")
    names = set[tuple[str, str]]()
    profiles = content()["profiles"]
    patterns = [chance.choice(profiles) for _each in range(world.scale.participants)]
    patterns[0] = next(each for each in profiles if each["ssyk4"] == BAKER)
    people = [one_person(world, chance, pattern, names) for pattern in patterns]
    _who_can_sign_in(world, people[0])
    Participant.objects.bulk_create(people)
    pieces = [
        _profile(world, person, pattern, chance)
        for person, pattern in zip(people, patterns, strict=True)
    ]
    pieces.append(studies(world, people))
    kinds: tuple[Any, ...] = (
        Experience, Wish, Skill, SpokenLanguage, Reach, Consent, Education,
    )  # fmt: skip
    for kind in kinds:
        kind.objects.bulk_create(row for piece in pieces for row in piece if type(row) is kind)
    return people


def one_person(
    world: World, chance: random.Random, pattern: dict[str, Any], names: set[tuple[str, str]]
) -> Participant:
    """Somebody with a name that nobody has yet, not stored."""
    group = _origin(chance)
    gender = Gender.WOMAN if chance.random() < 0.56 else Gender.MAN
    given, family = _new_name(group, gender, chance, names)
    target = _weighted(GROUPS, chance)
    registered = working_day(world.today - timedelta(days=int(720 * chance.random() ** 1.4) + 2))
    stage = chance.choice(pattern["swedish"]).replace("sva", "sas")
    person = Participant(
        pact=world.pact,
        given_name=given,
        family_name=family,
        birth_year=world.today.year - _age(target, chance),
        gender=gender if chance.random() > 0.02 else Gender.UNSTATED,
        target_group=world.groups[target],
        district=world.districts[_weighted(DISTRICTS, chance)],
        language=group["language"],
        phone=_number(len(names)),
        email=f"{_plain(given)}.{_plain(family)}@deltagare.example"
        if chance.random() < 0.7
        else "",
        contact_way=_way(chance, len(names)),
        swedish=stage,
        available_from=working_day(world.today + timedelta(days=chance.choice((0, 0, 7, 21, 45)))),
        earliest_start=time(chance.choice((5, 6, 6, 7, 8)), chance.choice((0, 30))),
        hours_per_week=chance.choice((20, 30, 40, 40, 40)),
        own_words=chance.choice(OWN_WORDS),
        counsellor=world.accounts[chance.choice(("counsellor", "counsellor", "mikael.strand"))],
        registered_at=world.moment(registered, chance.randint(8, 15)),
    )
    _set_next_course(world, person, chance)
    tell_more(world, person)
    return person


def _number(n: int) -> str:
    """One of the numbers that the Swedish Post and Telecom Authority keeps for fiction.

    Mobile ones first; shared only where more people are invented than there are numbers.
    """
    for first, before in ((5, "070-174 06 "), *((0, place) for place in LAND_LINES)):
        if n < 100 - first:
            return f"{before}{n + first:02d}"
        n -= 100 - first
    return _number(n)


def _way(chance: random.Random, n: int) -> str:
    way = chance.choice(ContactWay.values)
    return ContactWay.PHONE if way == ContactWay.SMS and not _number(n).startswith("070") else way


def _who_can_sign_in(world: World, person: Participant) -> None:
    account = world.accounts["participant"]
    person.given_name, person.family_name = account.name.split(" ", 1)
    person.account, person.email, person.gender = account, account.email, Gender.WOMAN
    person.language, person.swedish = "ar", SwedishStage.SFI_C
    person.counsellor = world.accounts["counsellor"]
    person.registered_at = world.moment(world.ago(104), 10)
    finish(person)


@cache
def content() -> dict[str, Any]:
    """`data/people.json`."""
    return read("people")


def _origin(chance: random.Random) -> dict[str, Any]:
    groups = content()["groups"]
    group: dict[str, Any] = chance.choices(groups, [each["weight"] for each in groups])[0]
    return group


def make_callbacks(world: World) -> None:
    """Two who have asked to be called and wait."""
    for row in content()["callbacks"]:
        wish = {key: value for key, value in row.items() if key != "days_ago"}
        asked = world.moment(world.ago(row["days_ago"]), 9, 12)
        CallbackRequest.objects.create(pact=world.pact, asked_at=asked, **wish)


def _new_name(
    group: dict[str, Any], gender: Gender, chance: random.Random, names: set[tuple[str, str]]
) -> tuple[str, str]:
    """A name nobody has yet; where all are taken, with a second given name."""
    given_names = group["women"] if gender == Gender.WOMAN else group["men"]
    while True:
        name = chance.choice(given_names), chance.choice(group["family"])
        if name in names:
            second = chance.choice([each for each in given_names if each != name[0]])
            name = f"{name[0]} {second}", name[1]
        if name not in names and name != ("Amal", "Haddad"):
            names.add(name)
            return name


def _set_next_course(world: World, person: Participant, chance: random.Random) -> None:
    step = LADDER.index(person.swedish) + 1
    if step < len(LADDER) - 1 and chance.random() < 0.6:
        person.swedish_next = LADDER[step]
        person.swedish_next_on = add_months(world.today, chance.randint(1, 7))


def _age(target: str, chance: random.Random) -> int:
    return (
        chance.randint(18, 23) if target == "young" else min(62, 25 + int(abs(chance.gauss(0, 14))))
    )


def _weighted(weights: dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower().replace("ı", "i").replace("đ", "d"))
    return "".join(c for c in letters if c.isascii() and c.isalpha())


def _profile(
    world: World, person: Participant, pattern: dict[str, Any], chance: random.Random
) -> list[object]:
    """What belongs to a person: experience, wishes, skills, languages, reach, consents."""
    own: dict[str, Any] = {"pact": world.pact, "participant": person}
    low, high = pattern["years"]
    occupation = world.concepts[f"ssyk:{pattern['ssyk4']}"]
    rows: list[object] = [Wish(occupation=occupation, **own)]
    grown = max(world.today.year - person.birth_year - 20, 1)
    if years := min(chance.randint(low, high), grown):
        done = world.concepts[worked_as(pattern["ssyk4"], person.birth_year)]
        rows.append(
            Experience(occupation=done, years=years, country=worked_in(world, person), **own)
        )
    near = [world.concepts[f"ssyk:{code}"] for code in pattern["also"]]
    rows += [Wish(occupation=each, **own) for each in near if chance.random() < 0.5]
    rows += [
        learnt(world, Skill(skill=each, ready_on=_ready_on(world, chance), **own))
        for each in _skills(world, pattern, chance)
    ]
    rows += [
        SpokenLanguage(language=each, level=level, **own)
        for each, level in _languages(world, person, chance)
    ]
    rows += [Reach(district=each, **own) for each in _reach(world, person, chance)]
    return rows + _consents(world, person, chance)


def _skills(world: World, pattern: dict[str, Any], chance: random.Random) -> list[Concept]:
    """The skill the profile is named by, most of the others, perhaps a driving licence."""
    keys = [
        f"skill:{key}" for i, key in enumerate(pattern["skills"]) if i == 0 or chance.random() < 0.7
    ]
    keys += [f"licence:{code}" for code in pattern["licences"] if chance.random() < 0.6]
    return [world.concepts[key] for key in keys]


def _ready_on(world: World, chance: random.Random) -> date | None:
    """One skill in nine is on its way: a booked course."""
    return add_months(world.today, chance.randint(1, 4)) if chance.random() < 0.11 else None


def _languages(
    world: World, person: Participant, chance: random.Random
) -> list[tuple[Concept, Level]]:
    spoken = {} if person.language == "sv" else {person.language: Level.FIRST}
    if chance.random() < 0.5:
        spoken.setdefault("en", chance.choice((Level.A2, Level.B1, Level.B1)))
    if chance.random() < 0.15:
        spoken.setdefault(chance.choice(("ar", "tr", "ru", "fa", "es")), Level.B1)
    return [(world.concepts[f"lang:{code}"], level) for code, level in spoken.items()]


def _reach(world: World, person: Participant, chance: random.Random) -> list[Any]:
    """The own district and a handful of others."""
    others = [d for d in world.districts.values() if d.valid_to is None and d != person.district]
    return [person.district, *chance.sample(others, chance.randint(3, 8))]


def _consents(world: World, person: Participant, chance: random.Random) -> list[object]:
    """Asked for at registration; few say no, and some take a yes back."""
    rows: list[object] = []
    for purpose, likely in (
        (Purpose.MATCHING, 0.97),
        (Purpose.PRESENTING, 0.9),
        (Purpose.CONTACT, 0.93),
    ):
        if chance.random() > likely and person.account is None:
            continue
        taken_back = chance.random() < 0.03 and person.account is None
        rows.append(
            Consent(
                pact=world.pact,
                participant=person,
                purpose=purpose,
                text_version=CONSENT_TEXT,
                language=person.language if person.language in ("sv", "ar") else "sv",
                given_at=person.registered_at,
                recorded_by=person.counsellor,
                how=chance.choice((ConsentWay.TALK, ConsentWay.TALK, ConsentWay.PAPER)),
                with_interpreter=person.swedish in ("none", "sfi_a"),
                withdrawn_at=_later(world, person, chance) if taken_back else None,
            )
        )
    return rows


def _later(world: World, person: Participant, chance: random.Random) -> datetime:
    """Some time after a person was registered."""
    return person.registered_at + (world.at - person.registered_at) * chance.random()
