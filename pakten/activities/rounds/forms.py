"""What a round takes in, and a no with its reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.states import FOR_ONE_PERSON, OpeningKind
from pakten.activities.rounds.queries.inputs import Choice
from pakten.activities.rounds.states import Mode, VetoReason
from pakten.base.ui.inputs import DateInput
from pakten.parties.pacts.models import District

SENSITIVE = _("The reason is kept and read by those who work with the round. Write nothing about health, faith or origin.")  # fmt: skip


class RoundForm(forms.Form):
    """What to include, in words."""

    name = forms.CharField(label=_("Name"), required=False, max_length=80)
    kinds = forms.MultipleChoiceField(
        label=_("What kind of places?"), widget=forms.CheckboxSelectMultiple,
        choices=[(k.value, k.label) for k in OpeningKind if k in FOR_ONE_PERSON],
        initial=[OpeningKind.JOB.value], error_messages={"required": _("Choose at least one.")},
    )  # fmt: skip
    groups = forms.MultipleChoiceField(
        label=_("Which work?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked means all."),
    )  # fmt: skip
    districts = forms.MultipleChoiceField(
        label=_("Which districts?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Where the places are. Nothing ticked means all."),
    )  # fmt: skip
    starts_from = forms.DateField(label=_("Begins from"), required=False, widget=DateInput())
    starts_until = forms.DateField(
        label=_("Begins no later than"), required=False, widget=DateInput()
    )
    most_per_house = forms.IntegerField(
        label=_("At most so many at one employer"), required=False, min_value=1, max_value=500,
        help_text=_("So that no employer gets more than they can take care of."),
    )  # fmt: skip
    first_waiting = forms.BooleanField(
        label=_("Those who went without last time go first"), required=False, initial=True
    )
    mode = forms.ChoiceField(
        label=_("What shall we look for?"), choices=Mode.choices, widget=forms.RadioSelect,
        initial=Mode.BEST,
    )  # fmt: skip
    most_loss = forms.DecimalField(
        label=_("Most that lifting a group may cost, percent of the total"), min_value=0,
        max_value=20, max_digits=4, decimal_places=1, initial=2,
    )  # fmt: skip

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = groups  # type: ignore[attr-defined]
        districts = [(str(d.pk), str(d.name)) for d in District.objects.all()]
        self.fields["districts"].choices = districts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("starts_from"), values.get("starts_until")
        if first and last and last < first:
            self.add_error("starts_until", _("The last day comes before the first."))
        return values

    def values(self) -> dict[str, Any]:
        """Column values of a round."""
        found = dict(self.cleaned_data)
        found["districts"] = [int(pk) for pk in found["districts"]]
        return found

    def choice(self) -> Choice:
        """What the round would take in."""
        found = self.values()
        return Choice(
            tuple(found["kinds"]), tuple(found["groups"]), tuple(found["districts"]),
            found["starts_from"], found["starts_until"],
        )  # fmt: skip


class VetoForm(forms.Form):
    """Why not these two."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=VetoReason.choices,
        error_messages={"required": _("Choose a reason from the list.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("A short note"), required=False, max_length=200, help_text=SENSITIVE
    )


class PlainForm(forms.Form):
    """Nothing to fill in: the button says it."""
