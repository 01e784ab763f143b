"""Inputs that forms in every room share."""

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """A date in the browser's own calendar, in ISO form."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
