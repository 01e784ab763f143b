"""The parts of a profile: what each is called, who may change it, and how."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.base.ui.inputs import DateInput
from pakten.parties.people import profile, queries
from pakten.parties.people.forms import PartForm
from pakten.parties.people.models import OfPerson, Participant
from pakten.parties.people.rules import OCCUPATIONS, SKILLS, SPOKEN
from pakten.parties.people.states import Level

Text = str | Promise


@dataclass(frozen=True)
class Part:
    """A group of fields on a page of its own: `title` to the person, `about` to the counsellor.

    `own`: the person may change it alone.
    """

    title: Text
    about: Text
    fields: tuple[str, ...]
    own: bool = True

    @cache  # noqa: B019  a handful of parts live as long as the process
    def form(self) -> type[PartForm]:
        """The form of just these fields."""
        made: type[PartForm] = forms.modelform_factory(  # type: ignore[assignment]
            Participant, form=PartForm, fields=self.fields, **_texts()
        )
        return made


def _texts() -> dict[str, Any]:
    return {"widgets": PartForm.Meta.widgets, "help_texts": PartForm.Meta.help_texts}


FIELDS: dict[str, Part] = {
    "person": Part(
        _("The person"),
        _("The person"),
        ("given_name", "family_name", "birth_year", "gender", "target_group", "district",
         "counsellor"),
        own=False,
    ),
    "contact": Part(_("How we keep in touch"), _("How we keep in touch"), ("language", "contact_way", "phone", "email")),
    "swedish": Part(_("Swedish"), _("Swedish"), ("swedish", "swedish_next", "swedish_next_on")),
    "times": Part(_("When I can work"), _("When the person can work"), ("available_from", "earliest_start", "hours_per_week")),
    "words": Part(_("In own words"), _("In own words"), ("own_words",)),
}  # fmt: skip


@dataclass(frozen=True)
class Pieces:
    """A part made of terms that are added and removed one by one."""

    title: Text
    about: Text
    lead: Text
    relation: str
    term: str
    kinds: frozenset[ConceptKind]
    suggest: Callable[[Participant], list[Concept]]
    add: Callable[[Participant, Concept, dict[str, Any], Actor], OfPerson]
    extra: dict[str, forms.Field]

    def form(self, data: Any = None) -> forms.Form:
        """Terms to add, with what else is told about them."""
        form = forms.Form(data)
        form.fields = {
            "terms": forms.ModelMultipleChoiceField(
                Concept.objects.current().of_kind(*self.kinds),
                label=_("Suggestions"),
                error_messages={"required": _("Choose at least one.")},
            ),
            **deepcopy(self.extra),
        }
        return form

    def of(self, person: Participant) -> list[OfPerson]:
        """What the person has already, as told in the profile."""
        pieces = getattr(person, self.relation).select_related(self.term)
        return list(pieces.order_by(f"{self.term}__sort_key"))


def _ready(values: dict[str, Any]) -> date | None:
    day: date | None = values["ready_on"]
    return day


PIECES: dict[str, Pieces] = {
    "experiences": Pieces(
        _("What I have worked with"),
        _("Has worked with"),
        _("All work counts, paid or unpaid, in any country."),
        "experiences",
        "occupation",
        OCCUPATIONS,
        queries.suggested_occupations,
        lambda person, term, values, by: profile.add_experience(
            person, term, values["years"], by=by
        ),
        {"years": forms.IntegerField(label=_("Years"), min_value=0, max_value=60, initial=1)},
    ),
    "wishes": Pieces(
        _("What I want to work with"),
        _("Wants to work with"),
        _("Choose as many as you like. You can change it at any time."),
        "wishes",
        "occupation",
        OCCUPATIONS,
        queries.suggested_wishes,
        lambda person, term, _values, by: profile.add_wish(person, term, by=by),
        {},
    ),
    "skills": Pieces(
        _("What I can do"),
        _("Can do"),
        _(
            "Think of jobs, school, home and all else you have done. Choose everything that is true."
        ),
        "skills",
        "skill",
        SKILLS,
        queries.suggested_skills,
        lambda person, term, values, by: profile.add_skill(person, term, _ready(values), by=by),
        {
            "ready_on": forms.DateField(
                label=_("Ready on"),
                help_text=_("Only for a course that is booked or under way."),
                required=False,
                widget=DateInput(),
            )
        },
    ),
    "languages": Pieces(
        _("Languages I speak"),
        _("Languages"),
        _("Swedish has a place of its own."),
        "languages",
        "language",
        SPOKEN,
        queries.suggested_languages,
        lambda person, term, values, by: profile.add_language(
            person, term, Level(values["level"]), by=by
        ),
        {"level": forms.ChoiceField(label=_("How well"), choices=Level.choices, initial=Level.B1)},
    ),
}
