"""Forms of the steps after a draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.states import EndReason


class EndForm(forms.Form):
    """Why a letter ends."""

    end_reason = forms.ChoiceField(
        label=_("Why does the letter end?"), widget=forms.RadioSelect,
        choices=[c for c in EndReason.choices if c[0] != EndReason.REPLACED],
        error_messages={"required": _("Choose why.")},
    )  # fmt: skip

    def reason(self) -> EndReason:
        """The chosen reason."""
        return EndReason(self.cleaned_data["end_reason"])
