"""The wording a yes was given to, by version and language: `data/consents.json`."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pakten.base.ui.languages import EVERY
from pakten.parties.people.states import Purpose

_FILE = Path(__file__).parent / "data" / "consents.json"
LANGUAGES = tuple((each.code, each.name) for each in EVERY)
FALLBACK = "sv"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What a person says yes to, as it is read out. `machine`: nobody has read the translation."""

    version: str
    purpose: Purpose
    language: str
    title: str
    text: str
    machine: bool = False


@cache
def _versions() -> list[dict[str, Any]]:
    versions: list[dict[str, Any]] = json.loads(_FILE.read_text())["versions"]
    return sorted(versions, key=lambda each: str(each["valid_from"]))


def written_in(language: str) -> str:
    """The language itself where the texts are written in it, else Swedish (with an interpreter)."""
    return language if language in dict(LANGUAGES) else FALLBACK


def consent_texts(language: str, on: date) -> list[ConsentText]:
    """The texts in force on a day, one per purpose, in a language they are written in."""
    return [consent_text(purpose, language, on) for purpose in Purpose]


def consent_text(purpose: Purpose, language: str, on: date) -> ConsentText:
    """The text of one purpose; the first there ever was for a day before the purpose was asked of."""
    having = [each for each in _versions() if purpose.value in each["texts"]]
    by_then = [each for each in having if each["valid_from"] <= on.isoformat()]
    chosen = by_then[-1] if by_then else having[0]
    texts = chosen["texts"][purpose.value]
    used = language if language in texts else FALLBACK
    machine = used in chosen.get("machine", ())
    return ConsentText(chosen["version"], purpose, used, **texts[used], machine=machine)
