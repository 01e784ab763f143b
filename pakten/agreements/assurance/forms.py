"""Answering about a deed, putting it right, and how much is drawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.assurance.actions import Said
from pakten.agreements.assurance.models import Sampling
from pakten.agreements.assurance.rules import Draw
from pakten.agreements.assurance.states import Answer, Mend


class AnswerForm(forms.Form):
    """Right, wrong number, never, or cannot tell."""

    answer = forms.ChoiceField(
        label=_("Is this right?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("The right number"),
        help_text=_("Only if the number is wrong."),
        required=False,
        min_value=1,
        max_value=100_000,
    )
    note = forms.CharField(
        label=_("In few words"), help_text=_("Write no names."), max_length=300, required=False
    )

    def said(self) -> Said:
        """The answer as the action takes it."""
        data = self.cleaned_data
        return Said(Answer(data["answer"]), data["number"], data["note"])


class MendForm(forms.Form):
    """What becomes of the row."""

    mend = forms.ChoiceField(
        label=_("What do you do?"), choices=Mend.choices, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("The right number"), required=False, min_value=1, max_value=100_000
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It stays readable in the ledger. Write no names."),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            Mend.CORRECTED: _("Correct the number"),
            Mend.TAKEN_BACK: _("Take the row back"),
            Mend.KEPT: _("Keep it: the row was right after all"),
        }
        self.fields["mend"].choices = list(words.items())  # type: ignore[attr-defined]


class SamplingForm(forms.ModelForm):  # type: ignore[type-arg]
    """How much is drawn each month."""

    class Meta:
        model = Sampling
        fields = ("share", "fewest", "most")

    def draw(self) -> Draw:
        """The numbers as the action takes them."""
        data = self.cleaned_data
        return Draw(data["share"], data["fewest"], data["most"])
