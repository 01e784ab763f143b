"""Telling a deed, and taking a wrong row back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.commitments.states import Party
from pakten.agreements.results.actions import Persons, Report
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import Fit
from pakten.agreements.results.states import NO_ERROR, Correction, Evidence
from pakten.base.ui.inputs import DateInput
from pakten.parties.pacts.models import CooperationForm, District, TargetGroup

_BY_ITSELF = (*NO_ERROR, Correction.CHANGED)
OF_PERSONS = ("women", "men", "unstated", "target_group", "district")


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000)


def _common(model: type[TargetGroup | District], label: Any) -> "forms.ModelChoiceField[Any]":
    return forms.ModelChoiceField(
        model.objects.none(), label=label, required=False, empty_label=_("Not stated")
    )


class ReportForm(forms.Form):
    """When, how many, in few words. Only the city says how sure it is, and who the persons were."""

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
    form = forms.ModelChoiceField(
        CooperationForm.objects.none(), label=_("Form of cooperation"), required=False,
        empty_label=_("I do not know"),
    )  # fmt: skip
    evidence = forms.ChoiceField(label=_("How sure is it?"), choices=Evidence.choices)
    women = _count(_("Of whom women"))
    men = _count(_("Of whom men"))
    unstated = _count(_("Of whom not stated"))
    target_group = _common(TargetGroup, _("Target group"))
    district = _common(District, _("District"))

    def __init__(self, *args: Any, pledge: Pledge, by_city: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = CooperationForm.objects.on(timezone.localdate()).filter(
            activity=pledge.measure.activity_id, from_city=pledge.promised_by == Party.CITY
        )
        self.fields["form"].queryset = known  # type: ignore[attr-defined]
        for name in ("target_group", "district"):
            chosen: Any = self.fields[name]
            chosen.queryset = chosen.queryset.model.objects.on(timezone.localdate())
        if not by_city:
            del self.fields["evidence"]
        if not by_city or not pledge.measure.per_person:
            for name in OF_PERSONS:
                del self.fields[name]

    def report(self) -> Report:
        """What was told, as the action takes it."""
        data = self.cleaned_data
        evidence = Evidence(data.get("evidence") or Evidence.SELF_REPORTED)
        persons = Persons(**{name: data.get(name) for name in OF_PERSONS})
        return Report(
            data["occurred_on"], data["quantity"], data["note"], evidence, data["form"], persons
        )


class ReverseForm(forms.Form):
    """Why a row is taken back: a reason of the list, which is published, and words, which are not."""

    correction = forms.ChoiceField(
        label=_("Why is it taken back?"),
        choices=[(each.value, each.label) for each in Correction if each not in _BY_ITSELF],
    )
    reason = forms.CharField(
        label=_("In your own words"),
        help_text=_("For example: recorded twice. Write no names."),
        max_length=200,
    )


class MoveForm(forms.Form):
    """Which promise the deed counts towards, and why it is moved."""

    pledge = forms.ChoiceField(
        label=_("Which promise does it count towards?"), widget=forms.RadioSelect, required=True
    )
    reason = forms.CharField(
        label=_("Why is it moved?"),
        help_text=_("It stays readable in the ledger. Write no names."),
        max_length=200,
    )

    def __init__(self, *args: Any, row: Outcome, fits: Iterable[Fit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {str(each.pledge.pk): each.pledge for each in fits}
        choices = [
            (key, str(fit)) for key, fit in zip(self._known, map(_words_of, fits), strict=True)
        ]
        if row.pledge_id:
            choices.append(("none", now("No promise")))
        self.fields["pledge"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Pledge | None:
        """The promise chosen, or none."""
        return self._known.get(self.cleaned_data["pledge"])


def _words_of(fit: Fit) -> str:
    """A promise with what its bar shows now and would show."""
    return now("{quantity} by {due}: {now} now, {after} if moved here").format(
        quantity=fit.pledge.quantity, due=fit.pledge.due_on, now=fit.now, after=fit.after
    )
