"""The texts of a pact with the state of each language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, Value

from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import Definition, Pact, TextState
from pakten.parties.pacts.texts import (
    KINDS,
    LANGUAGES,
    SOURCE,
    Kind,
    Mark,
    States,
    freshness,
    place_of,
)


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text: where it is, what it is, what it says, and its marks."""

    place: str
    kind: Kind
    text: LocalText
    marks: tuple[Mark, ...]

    @property
    def waits(self) -> bool:
        return any(mark.needs_work for mark in self.marks)


def states_of(pact: Pact) -> States:
    """What is remembered of every translated text. One query."""
    rows = TextState.objects.filter(pact=pact)
    return {(each.place, each.lang): each for each in rows}


def texts_of(pact: Pact, today: date) -> list[TextRow]:
    """Every text in use or to come that has a Swedish. Two queries."""
    states, found = states_of(pact), []
    for key, number, text in _union(pact, today):
        kind = KINDS[key]
        place = f"{kind.table}.{number}.{kind.field}"
        if text.get(SOURCE):
            marks = [
                Mark(lang, freshness(text, lang, states.get((place, lang))))
                for lang in pact.languages
            ]
            found.append(TextRow(place, kind, text, tuple(marks)))
    order = {key: position for position, key in enumerate(KINDS)}
    return sorted(found, key=lambda row: order[row.kind.key])


def _union(pact: Pact, today: date) -> Iterable[tuple[str, int, LocalText]]:
    parts: list[Any] = []
    for key, kind in KINDS.items():
        rows = kind.model._default_manager.order_by()
        rows = rows.filter(pk=pact.pk) if kind.model is Pact else rows.filter(pact=pact)
        if issubclass(kind.model, Definition):
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        named = rows.annotate(key=Value(key, models.TextField()))
        parts.append(named.values_list("key", "pk", kind.field))
    every: Iterable[tuple[str, int, LocalText]] = parts[0].union(*parts[1:], all=True)
    return every


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How far a language has come."""

    lang: str
    name: str
    fresh: int
    waiting: int


def counts_by_language(rows: Iterable[TextRow], languages: Iterable[str]) -> list[LanguageCount]:
    """How many texts match the Swedish and how many wait, in each language besides it."""
    fresh: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for mark in (mark for row in rows for mark in row.marks):
        (waiting if mark.needs_work else fresh)[mark.lang] += 1
    others = [lang for lang in languages if lang != SOURCE]
    return [
        LanguageCount(lang, str(LANGUAGES[lang]), fresh[lang], waiting[lang]) for lang in others
    ]


def shown_texts(rows: Iterable[TextRow], lang: str, state: str, words: str) -> list[TextRow]:
    """Those in a state ("all", "waits" or a `Freshness`), in one language or any, with some words."""

    def fits(row: TextRow) -> bool:
        asked = [mark for mark in row.marks if lang in ("", mark.lang)]
        if state == "waits":
            right = any(mark.needs_work for mark in asked)
        else:
            right = state == "all" or any(mark.state == state for mark in asked)
        return right and any(words.casefold() in text.casefold() for text in row.text.values())

    return [row for row in rows if fits(row)]


def marks_at(pact: Pact, row: models.Model, kind: Kind) -> dict[str, Mark]:
    """The marks of one text, by language. One query."""
    place = place_of(row, kind.field)
    states = {s.lang: s for s in TextState.objects.filter(pact=pact, place=place)}
    text = LocalText(getattr(row, kind.field))
    return {lang: Mark(lang, freshness(text, lang, states.get(lang))) for lang in pact.languages}
