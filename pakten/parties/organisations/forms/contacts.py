"""The form of a contact, new, changed or taking over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.parties.organisations.actions import ContactDetails
from pakten.parties.organisations.models import Contact
from pakten.parties.organisations.states import CONTACT_LANGUAGES, ContactRole


class ContactForm(forms.Form):
    """A person to talk to."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=_("What they do in the pact"), choices=ContactRole.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("We write to the one whose matter it is. With none chosen we write to the first."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of our messages"), choices=CONTACT_LANGUAGES)

    @staticmethod
    def initial_of(contact: Contact) -> dict[str, Any]:
        """The form's values for a contact."""
        return {name: getattr(contact, name) for name in ContactForm.base_fields}

    def details(self) -> ContactDetails:
        """What was typed, for the action."""
        values = self.cleaned_data
        return ContactDetails(**{**values, "roles": tuple(values["roles"])})
