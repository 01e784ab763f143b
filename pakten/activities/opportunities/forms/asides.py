"""Saving somebody for an opening, in the office."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AsideForm(forms.Form):
    """Why somebody is saved for later, in a line."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=200,
        help_text=_("The person may read it. Write nothing about health, religion or family."),
    )  # fmt: skip
