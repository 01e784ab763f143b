"""Forms of a look and of the checklist."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.fields import LocalTextFormField
from pakten.base.ui.inputs import DateInput
from pakten.base.ui.text import LocalText
from pakten.parties.vetting.actions import Check, Found
from pakten.parties.vetting.models import ChecklistItem
from pakten.parties.vetting.queries import Line
from pakten.parties.vetting.rules import Ruling, usual_next_look
from pakten.parties.vetting.states import Decision, Finding, Reason


def _label(line: Line) -> str:
    text = str(line.item.text)
    return text if line.item.required else f"{text} ({_('can be left out')})"


class AnswersForm(forms.Form):
    """One finding and one source for each question of the checklist."""

    def __init__(self, lines: Sequence[Line], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"finding_{line.item.pk}"] = forms.ChoiceField(
                label=_label(line), choices=Finding.choices, required=False,
                widget=forms.RadioSelect, help_text=str(line.item.help),
                initial=line.answer.finding if line.answer else None,
            )  # fmt: skip
            self.fields[f"source_{line.item.pk}"] = forms.CharField(
                label=_("Where you saw it, and what"), max_length=300, required=False,
                initial=line.answer.source if line.answer else "",
            )  # fmt: skip

    def rows(self) -> Iterator[tuple[Line, forms.BoundField, forms.BoundField]]:
        """The questions with their two fields."""
        for line in self.lines:
            yield line, self[f"finding_{line.item.pk}"], self[f"source_{line.item.pk}"]

    def found(self) -> list[Found]:
        """The questions that have an answer."""
        values = self.cleaned_data
        return [
            Found(line.item, finding, values[f"source_{line.item.pk}"])
            for line in self.lines
            if (finding := values[f"finding_{line.item.pk}"])
        ]


class RulingForm(forms.Form):
    """The decision."""

    decision = forms.ChoiceField(
        label=_("The city's decision"),
        choices=[(each.value, each.label) for each in (Decision.APPROVE, Decision.REFUSE)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the city approves or refuses.")},
    )
    next_look = forms.DateField(
        label=_("Look again by"), required=False, widget=DateInput(),
        help_text=_("The member vanishes from the public pages after this day unless a new look has begun."),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("Why not"), required=False, choices=[("", _("Choose")), *Reason.choices],
        help_text=_("Only if you refuse. The member is told the reason."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("In your own words"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("About the organisation, never about a person. The office reads this."),
    )  # fmt: skip

    def __init__(self, today: date, months: int, *args: Any, **kwargs: Any) -> None:
        proposed = {"next_look": usual_next_look(today, months)}
        super().__init__(*args, **{"initial": proposed, **kwargs})

    def ruling(self) -> Ruling:
        """What was typed, for the action; a refusal has no next look."""
        values = dict(self.cleaned_data)
        if values["decision"] != Decision.APPROVE:
            values["next_look"] = None
        return Ruling(**values)


class WithdrawForm(forms.Form):
    """Why an approval is taken back."""

    reason = forms.ChoiceField(label=_("Why"), choices=[("", _("Choose")), *Reason.choices])
    words = forms.CharField(
        label=_("In your own words"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("About the organisation, never about a person. The office reads this."),
    )  # fmt: skip

    def ruling(self) -> Ruling:
        """What was typed, for the action."""
        return Ruling(Decision.WITHDRAW, **self.cleaned_data)


class CheckForm(forms.Form):
    """A question of the checklist."""

    text = LocalTextFormField(label=_("Question, in Swedish"), max_length=200)
    text_en = LocalTextFormField(
        lang="en", label=_("Question, in English"), required=False, max_length=200
    )
    help = LocalTextFormField(
        label=_("Help, in Swedish"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Where one looks, and what is good enough."),
    )  # fmt: skip
    help_en = LocalTextFormField(
        lang="en", label=_("Help, in English"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    required = forms.BooleanField(label=_("Has to be answered before an approval"), required=False)
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=999)

    @staticmethod
    def initial_of(item: ChecklistItem) -> dict[str, Any]:
        """The form's values for a question."""
        return {
            "text": item.text, "text_en": item.text, "help": item.help, "help_en": item.help,
            "required": item.required, "position": item.position,
        }  # fmt: skip

    def check(self) -> Check:
        """What was typed, for the action."""
        values = self.cleaned_data
        return Check(
            text=LocalText({**values["text"], **values["text_en"]}),
            help=LocalText({**values["help"], **values["help_en"]}),
            required=values["required"],
            position=values["position"],
        )
