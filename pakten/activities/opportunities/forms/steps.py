"""One small form for each step of a placement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.rules import reasons_of
from pakten.activities.opportunities.states import Side
from pakten.base.ui.inputs import DateInput

SENSITIVE = _("Write nothing about health, religion or family.")


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, in the browser's own calendar."""
    return forms.DateField(label=label, widget=DateInput(), **options)


def note_field() -> forms.CharField:
    """A short note, with the warning."""
    return forms.CharField(label=_("Note"), required=False, max_length=300, help_text=SENSITIVE)


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button says it."""


class AcceptForm(forms.Form):
    """A yes, with the very text that the employer will read."""

    shown_profile = forms.CharField(
        label=_("What the employer reads about you"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    consent = forms.BooleanField(label="")

    def __init__(self, *args: Any, consent_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if consent_text:
            self.fields["consent"].label = consent_text
        else:
            del self.fields["consent"]


class PersonNoForm(forms.Form):
    """A person's own no: kind reasons, one press."""

    reason = forms.ChoiceField(
        label=_("What was it that did not fit?"), widget=forms.RadioSelect,
        choices=(
            ("place", _("It is too far away")),
            ("time", _("The hours do not fit my life")),
            ("wrong_work", _("It is not work that I want")),
            ("skills", _("I do not feel ready yet")),
            ("language", _("I want to learn more Swedish first")),
            ("other_plans", _("I have got something else")),
        ),
        error_messages={"required": _("Choose an answer.")},
    )  # fmt: skip


class DeclineForm(forms.Form):
    """Not this time, recorded by the office: whose answer, and why."""

    side = forms.ChoiceField(
        label=_("Whose answer is it?"), choices=Side.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(label=_("Why"), choices=())
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = {value: label for side in Side for value, label in reasons_of(side)}
        self.fields["reason"].choices = list(every.items())  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The employer's answer."""

    invite = forms.ChoiceField(
        label=_("Your answer"),
        choices=(("yes", _("Yes, we want to meet")), ("no", _("No, not this time"))),
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("If no: why"), required=False, choices=(),
        help_text=_("Helps us to find somebody who fits better. The person gets to know it kindly."),
    )  # fmt: skip
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *reasons_of(Side.EMPLOYER)]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]


class AgreeForm(forms.Form):
    starts_on = day_field(_("First day"))


class StartForm(forms.Form):
    started_on = day_field(_("Began on"))
