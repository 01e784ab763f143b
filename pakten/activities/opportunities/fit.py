"""Openings and participants as the matching engine takes them, and its marks as they are stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.db.models import Value

from pakten.activities.matching import (
    Candidate,
    Coming,
    Mark,
    Need,
    Reason,
    Requirement,
    RequirementKind,
    Seeker,
    Substitutions,
)
from pakten.activities.opportunities import models
from pakten.activities.opportunities.states import OwnTerm
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept, Substitution, label_of
from pakten.base.terms.states import ConceptKind
from pakten.parties.people.models import Participant
from pakten.parties.people.states import DayTime, Level

SWEDISH = "lang:sv"
TIMES = "time:"  # when the work is, as a key beside those of the skills
FULL_TIME = 40
CodedMark = dict[str, Any]

# our stages and levels on the engine's scale
STAGES: dict[str, str] = {
    SwedishStage.NONE: "",
    SwedishStage.SFI_A: "sfi-a",
    SwedishStage.SFI_B: "sfi-b",
    SwedishStage.SFI_C: "sfi-c",
    SwedishStage.SFI_D: "sfi-d",
    SwedishStage.SAS: "b2",
    SwedishStage.FLUENT: "c1",
}
LEVELS: dict[str, str] = {level: level.value for level in Level}


def minutes_of(moment: time | None) -> int | None:
    """Minutes after midnight."""
    return None if moment is None else moment.hour * 60 + moment.minute


def percent_of(hours: int) -> int:
    """Hours a week as a share of full time, at most 100."""
    return min(round(hours * 100 / FULL_TIME), 100)


def need_of(opening: "models.Opening", today: date) -> Need:
    """The opening as a need: its own terms first, then what it asks of the day and the place."""
    occupation, key, group = opening.occupation, None, ""
    if occupation and occupation.kind == ConceptKind.OCCUPATION:
        key = occupation.key
        group = occupation.parent.code if occupation.parent else ""
    elif occupation:
        group = occupation.code
    start = max(opening.starts_on, today) if opening.starts_on else None
    asked = [*_terms(opening), *_terms_of_work(opening, start)]
    district = opening.district.code if opening.district else ""
    return Need(
        str(opening.pk), tuple(asked), key, group, opening.kind, district, start,
        opening.seats, str(opening.organisation_id),
    )  # fmt: skip


def _terms(opening: "models.Opening") -> list[Requirement]:
    kinds = {
        ConceptKind.LANGUAGE.value: RequirementKind.LANGUAGE,
        ConceptKind.LICENCE.value: RequirementKind.LICENCE,
    }
    found = [
        Requirement(
            str(row.pk),
            kinds.get(row.concept.kind, RequirementKind.SKILL),
            row.concept.key,
            LEVELS.get(row.level, ""),
            row.number or 0,
            must=row.must,
        )
        for row in opening.requirements.all()
        if row.concept
    ]
    if opening.swedish != SwedishStage.NONE:
        level, must = STAGES[opening.swedish], _must(opening, OwnTerm.SWEDISH)
        found.insert(0, Requirement("swedish", RequirementKind.LANGUAGE, SWEDISH, level, must=must))
    if opening.years and opening.occupation:
        must = _must(opening, OwnTerm.YEARS)
        asked = Requirement(
            "years", RequirementKind.OCCUPATION, opening.occupation.key, number=opening.years,
            must=must,
        )  # fmt: skip
        found.insert(0, asked)
    return found


def _must(opening: "models.Opening", term: OwnTerm) -> bool:
    return term not in opening.nice


def _terms_of_work(opening: "models.Opening", start: date | None) -> list[Requirement]:
    found = []
    if (minutes := minutes_of(opening.starts_at)) is not None:
        must = _must(opening, OwnTerm.TIME)
        found.append(Requirement("time", RequirementKind.TIME, number=minutes, must=must))
    if opening.hours_per_week:
        share, must = percent_of(opening.hours_per_week), _must(opening, OwnTerm.HOURS)
        found.append(Requirement("hours", RequirementKind.HOURS, number=share, must=must))
    for time_of_day in opening.times:
        must = _must(opening, OwnTerm.TIMES)
        key = f"{TIMES}{time_of_day}"
        found.append(Requirement(key, RequirementKind.SKILL, key, must=must))
    if opening.district:
        must = _must(opening, OwnTerm.PLACE)
        code = opening.district.code
        found.append(Requirement("place", RequirementKind.PLACE, code, must=must))
    if start:
        must = _must(opening, OwnTerm.START)
        found.append(Requirement("start", RequirementKind.START, day=start, must=must))
    return found


def substitutions_for(need: Need) -> Substitutions:
    """What is known of who can stand in for whom, as far as this need asks. One query."""
    return named_substitutions_for(need)[0]


def named_substitutions_for(need: Need) -> tuple[Substitutions, dict[str, str]]:
    """The same, and what those near and those of its group are called. One query."""
    if not need.occupation and not need.occupation_group:
        return Substitutions(), {}
    inside = Concept.objects.under(need.occupation_group).order_by()
    centre = Concept.objects.filter(key=need.occupation) if need.occupation else inside
    pairs = Substitution.objects.order_by()
    pair = ("occupation__key", "substitute__key", "percent")
    # last in each row whom the labels are of: a member of the group, or the other one of a pair
    found = inside.values_list("key", Value(""), Value(0), "label_sv", "label_en", "key").union(
        pairs.filter(occupation__in=centre.values("pk")).values_list(*pair, *_named("substitute")),
        pairs.filter(substitute__in=centre.values("pk")).values_list(*pair, *_named("occupation")),
    )
    rows = list(found)
    members = {row[0]: need.occupation_group for row in rows if not row[1]}
    names = {key: label_of(swedish, english) for *_pair, swedish, english, key in rows}
    return Substitutions((row[:3] for row in rows if row[1]), members), names


def _named(side: str) -> list[str]:
    return [f"{side}__{column}" for column in ("label_sv", "label_en", "key")]


def substitutions_for_all(needs: Iterable[Need]) -> Substitutions:
    """The same for many needs at once, each group with its members. Two queries."""
    asked = list(needs)
    codes = {need.occupation_group for need in asked if need.occupation_group}
    occupations = Concept.objects.filter(kind=ConceptKind.OCCUPATION, parent__code__in=codes)
    members = dict(occupations.order_by().values_list("key", "parent__code"))
    centre = {need.occupation for need in asked if need.occupation}
    whole = {need.occupation_group for need in asked if not need.occupation}
    centre |= {key for key, code in members.items() if code in whole}
    found = Substitution.objects.filter(occupation__key__in=centre).order_by()
    return Substitutions(
        found.values_list("occupation__key", "substitute__key", "percent").distinct(), members
    )


def seekers_of(people: Iterable[Participant], today: date) -> list[Seeker]:
    """Participants as seekers, whatever their number in five queries."""
    everyone = {person.pk: person for person in people}
    pieces = _pieces(everyone)
    return [_seeker(person, pieces, today) for person in everyone.values()]


Pieces = Mapping[str, Mapping[int, list[tuple[Any, ...]]]]

_COLUMNS = {
    "experiences": ("occupation__key", "years"),
    "wishes": ("occupation__key",),
    "skills": ("skill__key", "skill__kind", "ready_on"),
    "languages": ("language__key", "level"),
    "reaches": ("district__code",),
}


def _pieces(people: Mapping[int, Participant]) -> Pieces:
    found: dict[str, dict[int, list[tuple[Any, ...]]]] = {}
    for name, columns in _COLUMNS.items():
        model: Any = Participant._meta.get_field(name).related_model
        rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for pk, *values in model.objects.filter(participant__in=list(people)).values_list(
            "participant_id", *columns
        ):
            rows[pk].append(tuple(values))
        found[name] = rows
    return found


def _seeker(person: Participant, pieces: Pieces, today: date) -> Seeker:
    mine = {name: rows.get(person.pk, []) for name, rows in pieces.items()}
    # somebody who has learnt without a day, or whose day has come, can; the others are on their way
    ready = {key: kind for key, kind, day in mine["skills"] if day is None or day <= today}
    coming = [Coming(key, ready_on=day) for key, _kind, day in mine["skills"] if key not in ready]
    return Seeker(
        id=str(person.pk),
        wanted=frozenset(key for (key,) in mine["wishes"]),
        experience=dict(mine["experiences"]),
        skills=frozenset(k for k, kind in ready.items() if kind != ConceptKind.LICENCE)
        | _times(person),
        licences=frozenset(k for k, kind in ready.items() if kind == ConceptKind.LICENCE),
        languages=_languages(person, mine["languages"]),
        on_the_way=(*coming, *_swedish_coming(person)),
        reach={code: None for (code,) in mine["reaches"]} or None,
        earliest=minutes_of(person.earliest_start),
        hours=percent_of(person.hours_per_week) if person.hours_per_week else 100,
        available_from=person.available_from,
        waiting_since=person.registered_at.date(),
    )


def _times(person: Participant) -> frozenset[str]:
    """When somebody can work; who has said nothing of it can any time."""
    return frozenset(f"{TIMES}{each}" for each in person.times or DayTime.values)


def _languages(person: Participant, spoken: list[tuple[Any, ...]]) -> dict[str, str]:
    known = {key: LEVELS[level] for key, level in spoken}
    if person.swedish != SwedishStage.NONE:
        known[SWEDISH] = STAGES[person.swedish]
    elif person.swedish_says:  # no course is known: the own sentence stands at a CEFR level
        known[SWEDISH] = person.swedish_says
    return known


def _swedish_coming(person: Participant) -> tuple[Coming, ...]:
    if not person.swedish_next:
        return ()
    return (Coming(SWEDISH, STAGES[person.swedish_next], ready_on=person.swedish_next_on),)


def coded_marks(candidate: Candidate) -> list[CodedMark]:
    """The explanation as it is stored with a placement: codes and values, no words."""
    why = [] if candidate.occupation is None else [_coded(candidate.occupation, kind="why")]
    return [*why, *map(coded_mark, candidate.marks)]


def coded_mark(mark: Mark) -> CodedMark:
    """One mark, ready for JSON."""
    asked = mark.requirement
    return _coded(
        mark.reason, kind=asked.kind.value, key=asked.key, must=asked.must,
        state=mark.state.name.lower(),
    )  # fmt: skip


def _coded(reason: Reason, **more: Any) -> CodedMark:
    params = {name: _plain(value) for name, value in reason.params.items()}
    return {"state": "has", "must": False, "key": "", **more, "code": reason.code.value, **params}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
