"""Forms of the counsellor's work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.accounts.models import Account
from pakten.base.ui.inputs import DateInput
from pakten.base.ui.languages import EVERY
from pakten.parties.guidance.lines import wanted_lines
from pakten.parties.guidance.models import Leave, NextStep, Session
from pakten.parties.guidance.states import LeaveReason
from pakten.parties.people.forms import SPOKEN_FIRST
from pakten.parties.people.queries import counsellors

_NOTHING_SENSITIVE = _("Nothing about health, belief or family. The person can read it.")


class StartForm(forms.ModelForm):  # type: ignore[type-arg]
    """How you are together, and the interpreter."""

    class Meta:
        model = Session
        fields = ("way", "language", "interpreting", "agency", "interpreter_number")
        widgets = {"way": forms.RadioSelect, "interpreting": forms.RadioSelect}
        help_texts = {
            "language": _(
                "The lines are read out in this language too, where they are written in it."
            ),
            "agency": _("Only when an interpreter takes part."),
            "interpreter_number": _("The number, never the name."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = {each.code: each.name for each in EVERY}
        spoken = [*written.items(), *(c for c in SPOKEN_FIRST if c[0] not in written)]
        self.fields["language"] = forms.ChoiceField(
            label=_("The person's language"), choices=spoken, initial=self.initial.get("language"),
            help_text=self.Meta.help_texts["language"],
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What was told."""
        return dict(self.cleaned_data)


class AnswersForm(forms.Form):
    """One yes or no for each line; named after the lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in wanted_lines():
            self.fields[line] = forms.ChoiceField(
                choices=(("yes", _("Yes")), ("no", _("No"))), required=False
            )

    def answers(self) -> dict[str, bool]:
        """The lines answered so far."""
        return {line: said == "yes" for line, said in self.cleaned_data.items() if said}


class StepForm(forms.ModelForm):  # type: ignore[type-arg]
    """A small step with a day."""

    class Meta:
        model = NextStep
        fields = ("what", "doer", "due_on", "note", "shown")
        widgets = {"due_on": DateInput()}
        help_texts = {"note": _NOTHING_SENSITIVE, "what": _("One thing, small enough to do.")}


class OwnStepForm(forms.ModelForm):  # type: ignore[type-arg]
    """A step of one's own."""

    class Meta:
        model = NextStep
        fields = ("what", "due_on")
        widgets = {"due_on": DateInput()}
        labels = {"what": _("What will I do?"), "due_on": _("Before which day?")}


class LeaveForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why, and from when."""

    reason = forms.ChoiceField(
        label=_("Why"), choices=LeaveReason.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Leave
        fields = ("reason", "left_on")
        widgets = {"left_on": DateInput()}


class HandOverForm(forms.Form):
    """To whom, with a few words."""

    taker = forms.ModelChoiceField(Account.objects.none(), label=_("New counsellor"))
    note = forms.CharField(
        label=_("A few words to the new counsellor"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_NOTHING_SENSITIVE,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].queryset = counsellors()  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """Which page the person keeps, and which way in where there are two."""

    keep = forms.ChoiceField(label=_("Which page is kept?"), widget=forms.RadioSelect)
    way_in = forms.ChoiceField(
        label=_("With which address does the person sign in?"), widget=forms.RadioSelect,
        help_text=_("Ask the person. The other way in is closed, and both addresses are told."),
        error_messages={"required": _("Ask the person which address they use, and choose it here.")},
    )  # fmt: skip
    sure = forms.BooleanField(label=_("I am sure that this is one person"))

    def __init__(self, *args: Any, pair: tuple[Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each}, {each.registered_at:%Y-%m-%d}") for each in pair
        ]
        accounts = [each.account for each in pair if each.account]
        if len(accounts) < 2:
            del self.fields["way_in"]
        else:
            self.fields["way_in"].choices = [(str(a.pk), a.email) for a in accounts]  # type: ignore[attr-defined]
