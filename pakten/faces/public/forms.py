"""What outsiders fill in: the wish, the interest form, a call back."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pakten.faces.public.rules import Wish
from pakten.parties.organisations.actions import InterestForm
from pakten.parties.organisations.rules import read_number
from pakten.parties.organisations.states import Hours, Kind, Want
from pakten.parties.pacts.models import Activity
from pakten.parties.people.states import CALL_LANGUAGES, CallTime

SIZE_CHOICES = (("1-9", "1–9"), ("10-49", "10–49"), ("50-249", "50–249"), ("250+", "250+"))


class WishForm(forms.Form):
    """The questions that lead to activities. Sent with GET; an unknown answer is no answer."""

    want = forms.ChoiceField(
        label=_("What do you want most?"),
        choices=Want.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    size = forms.ChoiceField(
        label=_("How many are you?"), choices=SIZE_CHOICES, required=False, widget=forms.RadioSelect
    )
    hours = forms.ChoiceField(
        label=_("How much time do you have in a month?"),
        choices=Hours.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    sector = forms.ChoiceField(label=_("What do you do?"), required=False)

    def __init__(self, data: Any, *, sectors: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="id_wish_%s")  # it stands beside the form that asks the same
        self.fields["sector"].choices = sectors  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """The answers that are among the choices."""
        self.is_valid()
        names = ("want", "size", "hours", "sector")
        return Wish(**{name: self.cleaned_data.get(name, "") for name in names})


class JoinForm(forms.Form):
    """An organisation tells that it wants to join."""

    activities = forms.ModelMultipleChoiceField(
        label=_("Activities"),
        queryset=Activity.objects.none(),
        required=False,
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    organisation_name = forms.CharField(label=_("Organisation"), max_length=160)
    number = forms.CharField(
        label=_("Organisation number"),
        max_length=20,
        required=False,
        help_text=_("Ten digits, for example 559999-1234."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=Kind.choices)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    want = forms.ChoiceField(choices=Want.choices, required=False, widget=forms.HiddenInput)
    hours = forms.ChoiceField(choices=Hours.choices, required=False, widget=forms.HiddenInput)
    employees = forms.IntegerField(
        label=_("Number of employees"), min_value=0, max_value=999_999, required=False
    )
    contact_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        error_messages={"invalid": _("Write the whole address, like name@example.se.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone, if we may call"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    message = forms.CharField(
        label=_("Something you want to say"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        offered: QuerySet[Activity],
        sectors: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["sector"].choices = sectors  # type: ignore[attr-defined]
        self.fields["activities"].queryset = offered  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        """Checked with the other fields, so that everything to mend is told at once."""
        typed: str = self.cleaned_data["number"]
        return read_number(typed) if typed else ""

    def chosen_codes(self) -> set[str]:
        """Codes of the activities that are ticked, sent or suggested."""
        if self.is_bound:
            return set(self.data.getlist("activities"))  # type: ignore[attr-defined]
        return set(self.initial.get("activities", ()))

    def sector_sent(self) -> str:
        """The sector that was sent, before it is checked."""
        return str(self.data.get("sector", "")) if self.is_bound else ""

    def filled(self) -> InterestForm:
        """What was filled in, for the action."""
        return InterestForm(**{k: v for k, v in self.cleaned_data.items() if k != "activities"})


class CallbackForm(forms.Form):
    """Three answers are enough for somebody to call."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
    )
    language = forms.ChoiceField(
        label=_("Which language shall we speak?"),
        choices=CALL_LANGUAGES,
        help_text=_("We book an interpreter if we do not speak it. It costs you nothing."),
    )
    best_time = forms.ChoiceField(
        label=_("When may we call?"),
        choices=CallTime.choices,
        initial=CallTime.ANY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
