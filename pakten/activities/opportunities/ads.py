"""A job ad as we keep it: what is asked and offered, and no persons."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

DAYS = ("starts_on", "published_on", "apply_by")
ASKED = ("skills", "languages", "experience", "licences")
NAMED = ("occupation", "employment_type", "duration")


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the ad with its JobTech id and its older AMS number, whichever the ad gave."""

    label: str = ""
    concept_id: str = ""
    legacy_id: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something an ad asks for, as a must or as nice to have."""

    what: Named
    must: bool


@dataclass(frozen=True, slots=True)
class Ad:
    """One ad. Empty text, None or () where the ad does not say.

    `ssyk_code` has four digits; `organisation_number` ten, and is empty for a sole trader (there
    it is a person's). `hours_min/max` are percent of full time. `licences` are classes such as B;
    `licence_required` may be true without one. `starts` is the ad's own words ("as soon as
    possible"), `starts_on` the day if they hold one.
    """

    external_id: str
    headline: str
    text: str
    conditions: str
    employer: str
    workplace: str
    organisation_number: str
    occupation: Named
    ssyk_code: str
    skills: tuple[Asked, ...]
    languages: tuple[Asked, ...]
    experience: tuple[Asked, ...]
    licences: tuple[Asked, ...]
    licence_required: bool
    positions: int
    employment_type: Named
    duration: Named
    hours_min: float | None
    hours_max: float | None
    starts: str
    starts_on: date | None
    published_on: date | None
    apply_by: date | None
    municipality: str
    municipality_code: str
    postcode: str
    city: str
    url: str
    removed: bool


def to_json(ad: Ad) -> dict[str, Any]:
    """The ad as plain JSON values, for a staged import."""
    row = asdict(ad)
    return row | {name: row[name].isoformat() for name in DAYS if row[name]}


def from_json(row: dict[str, Any]) -> Ad:
    """The ad that `to_json` wrote."""
    days = {name: date.fromisoformat(row[name]) for name in DAYS if row[name]}
    named = {name: Named(**row[name]) for name in NAMED}
    asked = {
        name: tuple(Asked(Named(**one["what"]), one["must"]) for one in row[name]) for name in ASKED
    }
    return Ad(**{**row, **days, **named, **asked})
