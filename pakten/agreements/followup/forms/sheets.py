"""The sheet as one form: a few fields for every promise, and what both agree on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.forms.inputs import InlineDate
from pakten.agreements.commitments.states import EndReason
from pakten.agreements.followup.actions.agreeing import Call
from pakten.agreements.followup.actions.sheets import ENDINGS, SheetTerms
from pakten.agreements.followup.models import CheckIn, CheckInLine
from pakten.agreements.followup.rules import Answer
from pakten.agreements.followup.states import Cause, Decision, Next, Side, Standing, Told
from pakten.base.ui.inputs import DateInput

_CAUSES = [("", _("Choose")), *Cause.choices]
_SIDES = [("", _("Choose")), *Side.choices]
_ENDS = [("", _("Choose")), *[(each.value, each.label) for each in ENDINGS]]
LARGEST = 100_000


class CheckInForm(forms.Form):
    """Everything on a sheet that can be changed in one go. `phone`: filled in while talking."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    learned = forms.CharField(
        label=_("What we learned"), required=False, max_length=1000,
        help_text=_("Both parties see the text. Write nothing about single persons."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    decision = forms.ChoiceField(
        label=_("What do we do now?"), choices=Decision.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    end_reason = forms.ChoiceField(label=_("Why does it end?"), choices=_ENDS, required=False)
    meets_on = forms.DateField(label=_("We meet"), widget=DateInput(), required=False)
    meets_where = forms.CharField(label=_("Where, or how"), max_length=120, required=False)
    told_by = forms.CharField(label=_("Whom do you talk with?"), max_length=120)
    agrees = forms.BooleanField(
        label=_("The member agrees to the sheet as it is written here"), required=False
    )

    def __init__(
        self, sheet: CheckIn, lines: Sequence[CheckInLine], data: Any = None, *,
        phone: bool = False, told_by: str = "",
    ) -> None:  # fmt: skip
        self.sheet, self.lines, self.phone = sheet, lines, phone
        super().__init__(data, initial={**_initial(sheet), "told_by": told_by})
        if not phone:
            del self.fields["told_by"], self.fields["agrees"]
        for line in lines:
            self._add(line)

    def _add(self, line: CheckInLine) -> None:
        standing = line.standing(self.sheet)
        made: dict[str, tuple[forms.Field, Any]] = {"more": (_number(_("How many are missing?")), line.more)}  # fmt: skip
        made["note"] = (
            forms.CharField(label=_("In few words"), max_length=200, required=False), line.note,
        )  # fmt: skip
        if standing in (Standing.BEHIND, Standing.LATE) or line.cause:
            made["cause"] = (
                forms.ChoiceField(
                    label=_("Why did it become so?"), choices=_CAUSES, required=False
                ),
                line.cause,
            )
            made["side"] = (
                forms.ChoiceField(label=_("Whose side?"), choices=_SIDES, required=False),
                line.side,
            )
        if standing != Standing.KEPT:
            made |= _next_fields(line)
        for name, (field, value) in made.items():
            key = f"l{line.pk}-{name}"
            self.fields[key] = field
            self.initial[key] = value

    def seen_at(self) -> datetime | None:
        """`changed_at` as the writer saw it."""
        return parse_datetime(self.cleaned_data.get("seen") or "")

    def terms(self) -> SheetTerms:
        data = self.cleaned_data
        names = ("learned", "decision", "end_reason", "meets_on", "meets_where")
        return SheetTerms(**{name: data[name] for name in names})

    def answers(self) -> dict[int, Answer]:
        """What was typed for each line."""
        return {line.pk: self._answer(line) for line in self.lines}

    def _answer(self, line: CheckInLine) -> Answer:
        def typed(name: str, otherwise: Any = None) -> Any:
            return self.cleaned_data.get(f"l{line.pk}-{name}", otherwise)

        more = typed("more")
        return Answer(
            told=Told.MORE if more else Told.RIGHT,
            more=more or None,
            cause=typed("cause", ""),
            side=typed("side", ""),
            note=typed("note", ""),
            next=typed("next", Next.GO_ON) or Next.GO_ON,
            new_quantity=typed("quantity"),
            new_due_on=typed("due_on"),
        )

    def call(self) -> Call:
        return Call(self.cleaned_data["told_by"], self.cleaned_data["agrees"])

    def show_current(self, changed_at: datetime) -> None:
        """After a refusal: the next sending is compared with the sheet as it is now."""
        typed = cast("QueryDict", self.data).copy()
        typed["seen"] = changed_at.isoformat()
        self.data = typed


class LinkedForm(CheckInForm):
    """The sheet by a personal link. `then`: what the button pressed does after saving."""

    code = forms.CharField(
        label=_("The code from the e-mail"), max_length=12, required=False,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "p-code"}
        ),
    )  # fmt: skip

    @property
    def then(self) -> str:
        return str(self.data.get("then", ""))

    def clean(self) -> dict[str, Any]:
        """A yes needs its code."""
        data = super().clean() or self.cleaned_data
        if self.then == "agree" and not data.get("code"):
            self.add_error("code", _("Write the code from the e-mail."))
        return data


def _number(label: Any, **attrs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=LARGEST, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", **attrs}),
    )  # fmt: skip


def _next_fields(line: CheckInLine) -> dict[str, tuple[forms.Field, Any]]:
    number = _number(_("New number"), **{"class": "p-inline", "aria-label": str(_("New number"))})
    day = forms.DateField(
        label=_("New last day"), required=False,
        widget=InlineDate({"aria-label": str(_("New last day"))}),
    )  # fmt: skip
    choice = forms.ChoiceField(
        label=_("What happens with the promise?"), choices=Next.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    return {
        "next": (choice, line.next),
        "quantity": (number, line.new_quantity or line.promised),
        "due_on": (day, line.new_due_on or line.due_on),
    }


def _initial(sheet: CheckIn) -> dict[str, Any]:
    names = ("learned", "decision", "end_reason", "meets_on", "meets_where")
    return {
        **{name: getattr(sheet, name) for name in names},
        "seen": sheet.changed_at.isoformat(),
    }


class ObjectForm(forms.Form):
    """What is wrong with what was noted by phone."""

    why = forms.CharField(
        label=_("What is wrong?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write nothing about single persons."),
    )  # fmt: skip


class PartForm(forms.Form):
    """Why a letter ends."""

    end_reason = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[("", _("Choose")), *[(e.value, e.label) for e in EndReason if e in ENDINGS]],
    )
