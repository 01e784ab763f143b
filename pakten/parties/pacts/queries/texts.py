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
from pakten.parties.pacts.states import Freshness
from pakten.parties.pacts.texts import KINDS, SOURCE, Kind, Mark, States, freshness


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


def counts_by_language(rows: Iterable[TextRow]) -> dict[str, Counter[Freshness]]:
    """How many texts are fresh, outdated, machine-made and missing in each language."""
    found: dict[str, Counter[Freshness]] = {}
    for row in rows:
        for mark in row.marks:
            found.setdefault(mark.lang, Counter())[mark.state] += 1
    return found
