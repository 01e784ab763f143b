"""How a need begins, rests and was held; and the office's list of support."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.models import SubsidyForm
from pakten.activities.opportunities.states import OpeningKind, PauseReason
from pakten.base.access import Actor, Verb
from pakten.base.ui.inputs import DateInput
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage


class StartForm(forms.Form):
    """How a need begins: what it is about, and an ad or a few words."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), choices=OpeningKind.choices,
        initial=OpeningKind.JOB, widget=forms.RadioSelect,
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Member"), required=False
    )
    title = forms.CharField(
        label=gettext_lazy("What do you call it?"), max_length=120, required=False
    )
    ad_text = forms.CharField(
        label=gettext_lazy("Paste the ad, or write in your own words"), max_length=20000,
        required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "We pick out what matters. You see and change everything in the next step."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.houses = houses_of(actor)
        if self.houses.count() == 1:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].required = True
            self.fields["organisation"].queryset = self.houses  # type: ignore[attr-defined]

    @property
    def house(self) -> Organisation | None:
        """The member: chosen, or the only one."""
        chosen: Organisation | None = self.cleaned_data.get("organisation")
        return chosen or self.houses.first()


class PauseForm(forms.Form):
    """Why an opening rests."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"), widget=forms.RadioSelect,
        choices=[each for each in PauseReason.choices if each[0] != PauseReason.STALE],
    )  # fmt: skip


class SubsidyEditForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of support, as the office keeps it."""

    source = forms.URLField(
        label=gettext_lazy("Source"), max_length=300, required=False, assume_scheme="https"
    )  # fmt: skip

    field_order = ("name", "source")

    class Meta:
        model = SubsidyForm
        # the source is ours alone: a column of addresses would make a field without a scheme first
        fields = ("name", "checked_on", "valid_from", "valid_to")
        widgets = {n: DateInput() for n in ("checked_on", "valid_from", "valid_to")}
        labels = {
            "name": gettext_lazy("Name"), "valid_from": gettext_lazy("Can be given from"),
            "valid_to": gettext_lazy("Last day it can be given"),
        }  # fmt: skip


def houses_of(actor: Actor) -> Any:
    """Members that the actor posts openings for."""
    active = Organisation.objects.filter(stage=Stage.ACTIVE)
    if actor.where(Verb.POST_OPENING, "pact"):
        return active
    return active.filter(pk__in=actor.where(Verb.POST_OPENING, "organisation"))


class HoldForm(forms.Form):
    """A visit or lecture that was held."""

    held_on = forms.DateField(label=gettext_lazy("When"), widget=DateInput())
    participants = forms.IntegerField(
        label=gettext_lazy("How many came"), min_value=1, max_value=2000
    )
