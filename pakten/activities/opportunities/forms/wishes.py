"""Not for me: a place that a person does not want, with a reason or without."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.forms.steps import PersonNoForm


class RefuseForm(forms.Form):
    """The reasons of a no to a proposal, for those who want to give one."""

    reason = forms.ChoiceField(
        label=_("Do you want to say why?"), required=False, widget=forms.RadioSelect,
        choices=PersonNoForm.base_fields["reason"].choices,  # type: ignore[attr-defined]
    )  # fmt: skip
