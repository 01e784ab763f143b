"""The questions answered one thing at a time: languages, work done, studies, how it was learnt."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.base.access import Actor
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.people import actions, profile, queries
from pakten.parties.people.countries import country_choices, language_name
from pakten.parties.people.models import Education, Experience, Participant, Skill, SpokenLanguage
from pakten.parties.people.rules import OCCUPATIONS
from pakten.parties.people.states import (
    EducationField,
    EducationLevel,
    Learnt,
    Level,
    Papers,
    SwedishSays,
    YearsBand,
)
from pakten.parties.people.telling.asking import Ask, Option, TermsAsk
from pakten.parties.people.tiles import plain_words

LEARNT_ICONS = {
    Learnt.JOB: "briefcase", Learnt.SCHOOL: "graduation", Learnt.HOME: "house",
    Learnt.ASSOCIATION: "people", Learnt.OTHER: "light-bulb",
}  # fmt: skip


class Languages(Ask):
    """The languages somebody knows, and the sentence that is true of their Swedish."""

    template = "people/tell/_languages.html"

    swedish_says = forms.ChoiceField(choices=SwedishSays.choices, required=False)
    swedish = forms.ChoiceField(
        label=gettext_lazy("Which course have you finished?"), choices=SwedishStage.choices, required=False
    )  # fmt: skip
    new_language = forms.ModelChoiceField(
        Concept.objects.none(), label=gettext_lazy("Language"), required=False
    )
    new_level = forms.ChoiceField(
        label=gettext_lazy("How well"), choices=Level.choices, required=False, initial=Level.FIRST
    )

    def __init__(self, person: Participant, data: Any = None) -> None:
        super().__init__(person, data)
        known = [each.language_id for each in self.spoken]
        every = Concept.objects.current().of_kind(ConceptKind.LANGUAGE).exclude(key="lang:sv")
        field: Any = self.fields["new_language"]
        field.queryset = every.exclude(pk__in=known).order_by("pk")
        field.label_from_instance = _in_both
        for each in self.spoken:
            self.fields[f"level_{each.pk}"] = forms.ChoiceField(
                label=each.name, choices=[*Level.choices, ("", _("Remove it"))],
                initial=each.level, required=False,
            )  # fmt: skip

    def first(self, person: Participant) -> dict[str, Any]:
        return {"swedish": person.swedish}

    @cached_property
    def spoken(self) -> list[SpokenLanguage]:
        """What the person has told, in order."""
        return sorted(self.person.languages.all(), key=lambda each: each.pk)

    @property
    def lines(self) -> list[tuple[SpokenLanguage, Any]]:
        """Each language with its field."""
        return [(each, self[f"level_{each.pk}"]) for each in self.spoken]

    @property
    def sentences(self) -> list[Option]:
        """The four sentences; the rank is how many of the bars are filled."""
        pressed = self.ticked("swedish_says", [self.person.swedish_says])
        return [
            Option(value, str(label), checked=value in pressed, rank=number)
            for number, (value, label) in enumerate(SwedishSays.choices, 1)
        ]

    def save(self, *, by: Actor, at: datetime) -> None:
        data = self.cleaned_data
        values = {
            "swedish_says": data["swedish_says"],
            "swedish": data["swedish"] or SwedishStage.NONE,
        }
        actions.edit_participant(self.person, values, by=by, at=at)
        for each in self.spoken:
            if not data[f"level_{each.pk}"]:
                profile.remove_piece(each, by=by)
            elif data[f"level_{each.pk}"] != each.level:
                level = Level(data[f"level_{each.pk}"])
                profile.add_language(self.person, each.language, level, by=by)
        if data["new_language"]:
            level = Level(data["new_level"] or Level.FIRST)
            profile.add_language(self.person, data["new_language"], level, by=by)


def _in_both(term: Concept) -> str:
    """A language by its own name first, as those who speak it look for it."""
    name = language_name(term.key, term.label)
    return f"{term.label_own} · {name}" if term.label_own else name


class HowLearnt(Ask):
    """How one of the skills was gained and for how long; asked of each in turn."""

    template = "people/tell/_learnt.html"

    how = forms.MultipleChoiceField(choices=Learnt.choices, required=False)
    years = forms.ChoiceField(choices=YearsBand.choices, required=False)

    @cached_property
    def skill(self) -> Skill | None:
        """The one asked about: named, else the first not told."""
        skills = [each for each in queries.skills_of(self.person) if each.ready_on is None]
        named = str(self.data.get("skill", "")) if self.is_bound else self.named
        fresh = (s for s in skills if not s.how and not s.years)
        return next(
            (s for s in skills if str(s.pk) == named), next(fresh, next(iter(skills), None))
        )

    @property
    def title(self) -> str:
        """The question, with the skill in it."""
        return _("How did you learn this: {skill}?").format(skill=self.what)

    @property
    def what(self) -> str:
        """The skill in plain words."""
        return plain_words(self.skill.skill) if self.skill else ""

    @property
    def ways(self) -> list[Option]:
        """The ways to learn."""
        return self.choices(
            "how", Learnt.choices, self.skill.how if self.skill else [], LEARNT_ICONS
        )

    @property
    def bands(self) -> list[Option]:
        """For how long."""
        return self.choices("years", YearsBand.choices, [self.skill.years if self.skill else ""])

    def save(self, *, by: Actor, at: datetime) -> None:
        if self.skill:
            data = self.cleaned_data
            profile.tell_how_learnt(self.skill, data["how"], data["years"], by=by)


class Work(TermsAsk):
    """Work that was done: found in the person's own words, then how long and where."""

    template = "people/tell/_work.html"
    kinds = OCCUPATIONS

    years = forms.IntegerField(
        label=gettext_lazy("How many years?"), min_value=0, max_value=60, required=False
    )
    country = forms.ChoiceField(label=gettext_lazy("In which country?"), required=False)
    where = forms.CharField(
        label=gettext_lazy("Where? For example the name of the workplace"), max_length=80, required=False
    )  # fmt: skip
    remove = forms.ModelMultipleChoiceField(Experience.objects.none(), required=False)

    def __init__(self, person: Participant, data: Any = None) -> None:
        super().__init__(person, data)
        country: Any = self.fields["country"]
        country.choices = country_choices()
        remove: Any = self.fields["remove"]
        remove.queryset = person.experiences.all()

    def owned(self) -> list[Concept]:
        return []

    @cached_property
    def done(self) -> list[Experience]:
        """What is told already."""
        return sorted(self.person.experiences.all(), key=lambda each: (-each.years, each.pk))

    @property
    def tiles(self) -> list[Option]:
        """What others in the pact have worked with."""
        return self.options([*self.pressed_terms, *queries.suggested_occupations(self.person)])

    def save(self, *, by: Actor, at: datetime) -> None:
        data = self.cleaned_data
        for piece in data["remove"]:
            profile.remove_piece(piece, by=by)
        place = profile.Place(data["country"], data["where"])
        for term in data["terms"]:
            profile.add_experience(self.person, term, data["years"] or 0, place, by=by)


class Studies(Ask):
    """Studies in any country, with papers or without."""

    template = "people/tell/_studies.html"

    level = forms.ChoiceField(
        label=gettext_lazy("How far did you study?"), required=False,
        choices=[("", gettext_lazy("Choose")), *EducationLevel.choices],
    )  # fmt: skip
    field = forms.ChoiceField(
        label=gettext_lazy("What was it about?"), required=False,
        choices=[("", gettext_lazy("Choose")), *EducationField.choices],
    )  # fmt: skip
    subject = forms.CharField(
        label=gettext_lazy("What was it called?"), max_length=120, required=False
    )
    country = forms.ChoiceField(label=gettext_lazy("In which country?"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Final year"), min_value=1940, max_value=2100, required=False
    )
    papers = forms.ChoiceField(choices=Papers.choices, required=False)
    remove = forms.ModelMultipleChoiceField(Education.objects.none(), required=False)

    def __init__(self, person: Participant, data: Any = None) -> None:
        super().__init__(person, data)
        country: Any = self.fields["country"]
        country.choices = country_choices()
        remove: Any = self.fields["remove"]
        remove.queryset = person.educations.all()

    @cached_property
    def done(self) -> list[Education]:
        """What is told already."""
        return list(self.person.educations.all())

    @property
    def paper_options(self) -> list[Option]:
        """Whether there is something to show."""
        return self.choices("papers", Papers.choices, [])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        rest = ("field", "subject", "country", "year", "papers")
        if not data.get("level") and any(data.get(name) for name in rest):
            self.add_error("level", _("Choose how far you studied."))
        return data

    def save(self, *, by: Actor, at: datetime) -> None:
        data = self.cleaned_data
        for piece in data["remove"]:
            profile.remove_piece(piece, by=by)
        if data["level"]:
            names = ("level", "field", "subject", "country", "year", "papers")
            profile.add_education(self.person, {n: data[n] for n in names}, by=by, at=at)
