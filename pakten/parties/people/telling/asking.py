"""What every question has in common."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.people.models import Participant
from pakten.parties.people.tiles import BY_KEY, plain_html
from pakten.parties.people.words import LONGEST, found_in


@dataclass(frozen=True, slots=True)
class Option:
    """Something to press: a tile or a line."""

    value: str
    label: str
    text: str = ""
    icon: str = ""
    checked: bool = False
    rank: int = 0


class Ask(forms.Form):
    """A question about a person. `template` draws it; `save` keeps what was answered."""

    template = "people/tell/_plain.html"
    named = ""  # the one thing a link asks about

    def __init__(self, person: Participant, data: Any = None) -> None:
        self.person = person
        super().__init__(data, initial=self.first(person))

    def first(self, person: Participant) -> dict[str, Any]:
        """What is known already."""
        return {}

    def save(self, *, by: Actor, at: datetime) -> None:
        """Keep the answer."""
        raise NotImplementedError

    def ticked(self, name: str, kept: Iterable[object]) -> set[str]:
        """The values pressed in a field: as sent, else as kept."""
        if self.is_bound and hasattr(self.data, "getlist"):
            return set(self.data.getlist(name))
        return {str(value) for value in kept}

    def choices(
        self, name: str, choices: Sequence[tuple[Any, Any]], kept: Iterable[object],
        icons: Mapping[Any, str] | None = None,
    ) -> list[Option]:  # fmt: skip
        """Coded choices as options."""
        pressed = self.ticked(name, kept)
        icons = icons or {}
        return [
            Option(str(v), str(label), icon=icons.get(str(v), ""), checked=str(v) in pressed)
            for v, label in choices
        ]


class TermsAsk(Ask):
    """A question answered with terms: tiles, suggestions, and what one's own words lead to."""

    template = "people/tell/_terms.html"
    kinds: frozenset[ConceptKind] = frozenset()

    words = forms.CharField(
        label=_("Write it in your own words"), max_length=LONGEST, required=False
    )

    def __init__(self, person: Participant, data: Any = None) -> None:
        super().__init__(person, data)
        self.fields["terms"] = forms.ModelMultipleChoiceField(
            Concept.objects.current().of_kind(*self.kinds), required=False
        )
        self.found: list[Option] = []
        self.searched = False

    def find(self) -> None:
        """Look for terms in the words written; what is pressed already is not offered again."""
        self.searched = True
        text = str(self.data.get("words", "")).strip()
        self.found = [o for o in self.options(found_in(text, self.kinds)) if not o.checked]

    def owned(self) -> list[Concept]:
        """The terms the person has."""
        raise NotImplementedError

    def options(self, terms: Iterable[Concept]) -> list[Option]:
        """Terms as tiles, each pressed or not."""
        pressed = self.ticked("terms", (term.pk for term in self.owned()))
        return [
            Option(
                str(term.pk), plain_html(term), icon=BY_KEY[term.key].icon if term.key in BY_KEY else "",
                checked=str(term.pk) in pressed,
            )
            for term in terms
        ]  # fmt: skip

    def fresh(self, terms: Iterable[Concept], *shown: list[Option]) -> list[Option]:
        """Terms as options, without those that stand on the page already."""
        there = {option.value for options in shown for option in options}
        return [option for option in self.options(terms) if option.value not in there]

    @cached_property
    def pressed_terms(self) -> list[Concept]:
        """Terms ticked on the page that is being sent, with those the person has."""
        pressed = self.ticked("terms", (term.pk for term in self.owned()))
        numbers = [value for value in pressed if value.isdecimal() and len(value) < 19]
        return list(Concept.objects.of_kind(*self.kinds).filter(pk__in=numbers).order_by("pk"))
