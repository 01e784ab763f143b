"""The forms of one's own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.oversight.privacy.models import Correction, Terms


class EmptyForm(forms.Form):
    """A press of a button."""


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is wrong, in the person's own words."""

    class Meta:
        model = Correction
        fields = ("text",)
        labels = {"text": _("What is wrong, and what is right?")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class TermsForm(forms.ModelForm):  # type: ignore[type-arg]
    """How long an erasure waits, and whom to ask."""

    class Meta:
        model = Terms
        fields = ("wait_days", "ask_at")
        labels = {
            "wait_days": _("Days an erasure waits"),
            "ask_at": _("Address for questions about data"),
        }
        help_texts = {
            "wait_days": _("At most 30: the law says without delay, and within a month."),
            "ask_at": _("Left empty, it is the pact’s own address."),
        }
