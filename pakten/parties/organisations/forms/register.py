"""The form of what the register keeps about an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.fields import LocalTextFormField
from pakten.base.ui.inputs import DateInput
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.actions import ContactDetails, OrganisationDetails
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import coordinators
from pakten.parties.organisations.rules import read_number
from pakten.parties.organisations.states import ContactRole, Kind, Level
from pakten.parties.pacts.models import District, Pact
from pakten.parties.pacts.sectors import sectors


def sector_choices() -> list[tuple[str, str]]:
    """The sections of SNI in the reader's language, after "not known"."""
    found = [(each.code, str(each.name)) for each in sectors().values() if each.is_section]
    return [("", str(_("Not known"))), *found]


class OrganisationForm(forms.Form):
    """What the register keeps about an organisation."""

    number = forms.CharField(
        label=_("Organisation number"), max_length=20, help_text=_("For example 556012-3456")
    )
    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    sector = forms.ChoiceField(label=_("Sector"), choices=sector_choices, required=False)
    employees = forms.IntegerField(
        label=_("Number of employees"), required=False, min_value=0, max_value=1_000_000
    )
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), required=False, empty_label=_("Not known")
    )
    level = forms.ChoiceField(
        label=_("Level of engagement"), required=False,
        choices=[("", _("Not chosen")), *Level.choices],
    )  # fmt: skip
    responsible = forms.ModelChoiceField(
        coordinators(0), label=_("Responsible at the city"), required=False,
        empty_label=_("Nobody yet"),
    )  # fmt: skip
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    about = LocalTextFormField(
        label=_("About them, in Swedish"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    about_en = LocalTextFormField(
        lang="en", label=_("About them, in English"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    reply_days = forms.IntegerField(
        label=_("Answers proposals within (working days)"), min_value=1, max_value=60, initial=5
    )
    contacted_on = forms.DateField(
        label=_("Latest contact"), required=False, widget=DateInput(),
        help_text=_("The day you last spoke or met."),
    )  # fmt: skip

    def clean_number(self) -> str:
        """Checked with the other fields, so that everything to mend is told at once."""
        return read_number(self.cleaned_data["number"])

    def __init__(self, pact: Pact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = District.objects.filter(  # type: ignore[attr-defined]
            pact=pact, successor__isnull=True
        )
        self.fields["responsible"].queryset = coordinators(pact.pk)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        """The form's values for an organisation."""
        names = set(OrganisationForm.base_fields) - {"about_en"}
        values = {name: getattr(organisation, name) for name in names}
        return {**values, "number": organisation.number_text, "about_en": organisation.about}

    def details(self) -> OrganisationDetails:
        """What was typed, for the action."""
        values = dict(self.cleaned_data)
        about = LocalText({**values.pop("about"), **values.pop("about_en")})
        return OrganisationDetails(about=about, **values)


class NewOrganisationForm(OrganisationForm):
    """An organisation and its first contact in one form."""

    contact_name = forms.CharField(label=_("Name of the contact"), max_length=120)
    contact_title = forms.CharField(label=_("Title"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("E-mail"), max_length=254)
    contact_phone = forms.CharField(label=_("Phone"), max_length=40, required=False)

    def details(self) -> OrganisationDetails:
        """What was typed about the organisation."""
        values = {k: v for k, v in self.cleaned_data.items() if not k.startswith("contact_")}
        about = LocalText({**values.pop("about"), **values.pop("about_en")})
        return OrganisationDetails(about=about, **values)

    def contact(self) -> ContactDetails:
        """What was typed about the contact."""
        start = "contact_"
        values = {k[len(start) :]: v for k, v in self.cleaned_data.items() if k.startswith(start)}
        return ContactDetails(**values, roles=tuple(ContactRole))
