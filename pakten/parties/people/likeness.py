"""How alike two people's names are, however they were written in our letters. Pure, and only a hint.

Names from Arabic, Tigrinya, Dari or Ukrainian are spelt in many ways here: Mohammed and Muhamad,
Yusuf and Youssef, Olena and Elena. Both are folded to how they sound before they are compared.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pakten.parties.people.states import Sign

NAMES_ALIKE, GIVEN_ALIKE = 88, 70
# The same consonants in the same order are the same name when the vowels are near as well.
SAME_CONSONANTS, VOWELS_NEAR = 92.0, 70
_LETTERS = str.maketrans({"ı": "i", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "e", "ß": "s"})
# How it is written -> how it sounds, the longer first.
_SOUNDS = (
    ("tsch", "s"), ("sch", "s"), ("stj", "s"), ("tj", "s"), ("sj", "s"), ("sh", "s"), ("ch", "s"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "s"), ("dj", "j"), ("ck", "k"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ei", "e"), ("ai", "e"), ("ay", "e"), ("y", "i"), ("e", "i"), ("o", "u"),
    ("q", "k"), ("c", "k"), ("w", "v"), ("z", "s"), ("x", "ks"),
)  # fmt: skip
_ARTICLE = re.compile(r"\b(?:al|el|as|ash|an|ar|abd|abdul|abdel|bin|ibn|bint)[ -]+")
_GLUED = re.compile(r"^(?:al|el)(?=[^aeiouyl]{1}\w{3})")


@dataclass(frozen=True, slots=True)
class Told:
    """What of a person is compared."""

    given: str
    family: str
    birth_year: int
    phone: str = ""
    email: str = ""


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Small letters without marks: *Östlund* is *ostlund*."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.sub(r"[^\w]+", " ", kept).split())


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """How a name sounds, roughly, whoever wrote it down; letters said twice are said once."""
    heard = _ARTICLE.sub("", folded(name) + " ").strip() or folded(name)
    heard = _GLUED.sub("", heard)
    for written, said in _SOUNDS:
        heard = heard.replace(written, said)
    heard = re.sub(r"(.)\1+", r"\1", heard)
    return re.sub(r"h\b", "", heard)


def digits(phone: str) -> str:
    """The number itself: 070-174 06 05 and +46 70 174 06 05 are the same."""
    found = "".join(each for each in phone if each.isdigit())
    for prefix in ("0046", "46"):
        if found.startswith(prefix) and len(found) > 9:
            return "0" + found.removeprefix(prefix).lstrip("0")
    return found


def signs(one: Told, other: Told) -> frozenset[Sign]:
    """What makes two profiles look like one person; empty when nothing does.

    A family shares a phone or an address, so those alone say nothing: the given name must be near,
    or the year the same and the family name near.
    """
    found: set[Sign] = set()
    same_year = one.birth_year == other.birth_year
    if same_year and sorted(_words(one)) == sorted(_words(other)):
        found.add(Sign.NAME)
    elif same_year and alike(one, other) >= NAMES_ALIKE:
        found.add(Sign.SOUND)
    near = _near(sound(one.given), sound(other.given)) >= GIVEN_ALIKE or (
        same_year and _near(sound(one.family), sound(other.family)) >= GIVEN_ALIKE
    )
    if near and digits(one.phone) and digits(one.phone) == digits(other.phone):
        found.add(Sign.PHONE)
    if near and one.email and one.email.casefold() == other.email.casefold():
        found.add(Sign.EMAIL)
    return frozenset(found)


def alike(one: Told, other: Told) -> float:
    """0 to 100, in whichever order the names were written."""
    mine, yours = _heard(one), _heard(other)
    straight = min(_near(mine[0], yours[0]), _near(mine[1], yours[1]))
    crossed = min(_near(mine[0], yours[1]), _near(mine[1], yours[0]))
    return max(straight, crossed)


def _near(one: str, other: str) -> float:
    ratio = fuzz.ratio(one, other)
    if ratio >= VOWELS_NEAR and _consonants(one) == _consonants(other):
        return max(ratio, SAME_CONSONANTS)
    return ratio


@lru_cache(maxsize=50_000)
def _consonants(heard: str) -> str:
    """The frame of a name: a vowel counts only where it begins a word."""
    return re.sub(r"(?<=\w)[aiu]", "", re.sub(r"\b[aiu]", "_", heard))


def begins(told: Told) -> str:
    """The first sounds of both names, in either order: names that differ there are not alike."""
    return "".join(sorted(_consonants(name)[:1] for name in _heard(told)))


def _heard(told: Told) -> tuple[str, str]:
    return sound(told.given), sound(told.family)


def _words(told: Told) -> list[str]:
    return folded(f"{told.given} {told.family}").split()
