"""What is typed: a year to lock, the words of a part, what is to be changed, who approved."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.oversight.annual.actions.writing import Draft
from pakten.oversight.annual.states import WITH_FIGURE, Part


class LockForm(forms.Form):
    """The year, and why when it is not the first time."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    reason = forms.CharField(
        label=_("Why are the figures locked again?"), max_length=300, required=False,
        help_text=_("Is read by everybody beside the new edition."),
    )  # fmt: skip


class TextForm(forms.Form):
    """Heading, text and the figure in words of one part."""

    heading = forms.CharField(label=_("Heading"), max_length=120, required=False)
    body = forms.CharField(
        label=_("Text"), max_length=6000, required=False, widget=forms.Textarea({"rows": 8})
    )
    alt = forms.CharField(
        label=_("The figure in words (read aloud by screen readers)"), max_length=600,
        required=False, widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    example_agreed = forms.BooleanField(
        label=_("The member that the example is about agrees to it"), required=False
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, part: Part, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        if part not in WITH_FIGURE:
            del self.fields["alt"]
        if part != Part.EXAMPLE:
            del self.fields["example_agreed"]

    def draft(self) -> Draft:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return Draft(
            heading=typed["heading"],
            body=typed["body"],
            alt=typed.get("alt", ""),
            revision=typed["revision"],
            example_agreed=typed.get("example_agreed"),
        )


class ReturnForm(forms.Form):
    """What is to be changed before the report goes on."""

    reason = forms.CharField(
        label=_("What is to be changed?"), max_length=300, widget=forms.Textarea({"rows": 3})
    )


class ApproveForm(forms.Form):
    """Who approved, and under which number it is filed."""

    body = forms.CharField(
        label=_("Who has approved the report?"), max_length=120,
        help_text=_("For example the labour market committee."),
    )  # fmt: skip
    case_number = forms.CharField(label=_("Case number"), max_length=40, required=False)


class PrepareForm(forms.Form):
    """The year whose members' reports are made."""

    year = forms.IntegerField(min_value=2000, max_value=2100)
