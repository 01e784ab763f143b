"""The employer's answer by link: three taps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.rules import reasons_of
from pakten.activities.opportunities.states import DeclineReason, Side


class PresentationForm(forms.Form):
    """Meet or not; if not, why."""

    invite = forms.ChoiceField(
        label=_("Do you want to meet?"),
        choices=(("yes", _("Yes, we want to meet")), ("no", _("No, not this time"))),
        widget=forms.RadioSelect, error_messages={"required": _("Choose an answer.")},
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("If no: why"), required=False, choices=(), widget=forms.RadioSelect,
        help_text=_("Helps us to find somebody who fits better. The person gets to know it kindly."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = (
            DeclineReason.NOT_COME,
            DeclineReason.NO_ANSWER,
        )  # said of a meeting, not before it
        choices = [each for each in reasons_of(Side.EMPLOYER) if each[0] not in after]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]

    def answer(self) -> dict[str, Any]:
        """The values of the action, by name."""
        given = self.cleaned_data
        reason = DeclineReason(given["reason"]) if given["reason"] else None
        return {"invite": given["invite"] == "yes", "reason": reason}
