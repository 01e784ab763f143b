"""Whom an employer asks for: somebody it knows; the office writes who said it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.models import Met


class AskForm(forms.Form):
    """The people the employer knows, as choices; the office also says how and who."""

    person = forms.ChoiceField(label=_("Whom do you ask for?"), widget=forms.RadioSelect)
    met = forms.ChoiceField(label=_("How do they know each other?"), choices=Met.choices)
    on_behalf_of = forms.CharField(
        label=_("Who at the employer said it?"), max_length=80,
        help_text=_("Name and role, as told to you by phone or at a meeting."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], office: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        if not office:
            del self.fields["met"], self.fields["on_behalf_of"]
