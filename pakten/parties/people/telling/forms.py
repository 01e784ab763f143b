"""The questions answered by pressing: wishes, times, travel, what helps, how to keep in touch."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor
from pakten.base.ui.inputs import DateInput
from pakten.parties.pacts.models import District
from pakten.parties.people import actions, profile
from pakten.parties.people.forms import SPOKEN_FIRST
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Aim, ContactWay, DayTime, Helps
from pakten.parties.people.telling.asking import Ask, Option
from pakten.parties.people.telling.lists import HowLearnt, Languages, Studies, Work
from pakten.parties.people.telling.terms import Can, Jobs, Licences

AIM_ICONS = {
    Aim.JOB: "briefcase", Aim.MENTOR: "person-chat", Aim.INTERNSHIP: "hard-hat",
    Aim.COURSE: "graduation", Aim.SWEDISH: "chat", Aim.OWN: "light-bulb",
}  # fmt: skip
AIM_TEXTS = {
    Aim.JOB: _("As soon as possible"), Aim.MENTOR: _("In my profession"),
    Aim.INTERNSHIP: _("Learn at a workplace"), Aim.COURSE: _("A course, a certificate or grades"),
    Aim.SWEDISH: _("With people, not only at school"), Aim.OWN: _("Learn how it is done"),
}  # fmt: skip
TIME_ICONS = {
    DayTime.DAYS: "sun", DayTime.EVENINGS: "clock", DayTime.NIGHTS: "moon",
    DayTime.WEEKENDS: "calendar", DayTime.SCHOOL: "baby",
}  # fmt: skip
HELP_ICONS = {
    Helps.SHOW: "eye", Helps.WRITTEN: "note", Helps.QUIET: "moon", Helps.LATER: "clock",
    Helps.PAUSES: "hourglass", Helps.INTERPRETER: "chat", Helps.NO_STEPS: "house",
    Helps.CHILDREN: "baby", Helps.SOMEBODY: "person-chat",
}  # fmt: skip
WAY_ICONS = {
    ContactWay.PHONE: "phone", ContactWay.SMS: "mobile", ContactWay.EMAIL: "envelope",
    ContactWay.COUNSELLOR: "person-chat",
}  # fmt: skip
HOURS = (10, 20, 30, 40)


class Want(Ask):
    """One or two things somebody wants most; the first is what is wanted most."""

    template = "people/tell/_want.html"

    aims = forms.MultipleChoiceField(
        label=_("What you want most"), choices=Aim.choices, required=False
    )

    @property
    def options(self) -> list[Option]:
        """The wishes, with the place of those kept."""
        kept = self.person.aims
        pressed = self.ticked("aims", kept)
        return [
            Option(
                code, str(label), str(AIM_TEXTS[Aim(code)]), AIM_ICONS[Aim(code)], code in pressed,
                kept.index(code) + 1 if code in kept and len(kept) > 1 else 0,
            )
            for code, label in Aim.choices
        ]  # fmt: skip

    @property
    def can_swap(self) -> bool:
        """Whether there is an order to change."""
        return len(self.person.aims) > 1 and not self.is_bound

    def save(self, *, by: Actor, at: datetime) -> None:
        chosen = self.cleaned_data["aims"]
        kept = [code for code in self.person.aims if code in chosen]
        order = kept + [code for code in chosen if code not in kept]
        if self.data.get("then") == "swap":
            order.reverse()
        actions.edit_participant(self.person, {"aims": order}, by=by, at=at)


class Times(Ask):
    """Times of the day, hours a week, and from when."""

    template = "people/tell/_times.html"

    times = forms.MultipleChoiceField(choices=DayTime.choices, required=False)
    hours_per_week = forms.TypedChoiceField(
        choices=[(str(n), str(n)) for n in range(1, 41)], coerce=int, empty_value=None, required=False
    )  # fmt: skip
    available_from = forms.DateField(
        label=_("From which day can you start?"), required=False, widget=DateInput()
    )
    earliest_start = forms.TimeField(
        label=_("How early can you be at work?"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    def first(self, person: Participant) -> dict[str, Any]:
        return {"available_from": person.available_from, "earliest_start": person.earliest_start}

    @property
    def options(self) -> list[Option]:
        """The times of the day."""
        return self.choices("times", DayTime.choices, self.person.times, TIME_ICONS)

    @property
    def hours(self) -> list[Option]:
        """Hours a week; an odd number told before is offered too."""
        known = {*HOURS, *([self.person.hours_per_week] if self.person.hours_per_week else [])}
        numbers = [(str(n), str(n)) for n in sorted(known)]
        return self.choices("hours_per_week", numbers, [self.person.hours_per_week])

    def save(self, *, by: Actor, at: datetime) -> None:
        actions.edit_participant(self.person, self.cleaned_data, by=by, at=at)


class Travel(Ask):
    """The districts somebody can travel to."""

    template = "people/tell/_tiles.html"

    districts = forms.ModelMultipleChoiceField(District.objects.none(), required=False)

    def __init__(self, person: Participant, data: Any = None) -> None:
        super().__init__(person, data)
        field: Any = self.fields["districts"]
        field.queryset = District.objects.on(timezone.localdate())

    @property
    def name(self) -> str:
        """The field the tiles belong to."""
        return "districts"

    @property
    def options(self) -> list[Option]:
        """The districts of the pact."""
        kept = self.person.reaches.values_list("district", flat=True)
        field: Any = self.fields["districts"]
        return self.choices("districts", [(d.pk, d) for d in field.queryset], kept)

    def save(self, *, by: Actor, at: datetime) -> None:
        profile.set_reach(self.person, self.cleaned_data["districts"], by=by)


class WhatHelps(Ask):
    """What helps somebody to do a good job."""

    template = "people/tell/_choices.html"

    helps = forms.MultipleChoiceField(choices=Helps.choices, required=False)

    @property
    def name(self) -> str:
        """The field the lines belong to."""
        return "helps"

    @property
    def options(self) -> list[Option]:
        """The kinds of help."""
        return self.choices("helps", Helps.choices, self.person.helps, HELP_ICONS)

    def save(self, *, by: Actor, at: datetime) -> None:
        actions.edit_participant(self.person, self.cleaned_data, by=by, at=at)


class Contact(Ask):
    """How to keep in touch, and in which language."""

    template = "people/tell/_contact.html"

    contact_way = forms.ChoiceField(choices=ContactWay.choices)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    language = forms.ChoiceField(label=_("The language you like best"), choices=SPOKEN_FIRST)

    def first(self, person: Participant) -> dict[str, Any]:
        return {name: getattr(person, name) for name in ("phone", "email", "language")}

    @property
    def options(self) -> list[Option]:
        """The ways to reach somebody."""
        ways = ContactWay.choices
        return self.choices("contact_way", ways, [self.person.contact_way], WAY_ICONS)

    def save(self, *, by: Actor, at: datetime) -> None:
        actions.edit_participant(self.person, self.cleaned_data, by=by, at=at)


ASKS: dict[str, type[Ask]] = {
    "languages": Languages, "can": Can, "learnt": HowLearnt, "want": Want, "jobs": Jobs,
    "work": Work, "studies": Studies, "times": Times, "travel": Travel, "licences": Licences,
    "helps": WhatHelps, "contact": Contact,
}  # fmt: skip
