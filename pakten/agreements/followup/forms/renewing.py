"""The renewal as one form: keep, change or leave out each old promise."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.followup.actions.renewing import Choice
from pakten.agreements.followup.queries.renewing import OldPromise
from pakten.agreements.followup.states import Next
from pakten.base.ui.inputs import DateInput

KEEP = [
    (Next.GO_ON.value, _("Keep")),
    (Next.CHANGE.value, _("Change")),
    (Next.DROP.value, _("Leave out")),
]


class RenewalForm(forms.Form):
    """The dates of the new letter and a choice per old promise."""

    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput())
    valid_to = forms.DateField(label=_("Valid to"), widget=DateInput())

    def __init__(
        self, promises: Sequence[OldPromise], first: date, last: date, data: Any = None
    ) -> None:
        super().__init__(data, initial={"valid_from": first, "valid_to": last})
        self.promises = promises
        for each in promises:
            key, what = f"p{each.pk}", each.text
            self.fields[f"{key}-next"] = forms.ChoiceField(
                label=what, choices=KEEP, widget=forms.RadioSelect, required=False
            )
            self.fields[f"{key}-quantity"] = forms.IntegerField(
                label=_("New number"), min_value=1, max_value=100_000, required=False,
                widget=forms.NumberInput(
                    {"inputmode": "numeric", "class": "p-inline", "aria-label": str(_("New number"))}
                ),
            )  # fmt: skip
            changed = each.suggested != each.promised
            self.initial[f"{key}-next"] = Next.CHANGE if changed else Next.GO_ON
            self.initial[f"{key}-quantity"] = each.suggested

    def choices(self) -> dict[int, Choice]:
        """What becomes of each old promise. One that is kept keeps its number."""
        data = self.cleaned_data
        found = {}
        for each in self.promises:
            chosen = data.get(f"p{each.pk}-next") or Next.GO_ON
            number = data.get(f"p{each.pk}-quantity") or 0
            found[each.pk] = Choice(chosen, number if chosen == Next.CHANGE else each.promised)
        return found
