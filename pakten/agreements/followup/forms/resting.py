"""A rest, and the answer to how a member wants to go on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.followup.states import RestReason, WayOut
from pakten.base.ui.inputs import DateInput

_REASONS = [("", _("Choose")), *RestReason.choices]


class RestForm(forms.Form):
    """Until when, why, and with whom it was agreed."""

    until = forms.DateField(
        label=_("Rests until"), widget=DateInput(), help_text=_("A year at the most.")
    )
    reason = forms.ChoiceField(label=_("Why?"), choices=_REASONS)
    agreed_with = forms.CharField(label=_("Agreed with"), max_length=120)


class WayForm(forms.Form):
    """One answer; a rest also with a reason."""

    answer = forms.ChoiceField(
        label=_("How do you want to go on?"), choices=WayOut.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(label=_("Why do you rest?"), choices=_REASONS, required=False)
