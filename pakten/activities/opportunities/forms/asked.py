"""Rows of the opening's form: terms searched for and asked for, and what its own terms say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms

from pakten.activities.opportunities.states import OwnTerm
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.base.ui.forms import number_in

WORK = (ConceptKind.OCCUPATION, ConceptKind.SSYK4)
ASKABLE = (ConceptKind.SKILL, ConceptKind.LICENCE, ConceptKind.LANGUAGE)
MOST_FOUND = 10
MUST, NICE = "must", "nice"
LIFTING = "skill:lifting"


def found_terms(kinds: Iterable[ConceptKind], words: str) -> list[Concept]:
    """The first terms that hold every word."""
    return list(Concept.objects.current().of_kind(*kinds).search(words)[:MOST_FOUND])


@dataclass(frozen=True, slots=True)
class Asked:
    """A term with what is chosen for it: must, nice or nothing; and what the ad said, if it did."""

    term: Concept
    value: str
    level: str = ""
    number: str = ""
    read: "Quote | None" = None

    @property
    def is_language(self) -> bool:
        """Languages are asked for at a level."""
        return self.term.kind == ConceptKind.LANGUAGE

    @property
    def is_lifting(self) -> bool:
        """Lifting is asked for in kilograms."""
        return self.term.key == LIFTING


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the ad that something was understood from."""

    what: str
    text: str
    guessed: bool
    seen: bool


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A term of the opening's own: whether it is a wish, and what its field says."""

    term: OwnTerm
    nice: bool
    said: str


def said_in(field: forms.BoundField) -> str:
    """What a field says now, in words; empty where it says nothing."""
    value = field.value()
    every = value if isinstance(value, list) else [value]
    named = {str(code): str(label) for code, label in getattr(field.field, "choices", ())}
    words = [
        named.get(str(each)) or (each.strftime("%H.%M") if isinstance(each, time) else str(each))
        for each in every if each not in {None, "", SwedishStage.NONE.value}
    ]  # fmt: skip
    return ", ".join(words)


def chosen_in(sent: Mapping[str, Any]) -> dict[int, str]:
    """What is chosen in the rows of terms: `asked-<pk>` is must or nice."""
    rows = {name.removeprefix("asked-"): str(sent[name]) for name in sent if "asked-" in name}
    return {number_in(pk): v for pk, v in rows.items() if v in (MUST, NICE)}


def asked_rows(chosen: Mapping[int, str], offered: Iterable[Concept]) -> list[Asked]:
    """The chosen terms first, then those offered that are not among them."""
    terms = Concept.objects.in_bulk(list(chosen))
    rows = [Asked(terms[pk], value) for pk, value in chosen.items() if pk in terms]
    return rows + [Asked(term, "") for term in dict.fromkeys(offered) if term.pk not in chosen]
