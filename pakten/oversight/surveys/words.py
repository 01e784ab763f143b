"""The words around the questions, in every language somebody may answer in: `data/words.json`.

They are data and not gettext, for a newcomer may answer in languages the rest of Pakten is not in.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path

LANGUAGES = ("sv", "en", "ar", "so", "ti", "fa", "uk", "tr", "bs", "ru")
REVIEWED = frozenset({"sv", "en", "ar"})
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
FALLBACK = "sv"


@cache
def _all() -> dict[str, dict[str, str]]:
    file = Path(__file__).parent / "data" / "words.json"
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def words_in(lang: str) -> dict[str, str]:
    """Every word of the page in a language; Swedish where there is none."""
    return _all().get(lang) or _all()[FALLBACK]


def name_of(lang: str) -> str:
    """What a language calls itself."""
    return words_in(lang)["name"] if lang in LANGUAGES else lang


def direction(lang: str) -> str:
    """The writing direction."""
    return "rtl" if lang in RIGHT_TO_LEFT else "ltr"


def until(lang: str, last: date) -> str:
    """The last day to answer, its digits in order also in a sentence from right to left."""
    day = last.isoformat()
    return words_in(lang)["until"].format(
        last=f"\u2066{day}\u2069" if lang in RIGHT_TO_LEFT else day
    )
