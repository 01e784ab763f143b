"""Reading an ad: which words we understand, where they stand, and which of them are guesses.

Plain patterns over Swedish text, on our own machine; nothing is made up that is not in the text.
People's contact details are taken away before (`contacts`). The caller gives what it knows by name.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LONGEST = 5  # words in a name that is looked up
FULL_TIME = 40
_DATA = Path(__file__).parent / "data" / "ad_words.json"
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
    )
} | {"ett": 1}  # fmt: skip
_N = r"(\d{1,3}|" + "|".join(_NUMBERS) + ")"
_DAY = r"(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})\s+(" + "|".join(_MONTHS) + r")(?:\s+(\d{4}))?)"
_CLOCK = r"(?:kl\.?\s*)?([01]?\d|2[0-3])[.:]([0-5]\d)"
_WISHED = re.compile(r"gärna|merit|plus\b|önskvärt|önskar|fördel|bra om", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Found:
    """Something understood: `what` is a column, or `term:<pk>`; from and to are places in the text."""

    what: str
    value: Any
    start: int
    end: int
    guessed: bool = False
    must: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """What the caller knows by name, folded: terms, occupations, districts, languages, licences."""

    terms: Mapping[str, int] = field(default_factory=dict)
    work: Mapping[str, int] = field(default_factory=dict)
    districts: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    licences: Mapping[str, int] = field(default_factory=dict)


@cache
def words_of_ads() -> dict[str, dict[str, str]]:
    """How ads say things: work by SSYK code, skills sure and guessed by key."""
    words: dict[str, dict[str, str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return words


def phrases(text: str) -> Iterator[tuple[str, int, int]]:
    """Every run of up to five words, folded, with its place; the longest of each place first."""
    words = list(_WORD.finditer(text))
    for at, first in enumerate(words):
        for last in reversed(words[at : at + LONGEST]):
            between = text[first.start() : last.end()]
            if not re.search(r"[.!?\n]", between):
                yield " ".join(between.casefold().split()), first.start(), last.end()


def singulars(word: str) -> tuple[str, ...]:
    """The word, and what it may be one of: frukostvärdar, frukostvärd."""
    cut = [word[: -len(e)] for e in ("arna", "erna", "ar", "er", "or", "n") if word.endswith(e)]
    swapped = [word[:-2] + "a"] if word.endswith("or") else []
    return (word, *swapped, *cut)


def read_ad(text: str, names: Names, today: date) -> list[Found]:
    """What an ad says, each thing once, in the order of the text."""
    found = [*_of_work(text, today), *_named(text, names), *_swedish(text), *_licences(text, names)]
    once: dict[str, Found] = {}
    for one in sorted(found, key=lambda each: (each.guessed, each.start)):
        once.setdefault(one.what, one)
    return sorted(_apart(once.values()), key=lambda each: each.start)


def _apart(found: Iterable[Found]) -> list[Found]:
    """No two marks on the same words: what is sure wins, then what is longer."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.guessed, each.start - each.end)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return kept


def _must(text: str, start: int, end: int) -> bool:
    """Whether the clause that the words stand in wishes, or asks."""
    before = max(text.rfind(mark, 0, start) for mark in ".,;\n!?") + 1
    stops = [at for mark in ".,;\n!?" if (at := text.find(mark, end)) >= 0]
    return not _WISHED.search(text[before : min(stops, default=len(text))])


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word.casefold()]


def _search(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(pattern, text, re.IGNORECASE)


def _of_work(text: str, today: date) -> Iterator[Found]:
    yield from _seats(text)
    yield from _days(text, today)
    yield from _clock(text)
    yield from _hours(text)
    yield from _times(text)
    yield from _employment(text)
    if hit := _search(_N + r"\s*års?\s+(?:\w+\s+){0,2}erfarenhet", text):
        number = _number(hit[1])
        if number:
            yield Found("years", number, *hit.span(), must=_must(text, *hit.span()))
    if hit := _search(
        r"\b(?:på|adress:?)\s+([A-ZÅÄÖ]\w+(?:gatan|vägen|torget|gränd|stigen|backen|plan)\s+\d+\w?)",
        text,
    ):
        yield Found("address", hit[1], *hit.span(1))  # fmt: skip


def _seats(text: str) -> Iterator[Found]:
    hit = _search(r"(?:söker|behöver|anställer|vi tar emot)\s+(?:nu\s+)?" + _N + r"\s+\w+", text)
    hit = hit or _search(_N + r"\s+(?:platser|tjänster|personer|medarbetare)\b", text)
    if hit and 1 <= _number(hit[1]) <= 500:
        yield Found("seats", _number(hit[1]), *hit.span(1))


def _day(hit: re.Match[str], today: date) -> date | None:
    year, month, day, d, name, y = hit.groups()[-6:]
    try:
        if year:
            return date(int(year), int(month), int(day))
        found = date(int(y or today.year), _MONTHS.index(name.casefold()) + 1, int(d))
        return found if y or found >= today else found.replace(year=today.year + 1)
    except ValueError:
        return None


def _days(text: str, today: date) -> Iterator[Found]:
    leads = (
        ("apply_by", r"(?:ansök|ansökan|sök|förslag)\w*\s+(?:senast|före|till och med)\s+(?:den\s+)?"),
        ("starts_on", r"(?:start\w*|börja\w*|tillträde\w*|från och med|från)\s*:?\s+(?:den\s+)?"),
        ("ends_on", r"(?:till och med|slutar|t\.o\.m\.)\s+(?:den\s+)?"),
    )  # fmt: skip
    for what, lead in leads:
        hit = _search(lead + _DAY, text)
        day = _day(hit, today) if hit else None
        if hit and day:
            yield Found(what, day.isoformat(), *hit.span())


def _clock(text: str) -> Iterator[Found]:
    between = _CLOCK + r"\s*(?:[-–]|till|och (?:jobbar|arbetar|slutar)(?: till)?)\s*" + _CLOCK
    if hit := _search(between, text):
        yield Found("starts_at", f"{int(hit[1]):02d}:{hit[2]}", hit.start(), hit.end(2))
        yield Found("ends_at", f"{int(hit[3]):02d}:{hit[4]}", hit.start(3), hit.end(4))
    elif hit := _search(r"(?:börjar?|start\w*)\s+" + _CLOCK, text):
        yield Found("starts_at", f"{int(hit[1]):02d}:{hit[2]}", *hit.span())


def _hours(text: str) -> Iterator[Found]:
    if hit := _search(r"(\d{1,2})\s*timmar(?:\s+(?:i|per)\s+veckan?|/vecka)", text):
        yield Found("hours_per_week", int(hit[1]), *hit.span())
    elif hit := _search(
        r"(?:deltid|tjänstgöringsgrad\w*|omfattning)\D{0,12}(\d{2,3})\s?(?:%|procent)", text
    ):
        yield Found("hours_per_week", round(int(hit[1]) * FULL_TIME / 100), *hit.span())  # fmt: skip
    elif hit := _search(r"heltid", text):
        yield Found("hours_per_week", FULL_TIME, *hit.span())
    elif hit := _search(r"halvtid|deltid", text):
        yield Found("hours_per_week", FULL_TIME // 2, *hit.span(), guessed=True)


_TIMES = (("evenings", r"kväll\w*"), ("nights", r"natt\w*|nätter\w*"), ("weekends", r"helg\w*"),
          ("days", r"dagtid|måndag(?:ar)?\s*(?:[-–]|till)\s*fredag(?:ar)?|vardagar"))  # fmt: skip


def _times(text: str) -> Iterator[Found]:
    hits = [
        (code, hit)
        for code, pattern in _TIMES
        if (hit := _search(r"\b(?:" + pattern + r")\b", text))
    ]
    for code, hit in hits:
        yield Found(f"times:{code}", code, *hit.span(), must=_must(text, *hit.span()))


_EMPLOYMENT = (("trial", r"prov\s?anställning"), ("permanent", r"tillsvidare\w*|fast anställning"),
               ("season", r"säsong\w*|sommarjobb\w*"), ("hourly", r"timanställ\w*|behovsanställ\w*"),
               ("fixed", r"vikariat\w*|visstid\w*|tidsbegränsad\w*"))  # fmt: skip


def _employment(text: str) -> Iterator[Found]:
    for code, pattern in _EMPLOYMENT:
        if hit := _search(pattern, text):
            yield Found("employment", code, *hit.span())
            if long := _search(pattern + r"\D{0,12}?\b" + _N + r"\s+månader", text):
                yield Found("months", _number(long[1]), long.start(1), long.end())
            return


_SWEDISH = (
    ("fluent", False, r"flytande\s+(?:i\s+)?svenska|svenska\s+flytande|obehindrat\s+\w*\s*svenska"),
    ("sfi_d", False, r"sfi\s*d\b|svenska som andraspråk grund"),
    ("sas", False, r"svenska som andraspråk|sas\s*[123]\b"),
    ("sfi_c", False, r"sfi\s*c\b"), ("sfi_b", False, r"sfi\s*b\b"), ("sfi_a", False, r"sfi\s*a\b"),
    ("sas", True, r"(?:mycket )?goda?\s+(?:kunskaper i\s+)?svenska|svenska i (?:tal och skrift|både tal)"),
    ("sfi_d", True, r"(?:tala\w*|prata\w*|behärska\w*|kan|förstå\w*)\s+(?:\w+\s+){0,2}svenska"),
)  # fmt: skip


def _swedish(text: str) -> Iterator[Found]:
    """The level as the ad says it. “Fluent” is read as SFI D, and told as a guess: ask for no more."""
    for level, guessed, pattern in _SWEDISH:
        if hit := _search(r"\b(?:" + pattern + ")", text):
            fluent = level == "fluent"
            value = "sfi_d" if fluent else level
            yield Found(
                "swedish",
                value,
                *hit.span(),
                guessed=guessed or fluent,
                must=_must(text, *hit.span()),
            )
            return  # fmt: skip


_LICENCE = r"\b(?:([ABCD]E?)-körkort|[Kk]örkort\s+(?:klass\s+)?([ABCD]E?)\b)"


def _licences(text: str, names: Names) -> Iterator[Found]:
    for hit in re.finditer(_LICENCE, text):
        pk = names.licences.get((hit[1] or hit[2]).casefold())
        if pk:
            yield Found(f"term:{pk}", pk, *hit.span(), must=_must(text, *hit.span()))
    pk = names.licences.get("b")
    hit_any = _search(r"\bkörkort\b", text)
    if pk and hit_any and not re.search(_LICENCE, text):
        yield Found(
            f"term:{pk}", pk, *hit_any.span(), guessed=True, must=_must(text, *hit_any.span())
        )


def _named(text: str, names: Names) -> Iterator[Found]:
    """Terms, work, languages and districts that the text names, the longest name of a place first."""
    for phrase, start, end in phrases(text):
        must = _must(text, start, end)
        one = next((w for w in singulars(phrase) if w in names.work), None)
        if one:
            yield Found("occupation", names.work[one], start, end)
        if phrase in names.languages:
            pk = names.languages[phrase]
            yield Found(f"term:{pk}", pk, start, end, must=must)
        if phrase in names.districts:
            yield Found("district", names.districts[phrase], start, end)
        if phrase in names.terms:
            pk = names.terms[phrase]
            guessed = phrase in words_of_ads()["guessed"]
            yield Found(f"term:{pk}", pk, start, end, guessed=guessed, must=must)
