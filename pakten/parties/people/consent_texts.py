"""The wording a yes was given to, by version and language: `data/consents.json`."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pakten.parties.people.states import Purpose

_FILE = Path(__file__).parent / "data" / "consents.json"
LANGUAGES = (("sv", "svenska"), ("en", "English"), ("ar", "العربية"))
FALLBACK = "sv"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What a person says yes to, as it is read out."""

    version: str
    purpose: Purpose
    language: str
    title: str
    text: str


@cache
def _versions() -> list[dict[str, Any]]:
    versions: list[dict[str, Any]] = json.loads(_FILE.read_text())["versions"]
    return sorted(versions, key=lambda each: str(each["valid_from"]))


def written_in(language: str) -> str:
    """The language itself where the texts are written in it, else Swedish (with an interpreter)."""
    return language if language in dict(LANGUAGES) else FALLBACK


def consent_texts(language: str, on: date) -> list[ConsentText]:
    """The texts in force on a day, one per purpose, in a language they are written in."""
    current = next(v for v in reversed(_versions()) if v["valid_from"] <= on.isoformat())
    used = written_in(language)
    return [
        ConsentText(current["version"], purpose, used, **current["texts"][purpose.value][used])
        for purpose in Purpose
    ]


def consent_text(purpose: Purpose, language: str, on: date) -> ConsentText:
    """The text of one purpose."""
    return next(each for each in consent_texts(language, on) if each.purpose == purpose)
