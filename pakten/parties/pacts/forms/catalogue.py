"""Forms of the catalogue: activities, forms of cooperation, measures."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.icons import CORE
from pakten.parties.pacts.actions.catalogue import Added, MeasureDetails
from pakten.parties.pacts.forms.base import Text, TextsForm, day_field
from pakten.parties.pacts.models import Measure
from pakten.parties.pacts.states import Deed

_BEGINS = _("From")
ICONS = {
    "handshake": _("Handshake"),
    "briefcase": _("Briefcase"),
    "person-chat": _("Two who talk"),
    "people": _("Group"),
    "gavel": _("Gavel"),
    "light-bulb": _("Light bulb"),
    "graduation": _("Education"),
    "hand-heart": _("Care"),
    "calendar": _("Meetings"),
}
assert set(ICONS) <= set(CORE), "public pages fetch the small sprite only"  # noqa: S101


class ActivityForm(TextsForm):
    """A new activity."""

    texts: ClassVar[dict[str, Text]] = {
        "name": Text(_("Name"), 80),
        "summary": Text(_("In a sentence"), 300, hint=_("What the member does, and the city.")),
        "description": Text(_("Description"), 4000, required=False),
    }
    hours_per_month = forms.CharField(
        label=_("Hours a month"), max_length=20, required=False, help_text=_("For example 4–8")
    )
    icon = forms.ChoiceField(label=_("Icon"), choices=list(ICONS.items()))
    begins = day_field(_BEGINS, hint=_("Can be chosen in new letters from this day."))

    def added(self) -> Added:
        """What was typed."""
        names = ("hours_per_month", "icon")
        values: dict[str, object] = {name: self.cleaned_data[name] for name in names}
        return Added(self.written(), self.cleaned_data["begins"], values)


class ActivityWordingForm(TextsForm):
    """Other words for an activity, from a day."""

    texts = ActivityForm.texts
    hours_per_month = forms.CharField(label=_("Hours a month"), max_length=20, required=False)
    begins = day_field(_BEGINS, hint=_("The years before keep the words they have."))


class CooperationFormForm(TextsForm):
    """A form of cooperation."""

    texts: ClassVar[dict[str, Text]] = {"name": Text(_("Form of cooperation"), 200)}
    from_city = forms.BooleanField(label=_("This is what the city does"), required=False)
    begins = day_field(_BEGINS, hint=_("Can be chosen in new letters from this day."))

    def added(self) -> Added:
        """What was typed."""
        values: dict[str, object] = {"from_city": self.cleaned_data["from_city"]}
        return Added(self.written(), self.cleaned_data["begins"], values)


class FormVersionForm(TextsForm):
    """Other words for a form of cooperation, from a day."""

    texts = CooperationFormForm.texts
    begins = day_field(_BEGINS, hint=_("Until then the words of today hold."))


class MeasureForm(TextsForm):
    """Something to promise and count."""

    texts: ClassVar[dict[str, Text]] = {
        "name": Text(_("Name"), 80),
        "unit": Text(_("What is counted"), 60, hint=_("In the plural, as “places” or “meetings”.")),
        "definition": Text(_("When it counts"), 1000, hint=_("So that everybody counts the same.")),
        "pledge_sentence": Text(
            _("The promise as a sentence"), 300,
            hint=_("With {quantity} where the number stands, as “Take {quantity} interns”."),
        ),
    }  # fmt: skip
    deed = forms.ChoiceField(label=_("Counts each"), choices=Deed.choices)
    by_city = forms.TypedChoiceField(
        label=_("Promised by"), coerce=lambda value: value == "city", widget=forms.RadioSelect,
        choices=[("member", _("The member")), ("city", _("The city"))], initial="member",
    )  # fmt: skip
    per_person = forms.BooleanField(
        label=_("One deed concerns one person"), required=False,
        help_text=_("Then small numbers are never shown, and the person's part in it is protected."),
    )  # fmt: skip
    is_headline = forms.BooleanField(
        label=_("One of the figures the pact is judged by"), required=False
    )
    yearly_target = forms.IntegerField(
        label=_("Aim for a year"), required=False, min_value=1, max_value=100_000
    )
    begins = day_field(
        _BEGINS, hint=_("Promises made before keep the definition they were made on.")
    )

    def details(self, kept: Measure | None = None) -> MeasureDetails:
        """What was typed."""
        return MeasureDetails(
            texts=self.written(kept),
            deed=Deed(self.cleaned_data["deed"]),
            by_city=self.cleaned_data["by_city"],
            per_person=self.cleaned_data["per_person"],
            is_headline=self.cleaned_data["is_headline"],
            yearly_target=self.cleaned_data["yearly_target"],
        )

    @classmethod
    def initial_of(cls, measure: Measure, languages: list[str], begins: date) -> dict[str, Any]:
        """A measure as it stands."""
        names = ("deed", "per_person", "is_headline", "yearly_target")
        values = {name: getattr(measure, name) for name in names}
        side = "city" if measure.by_city else "member"
        texts = cls.initial_texts(measure, languages)
        return {**texts, **values, "by_city": side, "begins": begins}


class TargetForm(forms.Form):
    """The aim of a year."""

    target = forms.IntegerField(
        label=_("Aim for a year"), required=False, min_value=1, max_value=100_000
    )
