"""Forms of letters. The sheet is one form with fields inside its sentences."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import Letter, LetterLine, Pledge
from pakten.agreements.commitments.queries import sentence_of
from pakten.agreements.commitments.rules import (
    LARGEST_QUANTITY,
    LetterTerms,
    PledgeTerms,
    SignatoryTerms,
)
from pakten.agreements.commitments.sheet import field_name
from pakten.agreements.commitments.signing import Signing
from pakten.agreements.commitments.states import EndReason, Method, Party
from pakten.parties.pacts.models import Activity, Measure

RECORDED = [(m.value, m.label) for m in (Method.OCCASION, Method.PAPER)]
_OUT_OF_RANGE = _("Write a number from 1 to 100 000.")


class DateInput(forms.DateInput):
    """A date as the browser's own field wants it."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class InlineDate(forms.DateInput):
    """A date inside a sentence, written 2026-11-20 whatever the browser's own habits."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shape = {"class": "p-inline", "size": 10, "maxlength": 10, "placeholder": "2026-12-31"}
        super().__init__({**shape, "autocomplete": "off", **(attrs or {})}, format="%Y-%m-%d")


class MeasureField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Measures shown as the sentence they make, with a gap for the number."""

    def label_from_instance(self, obj: Any) -> str:
        before, after = sentence_of(obj)
        return f"{before}…{after}"


def _quantity(label: Any, **attrs: Any) -> forms.IntegerField:
    messages = {"min_value": _OUT_OF_RANGE, "max_value": _OUT_OF_RANGE, "invalid": _OUT_OF_RANGE}
    return forms.IntegerField(
        label=label, min_value=1, max_value=LARGEST_QUANTITY, error_messages=messages,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", **attrs}),
    )  # fmt: skip


class DraftForm(forms.Form):
    """The beginning of a letter."""

    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput())
    valid_to = forms.DateField(label=_("Valid to"), widget=DateInput())
    carry_over = forms.BooleanField(
        label=_("Begin with the pledges of the letter in force"), required=False,
        help_text=_("They get the dates of the new letter. You can change every one."),
    )  # fmt: skip

    def __init__(self, *args: Any, has_current: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_current:
            del self.fields["carry_over"]


class SheetForm(forms.Form):
    """Everything in a draft that can be changed in one go; one set of fields per pledge."""

    seen = forms.CharField(widget=forms.HiddenInput)
    valid_from = forms.DateField(label=_("Valid from"), widget=InlineDate())
    valid_to = forms.DateField(label=_("Valid to"), widget=InlineDate())
    background = forms.CharField(
        label=_("Background"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, letter: Letter, lines: Sequence[LetterLine], data: Any = None) -> None:
        self.letter = letter
        self.pledges = [line.pledge for line in lines]
        initial = self._initial()
        super().__init__(self._with_new_pledges(data, initial), initial=initial)
        for pledge in self.pledges:
            self._add_fields(pledge)

    def _with_new_pledges(self, data: Any, initial: dict[str, Any]) -> Any:
        """A pledge added by somebody else while this was typed keeps its own values."""
        if data is None:
            return None
        typed = data.copy()
        for name, value in initial.items():
            if name.startswith("p") and name not in typed:
                typed[name] = str(value)
        return typed

    def show_current(self, changed_at: datetime) -> None:
        """After a refusal: the next sending is compared with the letter as it is now."""
        typed = cast("QueryDict", self.data).copy()
        typed["seen"] = changed_at.isoformat()
        self.data = typed

    def _initial(self) -> dict[str, Any]:
        names = ("valid_from", "valid_to", "background")
        values = {name: getattr(self.letter, name) for name in names}
        values["seen"] = self.letter.changed_at.isoformat()
        for pledge in self.pledges:
            for name in ("quantity", "due_on", "responsible"):
                values[field_name(pledge.pk, name)] = getattr(pledge, name)
        return values

    def _add_fields(self, pledge: Pledge) -> None:
        what = f"{pledge.measure.name}"
        inline = {"class": "p-inline"}
        how_many = _("How many: %(what)s") % {"what": what}
        until = _("No later than: %(what)s") % {"what": what}
        said = {"aria-label": str(how_many)}
        made: dict[str, forms.Field] = {
            "quantity": _quantity(how_many, **inline, **said),
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

    def clean_seen(self) -> datetime:
        """When the letter was last changed, as the writer saw it."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError as error:
            raise forms.ValidationError(_("Open the letter again.")) from error

    def terms(self) -> LetterTerms:
        """The letter's own values as typed."""
        values = self.cleaned_data
        return LetterTerms(**{name: values[name] for name in LetterTerms.__slots__})

    def pledge_terms(self) -> dict[int, PledgeTerms]:
        """Each pledge as typed. One that began with the letter follows the letter's first day."""
        return {pledge.pk: self._terms_of(pledge) for pledge in self.pledges}

    def _terms_of(self, pledge: Pledge) -> PledgeTerms:
        values, first = self.cleaned_data, self.cleaned_data["valid_from"]
        follows = pledge.starts_on == self.letter.valid_from or pledge.starts_on < first
        responsible = values.get(field_name(pledge.pk, "responsible"), pledge.responsible)
        return PledgeTerms(
            quantity=values[field_name(pledge.pk, "quantity")],
            starts_on=first if follows else pledge.starts_on,
            due_on=values[field_name(pledge.pk, "due_on")],
            note=pledge.note,
            responsible=responsible,
        )


class PledgeForm(forms.Form):
    """One pledge with all there is to say about it."""

    measure = MeasureField(
        Measure.objects.none(), label=_("What"), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Choose what is promised.")},
    )  # fmt: skip
    quantity = _quantity(_("How many"))
    starts_on = forms.DateField(label=_("From"), widget=DateInput())
    due_on = forms.DateField(label=_("No later than"), widget=DateInput())
    note = forms.CharField(
        label=_("In more detail"), required=False, max_length=200,
        help_text=_("For example: at least eight weeks each. Write nothing about a single person."),
    )  # fmt: skip
    responsible = forms.CharField(
        label=_("Responsible"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"list": "people"}),
    )  # fmt: skip

    def __init__(
        self, pact_id: int, party: str, on: date, *args: Any,
        activity: Activity | None = None, pledge: Pledge | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        if pledge:
            del self.fields["measure"]
            return
        rows = Measure.objects.on(on).filter(pact=pact_id, by_city=party == Party.CITY)
        if activity:
            rows = rows.filter(activity=activity)
        self.fields["measure"].queryset = rows.select_related("activity")  # type: ignore[attr-defined]

    def terms(self) -> PledgeTerms:
        """The pledge as typed."""
        return PledgeTerms(**{name: self.cleaned_data[name] for name in PledgeTerms.__slots__})


class SignatoryForm(forms.Form):
    """Somebody who is to sign for a party."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"list": "people"})
    )
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Needed only to sign by a personal link.")
    )
    language = forms.ChoiceField(
        label=_("Language of the message"), choices=[("sv", "Svenska"), ("en", "English")],
        required=False,
    )  # fmt: skip

    def terms(self) -> SignatoryTerms:
        """Who, as typed."""
        return SignatoryTerms(**self.cleaned_data)


class SignForm(forms.Form):
    """What is recorded about one party's signature."""

    content_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name of the one who signed"), max_length=120)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput())
    method = forms.ChoiceField(label=_("How"), choices=RECORDED, widget=forms.RadioSelect)

    def show_current(self, content_hash: str) -> None:
        """After a refusal: the page shows the letter as it is now, so that is what is signed."""
        typed = cast("QueryDict", self.data).copy()
        typed["content_hash"] = content_hash
        self.data = typed

    def signing(self, party: Party) -> Signing:
        """What was typed, for the action."""
        values = dict(self.cleaned_data)
        return Signing(party=party, method=Method(values.pop("method")), **values)


class EndForm(forms.Form):
    """Why a letter ends."""

    end_reason = forms.ChoiceField(
        label=_("Why does the letter end?"), widget=forms.RadioSelect,
        choices=[c for c in EndReason.choices if c[0] != EndReason.REPLACED],
        error_messages={"required": _("Choose why.")},
    )  # fmt: skip

    def reason(self) -> EndReason:
        """The chosen reason."""
        return EndReason(self.cleaned_data["end_reason"])
