"""One mark per requirement: has, on the way, or missing, with a coded reason to be put in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple

from pakten.activities.matching.levels import LICENCE_COVERED_BY, level_rank
from pakten.activities.matching.needs import Coming, Need, Requirement, RequirementKind, Seeker
from pakten.activities.matching.substitutions import Nearness, Relation, Substitutions, nearest

# What is ready later than this after the need begins is not on its way to this need.
SOON = timedelta(days=92)


class State(IntEnum):
    """How a requirement stands; a larger value is nearer to being in place."""

    MISSING = 0
    ON_THE_WAY = 1
    HAS = 2


class ReasonCode(StrEnum):
    """Why a mark is what it is; in brackets the params that come with it."""

    HAS_DONE = "has_done"  # occupation, years
    WANTS = "wants"  # occupation
    NEAR_OCCUPATION = "near_occupation"  # occupation, percent or None, years if worked in
    TOO_FEW_YEARS = "too_few_years"  # occupation, years, asked
    NOT_DONE = "not_done"  # occupation
    HAS_SKILL = "has_skill"  # key
    SKILL_COMING = "skill_coming"  # key, how, starts_on, ready_on
    NO_SKILL = "no_skill"  # key, and of a hoped-for course: how, starts_on, ready_on
    HAS_LANGUAGE = "has_language"  # key, level
    LANGUAGE_COMING = "language_coming"  # key, level, asked, how, starts_on, ready_on
    LANGUAGE_TOO_LOW = "language_too_low"  # key, level, asked (and the hoped-for course)
    NO_LANGUAGE = "no_language"  # key, asked (and the hoped-for course)
    HAS_LICENCE = "has_licence"  # key
    LICENCE_COMING = "licence_coming"  # key, how, starts_on, ready_on
    NO_LICENCE = "no_licence"  # key (and the hoped-for test)
    CAN_TIME = "can_time"  # minutes
    TOO_EARLY = "too_early"  # minutes, asked
    CAN_HOURS = "can_hours"  # percent
    FEWER_HOURS = "fewer_hours"  # percent, asked
    REACHES = "reaches"  # district, minutes or None
    TOO_FAR = "too_far"  # district
    CAN_START = "can_start"  # day
    STARTS_LATER = "starts_later"  # day, asked


Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in code; the caller puts it in the reader's words."""

    code: ReasonCode
    params: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one requirement stands for one person."""

    requirement: Requirement
    state: State
    reason: Reason
    ready_on: date | None = None


class Finding(NamedTuple):
    """A mark in the making: light, because every seeker gets one per requirement."""

    state: int
    code: ReasonCode
    params: Mapping[str, Value]
    ready_on: date | None = None


Assessor = Callable[[Seeker], Finding]


def mark(requirement: Requirement, finding: Finding) -> Mark:
    """The finding as it is handed out."""
    state, code, params, ready_on = finding
    return Mark(requirement, State(state), Reason(code, params), ready_on)


def assessors(need: Need, substitutions: Substitutions, today: date) -> list[Assessor]:
    """One function per requirement, in the need's order, made ready for many seekers."""
    by = max(need.start or today, today) + SOON
    return [_assessor(requirement, substitutions, by) for requirement in need.requirements]


def _assessor(requirement: Requirement, substitutions: Substitutions, by: date) -> Assessor:
    match requirement.kind:
        case RequirementKind.OCCUPATION:
            group = requirement.key.removeprefix("ssyk:")
            whole = group != requirement.key
            code = group if whole else substitutions.groups.get(requirement.key, "")
            around = substitutions.around(None if whole else requirement.key, code)
            return lambda seeker: _occupation(requirement, around, seeker)
        case RequirementKind.SKILL:
            skilled = Finding(2, ReasonCode.HAS_SKILL, {"key": requirement.key})
            return lambda seeker: (
                skilled
                if requirement.key in seeker.skills
                else _skill_missing(requirement, by, seeker)
            )
        case RequirementKind.LANGUAGE:
            asked = level_rank(requirement.level)
            return lambda seeker: _language(requirement, asked, by, seeker)
        case RequirementKind.LICENCE:
            enough = LICENCE_COVERED_BY.get(requirement.key, frozenset({requirement.key}))
            return lambda seeker: _licence(requirement, enough, by, seeker)
        case RequirementKind.TIME:
            early = Finding(2, ReasonCode.CAN_TIME, {"minutes": requirement.number})
            return lambda seeker: _time(requirement, early, seeker)
        case RequirementKind.HOURS:
            return lambda seeker: _hours(requirement, seeker)
        case RequirementKind.PLACE:
            return lambda seeker: _place(requirement, seeker)
        case RequirementKind.START:
            free = Finding(2, ReasonCode.CAN_START, {"day": requirement.day})
            return lambda seeker: _start(requirement, free, by, seeker)


def _occupation(asked: Requirement, around: dict[str, Nearness], seeker: Seeker) -> Finding:
    near = nearest(around, seeker.experience)
    if near is None:
        return Finding(0, ReasonCode.NOT_DONE, {"occupation": asked.key})
    key, nearness = near
    years = seeker.experience[key]
    if nearness.relation != Relation.SAME:
        params: dict[str, Value] = {"occupation": key, "percent": nearness.percent, "years": years}
        return Finding(1, ReasonCode.NEAR_OCCUPATION, params)
    if years < asked.number:
        params = {"occupation": key, "years": years, "asked": asked.number}
        return Finding(1, ReasonCode.TOO_FEW_YEARS, params)
    return Finding(2, ReasonCode.HAS_DONE, {"occupation": key, "years": years})


def _coming(found: Coming | None, by: date) -> tuple[dict[str, Value], date | None]:
    """The course's params, and its date when that is soon enough to count as on the way."""
    if found is None:
        return {}, None
    params: dict[str, Value] = {
        "how": found.how, "starts_on": found.starts_on, "ready_on": found.ready_on,
    }  # fmt: skip
    return params, found.ready_on if found.ready_on and found.ready_on <= by else None


def _first(coming: list[Coming]) -> Coming | None:
    """The one ready first; those without a date last."""
    if len(coming) < 2:
        return coming[0] if coming else None
    return min(coming, key=lambda one: (one.ready_on or date.max, one.key))


def _skill_missing(asked: Requirement, by: date, seeker: Seeker) -> Finding:
    params, ready = _coming(_first([c for c in seeker.on_the_way if c.key == asked.key]), by)
    code = ReasonCode.SKILL_COMING if ready else ReasonCode.NO_SKILL
    return Finding(int(ready is not None), code, {"key": asked.key, **params}, ready)


def _licence(asked: Requirement, enough: frozenset[str], by: date, seeker: Seeker) -> Finding:
    held = enough & seeker.licences
    if held:
        key = asked.key if asked.key in held else min(held)
        return Finding(2, ReasonCode.HAS_LICENCE, {"key": key})
    params, ready = _coming(_first([c for c in seeker.on_the_way if c.key in enough]), by)
    code = ReasonCode.LICENCE_COMING if ready else ReasonCode.NO_LICENCE
    return Finding(int(ready is not None), code, {"key": asked.key, **params}, ready)


def _language(requirement: Requirement, asked: int, by: date, seeker: Seeker) -> Finding:
    key = requirement.key
    level = seeker.languages.get(key)
    if level_rank("none" if level is None else level) >= asked:
        return Finding(2, ReasonCode.HAS_LANGUAGE, {"key": key, "level": level})
    enough = [c for c in seeker.on_the_way if c.key == key and level_rank(c.level) >= asked]
    params, ready = _coming(_first(enough), by)
    params = {"key": key, "level": level, "asked": requirement.level, **params}
    if ready:
        return Finding(1, ReasonCode.LANGUAGE_COMING, params, ready)
    code = ReasonCode.NO_LANGUAGE if level is None else ReasonCode.LANGUAGE_TOO_LOW
    return Finding(0, code, params)


def _time(asked: Requirement, early: Finding, seeker: Seeker) -> Finding:
    if seeker.earliest is None or seeker.earliest <= asked.number:
        return early
    return Finding(0, ReasonCode.TOO_EARLY, {"minutes": seeker.earliest, "asked": asked.number})


def _hours(asked: Requirement, seeker: Seeker) -> Finding:
    if seeker.hours >= asked.number:
        return Finding(2, ReasonCode.CAN_HOURS, {"percent": asked.number})
    return Finding(0, ReasonCode.FEWER_HOURS, {"percent": seeker.hours, "asked": asked.number})


def _place(asked: Requirement, seeker: Seeker) -> Finding:
    if seeker.reach is None or asked.key in seeker.reach:
        minutes = seeker.reach[asked.key] if seeker.reach else None
        return Finding(2, ReasonCode.REACHES, {"district": asked.key, "minutes": minutes})
    return Finding(0, ReasonCode.TOO_FAR, {"district": asked.key})


def _start(asked: Requirement, free: Finding, by: date, seeker: Seeker) -> Finding:
    day = seeker.available_from
    if day is None or asked.day is None or day <= asked.day:
        return free
    soon = day <= by
    params: dict[str, Value] = {"day": day, "asked": asked.day}
    return Finding(int(soon), ReasonCode.STARTS_LATER, params, day if soon else None)
