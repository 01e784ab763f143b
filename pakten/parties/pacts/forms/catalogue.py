"""Forms of the catalogue: activities and forms of cooperation."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.icons import CORE
from pakten.parties.pacts.actions.catalogue import Added
from pakten.parties.pacts.forms.base import Text, TextsForm, day_field

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
