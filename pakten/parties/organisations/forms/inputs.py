"""Inputs the forms of the register share."""

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """A date as the browser's own field wants it."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
