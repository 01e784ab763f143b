"""The office's answer to an interest form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.parties.organisations.actions import InterestAnswer
from pakten.parties.organisations.states import DeclineReason


class InterestAnswerForm(forms.Form):
    """Yes or no to an interest form."""

    YES, NO = "yes", "no"
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(YES, _("Begin a dialogue")), (NO, _("Decline"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether to begin a dialogue or decline.")},
    )
    number = forms.CharField(
        label=_("Organisation number"), required=False, max_length=20,
        help_text=_("Needed to begin a dialogue."),
    )  # fmt: skip
    decline_reason = forms.ChoiceField(
        label=_("Why not"), required=False, choices=[("", _("Choose")), *DeclineReason.choices],
        help_text=_("Only if you decline. They get the reason in the message."),
    )  # fmt: skip

    def details(self) -> InterestAnswer:
        """What was chosen, for the action."""
        values = self.cleaned_data
        return InterestAnswer(
            accept=values["answer"] == self.YES,
            number=values["number"],
            decline_reason=values["decline_reason"],
        )
