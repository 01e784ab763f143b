"""Telling a deed, and taking a wrong row back."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.agreements.results.actions import Report
from pakten.agreements.results.states import Evidence
from pakten.base.ui.inputs import DateInput


class ReportForm(forms.Form):
    """When, how many, in few words. Only the city says how sure it is."""

    occurred_on = forms.DateField(
        label=_("When was it?"),
        widget=DateInput(),
        initial=timezone.localdate,
    )
    quantity = forms.IntegerField(label=_("How many?"), initial=1, min_value=1, max_value=100_000)
    note = forms.CharField(
        label=_("In few words"),
        help_text=_("For example where it was. Write no names."),
        max_length=200,
        required=False,
    )
    evidence = forms.ChoiceField(label=_("How sure is it?"), choices=Evidence.choices)

    def __init__(self, *args: Any, by_city: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_city:
            del self.fields["evidence"]

    def report(self) -> Report:
        """What was told, as the action takes it."""
        data = self.cleaned_data
        evidence = Evidence(data.get("evidence") or Evidence.SELF_REPORTED)
        return Report(data["occurred_on"], data["quantity"], data["note"], evidence)


class ReverseForm(forms.Form):
    """Why a row is taken back. It stays readable in the ledger."""

    reason = forms.CharField(
        label=_("Why is it taken back?"),
        help_text=_("For example: recorded twice. Write no names."),
        max_length=200,
    )
