"""Forms for how it goes and how it ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.endings import (
    CAUSES,
    EMPLOYER_IS_ASKED_ANYWAY_AT,
    SIDES,
    Now,
)
from pakten.activities.opportunities.forms.steps import day_field, note_field
from pakten.activities.opportunities.models import FollowUp
from pakten.activities.opportunities.states import EndOutcome, Side
from pakten.agreements.results.states import Additionality

ANYWAY = [each for each in Additionality.choices if each[0] != Additionality.UNKNOWN]
CHOOSE = {"required": _("Choose an answer.")}


class FollowUpForm(forms.Form):
    """One side's answer; the office says whose. After an end: what the person does now.

    The employer is also asked, at one month, whether it would have happened anyway.
    """

    side = forms.ChoiceField(
        label=_("Whose answer is it?"),
        choices=[(side.value, side.label) for side in SIDES], widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    answer = forms.ChoiceField(
        label=_("How does it go?"), choices=FollowUp.Answer.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    now = forms.ChoiceField(
        label=_("Now"), choices=Now.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    additionality = forms.ChoiceField(
        label=_("Would you have employed the person without the pact?"), required=False,
        choices=ANYWAY, widget=forms.RadioSelect,
        help_text=_("No answer is wrong. It tells how much the pact adds."),
    )  # fmt: skip
    note = note_field()

    def __init__(
        self, *args: Any, side: Side | None, months: int, over: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own, asks_anyway = side, months == EMPLOYER_IS_ASKED_ANYWAY_AT and not over
        gone = {
            "side": side is not None or over,
            "answer": over,
            "now": not over,
            "additionality": not asks_anyway or side == Side.PERSON,
            "note": over,
        }
        for name in [name for name, is_gone in gone.items() if is_gone]:
            del self.fields[name]

    def answer_given(self) -> dict[str, Any]:
        """The values of the action, by name."""
        given = dict(self.cleaned_data)
        given["side"] = self.own or Side(given.get("side") or Side.PERSON)
        return given


class EndForm(forms.Form):
    """How it ended, and if broken off, whose cause and which."""

    ended_on = day_field(_("Last day"))
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=EndOutcome.choices, widget=forms.RadioSelect
    )
    cause = forms.ChoiceField(
        label=_("If broken off: whose cause was it?"), required=False,
        choices=[("", "–"), *Side.choices],
    )  # fmt: skip
    why = forms.ChoiceField(
        label=_("If broken off: what was it?"), required=False, choices=(),
        help_text=_("“Did not come” is about the side above: the person, the workplace or the city."),
    )  # fmt: skip
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grouped = [
            (side.label, [(cause.value, cause.label) for cause in causes])
            for side, causes in CAUSES.items()
        ]
        self.fields["why"].choices = [("", "–"), *grouped]  # type: ignore[attr-defined]
