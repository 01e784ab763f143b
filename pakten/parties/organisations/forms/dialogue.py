"""The form of an entry in the dialogue log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.inputs import DateInput
from pakten.parties.organisations.actions import TalkDetails
from pakten.parties.organisations.models import Contact, Organisation, Talk
from pakten.parties.organisations.queries import coordinators
from pakten.parties.organisations.states import TalkKind


class TalkForm(forms.Form):
    """When, how and with whom, what was said, and the next step."""

    happened_on = forms.DateField(label=_("Day"), widget=DateInput())
    kind = forms.ChoiceField(label=_("How you spoke"), choices=TalkKind.choices)
    contact = forms.ModelChoiceField(
        Contact.objects.none(), label=_("With"), required=False, empty_label=_("Somebody else")
    )
    said = forms.CharField(
        label=_("What was said"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Write about the organisation and the pact. Nothing about anybody's health, beliefs,"
            " origin or private life, and no participant's name: people may ask to read this."
        ),
    )  # fmt: skip
    next_step = forms.CharField(label=_("Next step"), max_length=200, required=False)
    next_on = forms.DateField(label=_("By"), required=False, widget=DateInput())
    next_owner = forms.ModelChoiceField(
        coordinators(0), label=_("Who does it"), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.filter(  # type: ignore[attr-defined]
            organisation=organisation
        )
        self.fields["next_owner"].queryset = coordinators(  # type: ignore[attr-defined]
            organisation.pact_id
        )

    @staticmethod
    def initial_of(talk: Talk) -> dict[str, Any]:
        """The form's values for an entry that is corrected."""
        return {name: getattr(talk, name) for name in TalkForm.base_fields}

    def details(self) -> TalkDetails:
        """What was typed, for the action."""
        return TalkDetails(**self.cleaned_data)
