"""Forms about a draft between the parties: comments, sending, revising."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.actions import Revision
from pakten.agreements.commitments.models import LONGEST_COMMENT
from pakten.agreements.commitments.rules import LetterTerms
from pakten.agreements.commitments.states import RevisionReason
from pakten.base.ui.inputs import DateInput


class CommentForm(forms.Form):
    """Words about a draft. Only the office can keep them to itself."""

    text = forms.CharField(
        label=_("Your comment"), max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
        help_text=_("Write nothing about a single person's health or background."),
    )  # fmt: skip
    is_internal = forms.BooleanField(
        label=_("Only for us at the office"), required=False,
        help_text=_("The member never sees it."),
    )  # fmt: skip

    def __init__(self, *args: Any, by_office: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_office:
            del self.fields["is_internal"]


class ShareForm(forms.Form):
    """A few words that go with a draft."""

    words = forms.CharField(
        label=_("A few words to them"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: what you changed, and what you want them to look at."),
    )  # fmt: skip


class AgreeForm(forms.Form):
    """Yes to the text that stands on the page."""

    content_hash = forms.CharField(widget=forms.HiddenInput, required=False)


class ReviseForm(forms.Form):
    """Why a letter in force is drawn up anew, and for how long the new one is."""

    revision_reason = forms.ChoiceField(
        label=_("Why do you change the letter?"), widget=forms.RadioSelect,
        choices=[c for c in RevisionReason.choices if c[0] != RevisionReason.RENEWAL],
        error_messages={"required": _("Choose why.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("In your own words"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a sentence why you change the letter.")},
        help_text=_("The member reads it, and it stays with the new version."),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("The new version is valid from"), widget=DateInput())
    valid_to = forms.DateField(label=_("Valid to"), widget=DateInput())

    def terms(self) -> LetterTerms:
        """The dates as typed."""
        return LetterTerms(self.cleaned_data["valid_from"], self.cleaned_data["valid_to"])

    def revision(self) -> Revision:
        """Why, as typed."""
        return Revision(
            RevisionReason(self.cleaned_data["revision_reason"]), self.cleaned_data["reason"]
        )
