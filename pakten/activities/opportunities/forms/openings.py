"""The opening's form: one page, with terms searched in thousands, JavaScript or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.actions.openings import EDITABLE, Described
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import OpeningKind
from pakten.base.access import Actor, Verb
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.base.ui.forms import number_in
from pakten.base.ui.inputs import DateInput
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import District

WORK = (ConceptKind.OCCUPATION, ConceptKind.SSYK4)
ASKABLE = (ConceptKind.SKILL, ConceptKind.LICENCE, ConceptKind.LANGUAGE)
MOST_FOUND = 10
MUST, NICE = "must", "nice"


def found_terms(kinds: Iterable[ConceptKind], words: str) -> list[Concept]:
    """The first terms that hold every word."""
    return list(Concept.objects.current().of_kind(*kinds).search(words)[:MOST_FOUND])


@dataclass(frozen=True, slots=True)
class Asked:
    """A term with what is chosen for it: must, nice or nothing."""

    term: Concept
    value: str


def chosen_in(sent: Mapping[str, Any]) -> dict[int, str]:
    """What is chosen in the rows of terms: `asked-<pk>` is must or nice."""
    rows = {name.removeprefix("asked-"): str(sent[name]) for name in sent if "asked-" in name}
    return {number_in(pk): v for pk, v in rows.items() if v in (MUST, NICE)}


def asked_rows(chosen: Mapping[int, str], offered: Iterable[Concept]) -> list[Asked]:
    """The chosen terms first, then those offered that are not among them."""
    terms = Concept.objects.in_bulk(list(chosen))
    rows = [Asked(terms[pk], value) for pk, value in chosen.items() if pk in terms]
    return rows + [Asked(term, "") for term in dict.fromkeys(offered) if term.pk not in chosen]


class OpeningForm(forms.ModelForm):  # type: ignore[type-arg]
    """An opening as its member describes it."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Member"), required=False
    )
    occupation_words = forms.CharField(
        label=gettext_lazy("Occupation"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Begin to write, for example kitchen or warehouse."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Number of places"), min_value=1, max_value=500, initial=1
    )
    term_words = forms.CharField(
        label=gettext_lazy("Look for something more"), required=False, max_length=200,
        help_text=gettext_lazy("A skill, a driving licence or a language."),
    )  # fmt: skip

    class Meta:
        model = Opening
        fields = [name for name in EDITABLE if name != "occupation"]
        widgets = {
            "kind": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 6}),
            "starts_on": DateInput(),
            "apply_by": DateInput(),
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "description": gettext_lazy(
                "What is done on an ordinary day. Write no names of people."
            ),
            "swedish": gettext_lazy("The least that is needed to begin. Less opens more doors."),
            "starts_at": gettext_lazy("Leave it empty if it varies."),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = gettext_lazy("What is it about?")
        self.fields["kind"].choices = OpeningKind.choices  # type: ignore[attr-defined]
        today = timezone.localdate()
        self.fields["district"].queryset = District.objects.on(today)  # type: ignore[attr-defined]
        self.houses = houses_of(actor)
        self._choose_house()
        self.occupation: Concept | None = self.instance.occupation
        if self.occupation:
            self.fields["occupation_words"].initial = self.occupation.label
        self.options: list[Concept] = []

    def _choose_house(self) -> None:
        field = self.fields["organisation"]
        if self.instance.pk or self.houses.count() == 1:
            del self.fields["organisation"]
            return
        field.required = True
        field.queryset = self.houses  # type: ignore[attr-defined]

    @property
    def house(self) -> Organisation | None:
        """The member: chosen, or the only one."""
        chosen: Organisation | None = self.cleaned_data.get("organisation")
        return chosen or self.houses.first()

    def clean(self) -> dict[str, Any]:
        """Find the occupation; where several fit, ask which one."""
        values = super().clean() or {}
        starts, last = values.get("starts_on"), values.get("apply_by")
        if starts and last and starts < last:
            text = _("The start comes before the last day for proposals.")
            self.add_error("starts_on", text)
        words = values.get("occupation_words", "")
        self.occupation = self._occupation(words) if words else None
        return values

    def _occupation(self, words: str) -> Concept | None:
        self.options = found_terms(WORK, words)
        known = [*self.options, *([self.instance.occupation] if self.instance.occupation else [])]
        picked = [term for term in known if str(term.pk) == self.data.get("occupation", "")]
        same = [term for term in known if term.label.casefold() == words.casefold()]
        certain = picked or same or (self.options if len(self.options) == 1 else [])
        if certain:
            self.options = []
            return certain[0]
        if self.options:
            text = _("Several occupations fit. Choose one of them.")
        else:
            text = _("We know no such occupation. Try another word, or leave it empty.")
        self.add_error("occupation_words", text)
        return None

    def described(self) -> Described:
        """What the action takes."""
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        asked = {row.term: row.value == MUST for row in self.asked() if row.value}
        return Described({**values, "occupation": self.occupation}, asked)

    def asked(self) -> list[Asked]:
        """The terms asked for, then what a search found, then what is usual in the occupation."""
        chosen = chosen_in(self.data) if self.is_bound else self._stored()
        words = str(self.data.get("term_words", "")) if self.is_bound else ""
        return asked_rows(chosen, [*found_terms(ASKABLE, words), *self._usual()])

    def _stored(self) -> dict[int, str]:
        if not self.instance.pk:
            return {}
        rows = self.instance.requirements.filter(concept__isnull=False)
        return {row.concept_id: MUST if row.must else NICE for row in rows if row.concept_id}

    def _usual(self) -> list[Concept]:
        """What is often asked for in the occupation."""
        if self.occupation is None:
            return []
        group = self.occupation
        if group.kind == ConceptKind.OCCUPATION and group.parent:
            group = group.parent
        return list(group.skills.current().order_by("sort_key", "pk")[:6])


def houses_of(actor: Actor) -> Any:
    """Members that the actor posts openings for."""
    active = Organisation.objects.filter(stage=Stage.ACTIVE)
    if actor.where(Verb.POST_OPENING, "pact"):
        return active
    return active.filter(pk__in=actor.where(Verb.POST_OPENING, "organisation"))


class HoldForm(forms.Form):
    """A visit or lecture that was held."""

    held_on = forms.DateField(label=gettext_lazy("When"), widget=DateInput())
    participants = forms.IntegerField(
        label=gettext_lazy("How many came"), min_value=1, max_value=2000
    )
