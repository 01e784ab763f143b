"""What goes into the ranking: a need with its requirements, and those who seek.

There is deliberately no field for sex, origin or age; nothing here can be weighed by them.
Keys are those of the terms: `ssyk:4322`, an occupation's id, `lang:sv`, `licence:B`, a skill's key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class RequirementKind(StrEnum):
    """What a requirement is about; the comment says which field of `Requirement` it reads."""

    OCCUPATION = "occupation"  # key, number = years
    SKILL = "skill"  # key
    LANGUAGE = "language"  # key, level
    LICENCE = "licence"  # key
    TIME = "time"  # number = minutes after midnight when the day begins
    HOURS = "hours"  # number = percent of full time
    PLACE = "place"  # key = district
    START = "start"  # day


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the need asks for: `must`, or else nice to have. `id` is the caller's."""

    id: str
    kind: RequirementKind
    key: str = ""
    level: str = ""
    number: int = 0
    day: date | None = None
    must: bool = True


@dataclass(frozen=True, slots=True)
class Need:
    """An opening. `occupation` may be None when only the group (four SSYK digits) is known.

    `organisation` bears limits over several needs; `wanted_by`: ids of the seekers whom the
    employer itself has asked for; `chosen_by`: the seekers who want this very place, each with its
    place among their choices, from 1.
    """

    id: str
    requirements: tuple[Requirement, ...]
    occupation: str | None = None
    occupation_group: str = ""
    kind: str = ""
    district: str = ""
    start: date | None = None
    seats: int = 1
    organisation: str = ""
    wanted_by: frozenset[str] = frozenset()
    chosen_by: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coming:
    """Something a person is about to have: a course, a booked test, a place in a queue.

    Without `ready_on` it is only hoped for (a queue) and does not count as on the way.
    """

    key: str
    level: str = ""
    starts_on: date | None = None
    ready_on: date | None = None
    how: str = "course"


@dataclass(frozen=True, slots=True)
class Seeker:
    """A person who wants to be matched, in coded pieces only.

    `reach`: district -> minutes of travel (None: not known how long); `reach=None`: anywhere.
    `earliest`: minutes after midnight when the day can begin, None: any time.
    `ranked`: what is wanted, the most wanted first; what is not in it comes after; empty: all alike.
    """

    id: str
    wanted: frozenset[str] = frozenset()
    experience: Mapping[str, float] = field(default_factory=dict)
    skills: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    licences: frozenset[str] = frozenset()
    on_the_way: tuple[Coming, ...] = ()
    reach: Mapping[str, int | None] | None = None
    earliest: int | None = None
    hours: int = 100
    available_from: date | None = None
    waiting_since: date | None = None
    ranked: tuple[str, ...] = ()
