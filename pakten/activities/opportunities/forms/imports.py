"""A file of ads, and which of them to post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AdFileForm(forms.Form):
    """A JSON file from JobSearch or Platsbanken."""

    file = forms.FileField(
        label=_("File with job ads"),
        help_text=_("JSON from JobSearch or Platsbanken, at most 20 MB. Contacts are left out."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )


class PickAdsForm(forms.Form):
    """The ads to post."""

    picked = forms.MultipleChoiceField(
        label=_("Ads to post"), error_messages={"required": _("Choose at least one ad.")}
    )

    def __init__(self, *args: Any, ids: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picked"].choices = [(i, i) for i in ids]  # type: ignore[attr-defined]
