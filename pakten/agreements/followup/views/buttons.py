"""What a page's button does: one action, its answer as a message."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from pakten.base.ui.forms import attempt

T = TypeVar("T")


def press(request: HttpRequest, act: Callable[[], T], said: Callable[[T], str]) -> T | None:
    """Do it when it is a POST; say what came of it, or in words why it could not be done."""
    if request.method != "POST":
        return None
    form = forms.Form({})
    form.is_valid()
    made = attempt(form, act)
    if made is None:
        for error in form.non_field_errors():
            messages.error(request, str(error))
    else:
        messages.success(request, said(made))
    return made
