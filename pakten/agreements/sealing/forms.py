"""The one field of the page where a file is checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pakten.agreements.sealing.verdict import FAULTS
from pakten.base.documents.verification import LARGEST


class VerifyForm(forms.Form):
    """A PDF to check. What the file is worth is not the form's business."""

    file = forms.FileField(
        label=_("The letter as a PDF"),
        help_text=_("At most 10 MB"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": _("Choose the file you want to check."),
            "invalid": _("Choose the file you want to check."),
        },
    )

    def clean_file(self) -> Any:
        """Too large is said before anything is read."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(gettext(FAULTS["too_large"]))
        return file
