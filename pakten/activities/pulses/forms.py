"""The week in a minute, the months in half a minute, and who supervises."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.endings import SIDES
from pakten.activities.opportunities.forms.after import FollowUpForm
from pakten.activities.opportunities.states import Side
from pakten.activities.pulses.actions import Week
from pakten.activities.pulses.models import Supervision
from pakten.activities.pulses.states import Mood, Present, Worked

__all__ = ["FollowUpForm", "PulseForm", "SupervisionForm"]


class PulseForm(forms.Form):
    """How the week went. Everything but the first question may be skipped."""

    mood = forms.ChoiceField(
        label=_("How did the week go?"), choices=Mood.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the week went.")},
    )  # fmt: skip
    present = forms.ChoiceField(
        label=_("Present"), choices=Present.choices, widget=forms.RadioSelect, required=False
    )
    worked = forms.MultipleChoiceField(
        label=_("What worked extra well?"), choices=Worked.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    call_me = forms.BooleanField(label=_("Ring me"), required=False)

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if side == Side.PERSON:
            del self.fields["present"]

    def week(self) -> Week:
        """The week as told."""
        given = self.cleaned_data
        return Week(
            given["mood"], given.get("present", ""), tuple(given["worked"]), given["call_me"]
        )


class SupervisionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who supervises, where a question reaches them, and who is asked."""

    follow_side = forms.ChoiceField(
        label=_("Who is asked after 1, 3, 6, 12 and 36 months?"), required=False,
        choices=[("", _("Both")), *((side.value, side.label) for side in SIDES)],
        widget=forms.RadioSelect,
        help_text=_("Both may always answer. Choose one where the other prefers not to be written to."),
    )  # fmt: skip

    class Meta:
        model = Supervision
        fields = ("name", "email", "phone", "asks_supervisor", "asks_person")
        help_texts = {
            "email": _("Where the weekly question goes. Without an address nobody is asked."),
            "asks_person": _("Only if the participant has said yes to being written to."),
        }

    def __init__(self, *args: Any, of_the_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not of_the_office:
            for name in ("follow_side", "asks_person"):
                del self.fields[name]
