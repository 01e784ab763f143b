"""The sheet as one form, with fields inside its sentences; and the beginning of a letter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.actions import Seen
from pakten.agreements.commitments.forms.inputs import InlineDate, quantity_field
from pakten.agreements.commitments.forms.remembering import Clash, RememberingForm
from pakten.agreements.commitments.models import Letter, LetterLine, LetterTemplate, Pledge
from pakten.agreements.commitments.rules import LetterTerms, PledgeTerms
from pakten.agreements.commitments.sheet import field_name
from pakten.agreements.commitments.states import Party
from pakten.base.ui.inputs import DateInput

EMPTY, CURRENT = "empty", "current"


class DraftForm(forms.Form):
    """The beginning of a letter: for how long, and what to begin from."""

    begin_with = forms.ChoiceField(
        label=_("Begin with"),
        widget=forms.RadioSelect,
        choices=(),
        error_messages={"required": _("Choose what to begin with.")},
    )
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput())
    valid_to = forms.DateField(label=_("Valid to"), widget=DateInput())

    def __init__(
        self, *args: Any, has_current: bool = False, templates: Sequence[LetterTemplate] = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.templates = {str(each.pk): each for each in templates}
        choices: list[tuple[str, Any]] = [
            (key, str(each.name)) for key, each in self.templates.items()
        ]
        if has_current:
            choices.insert(0, (CURRENT, _("The pledges of the letter in force")))
        field = self.fields["begin_with"]
        field.choices = [*choices, (EMPTY, _("An empty letter"))]  # type: ignore[attr-defined]

    def template(self) -> LetterTemplate | None:
        """The template chosen, if any."""
        return self.templates.get(self.cleaned_data["begin_with"])

    def carries_over(self) -> bool:
        """Whether the letter begins with what is in force."""
        return bool(self.cleaned_data["begin_with"] == CURRENT)


class SheetForm(RememberingForm):
    """Everything in a draft that somebody can change in one go; one set of fields per pledge.

    `sides`: the parties whose pledges the writer may change.
    """

    valid_from = forms.DateField(label=_("Valid from"), widget=InlineDate())
    valid_to = forms.DateField(label=_("Valid to"), widget=InlineDate())
    background = forms.CharField(
        label=_("Background"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, letter: Letter, lines: Sequence[LetterLine], data: Any = None, *,
        sides: Sequence[Party] = tuple(Party),
    ) -> None:  # fmt: skip
        self.letter = letter
        self.pledges = [line.pledge for line in lines if line.pledge.promised_by in sides]
        initial = self.current()
        super().__init__(self._with_new_pledges(data, initial), initial=initial)
        for pledge in self.pledges:
            self._add_fields(pledge)
        self.gone = self._written_in_vain(data)

    def _with_new_pledges(self, data: Any, initial: dict[str, Any]) -> Any:
        """A pledge added by somebody else while this was typed keeps its own values."""
        if data is None:
            return None
        typed = data.copy()
        for name, value in initial.items():
            if name.startswith("p") and name not in typed:
                typed[name] = str(value)
        return typed

    def _written_in_vain(self, data: Any) -> list[str]:
        """What was typed about pledges that somebody else has removed meanwhile."""
        known = {f"p{pledge.pk}" for pledge in self.pledges}
        found = []
        for key in data or ():
            start, dash, _name = key.partition("-")
            is_pledge = dash and start[:1] == "p" and start[1:].isdecimal()
            if is_pledge and start not in known and data[key] != data.get(f"was-{key}", data[key]):
                found.append(str(data[key]))
        return found

    @property
    def own_clashes(self) -> list[Clash]:
        """Where two have written different things about the letter itself."""
        own = LetterTerms.__slots__
        return [clash for clash in self.clashes if clash.name in own]

    def current(self) -> dict[str, Any]:
        """The values as they stand in the rows that the form was made from."""
        names = ("valid_from", "valid_to", "background")
        values = {name: getattr(self.letter, name) for name in names}
        for pledge in self.pledges:
            for name in ("quantity", "due_on", "responsible"):
                if name != "responsible" or pledge.promised_by == Party.CITY:
                    values[field_name(pledge.pk, name)] = getattr(pledge, name)
        return values

    def _add_fields(self, pledge: Pledge) -> None:
        what = f"{pledge.measure.name}"
        inline = {"class": "p-inline"}
        how_many = _("How many: %(what)s") % {"what": what}
        until = _("No later than: %(what)s") % {"what": what}
        said = {"aria-label": str(how_many)}
        made: dict[str, forms.Field] = {
            "quantity": quantity_field(how_many, **inline, **said),
            "due_on": forms.DateField(label=until, widget=InlineDate({"aria-label": str(until)})),
        }
        if pledge.promised_by == Party.CITY:
            label = _("Responsible: %(what)s") % {"what": what}
            widget = forms.TextInput(
                {"list": "people", "class": "ds-input", "aria-label": str(label)}
            )
            made["responsible"] = forms.CharField(
                label=label, required=False, max_length=120, widget=widget
            )
        for name, field in made.items():
            self.fields[field_name(pledge.pk, name)] = field

    def terms(self) -> LetterTerms:
        """The letter's own values as typed."""
        values = self.cleaned_data
        return LetterTerms(**{name: values[name] for name in LetterTerms.__slots__})

    def pledge_terms(self) -> dict[int, PledgeTerms]:
        """Each pledge as typed."""
        return {pledge.pk: self._terms_of(pledge, self.cleaned_data) for pledge in self.pledges}

    def seen_before(self) -> Seen:
        """The letter and its pledges as the writer's page showed them."""
        shown = {name: self.seen(name) for name in self.fields}
        own = LetterTerms(**{name: shown[name] for name in LetterTerms.__slots__})
        return Seen(own, {pledge.pk: self._terms_of(pledge, shown) for pledge in self.pledges})

    def _terms_of(self, pledge: Pledge, values: dict[str, Any]) -> PledgeTerms:
        return PledgeTerms(
            quantity=values[field_name(pledge.pk, "quantity")],
            starts_on=pledge.starts_on,
            due_on=values[field_name(pledge.pk, "due_on")],
            note=pledge.note,
            responsible=values.get(field_name(pledge.pk, "responsible"), pledge.responsible),
        )
