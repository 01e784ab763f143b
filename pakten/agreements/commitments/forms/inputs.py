"""Fields that several forms of letters share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.queries import sentence_of
from pakten.agreements.commitments.rules import LARGEST_QUANTITY

OUT_OF_RANGE = _("Write a number from 1 to 100 000.")


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


def quantity_field(label: Any, **attrs: Any) -> forms.IntegerField:
    """How many, within what a pledge can be."""
    messages = {"min_value": OUT_OF_RANGE, "max_value": OUT_OF_RANGE, "invalid": OUT_OF_RANGE}
    return forms.IntegerField(
        label=label, min_value=1, max_value=LARGEST_QUANTITY, error_messages=messages,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", **attrs}),
    )  # fmt: skip
