"""What the pages that change a pact share: one form, one action, one way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise

from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

M = TypeVar("M", bound=models.Model)
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Page:
    """A page with one form: what it says, where it leads back, what is told when it is done."""

    title: Words
    button: Words
    back: str
    back_label: Words
    said: Words
    lead: Words = ""
    danger: bool = False


def of_pact(request: PactRequest, model: type[M], pk: int) -> M:
    """A row of the pact; 404 for another's."""
    return get_object_or_404(model._default_manager.filter(pact=request.pact), pk=pk)


def change(
    request: PactRequest,
    form: BaseForm,
    page: Page,
    action: Callable[[], Any],
    *,
    template: str = "pacts/change.html",
    **more: Any,
) -> HttpResponse:
    """Show the form; when it is sent, do the action, say so and go back."""
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: (action(),))
        if done:
            messages.success(request, str(page.said))
            return redirect(page.back)
    return respond(request, template, {"form": form, "page": page, **more}, form)


def do(request: PactRequest, action: Callable[[], Any], said: Words, back: str) -> HttpResponse:
    """A change by one button: done and told, or why it could not be."""
    try:
        action()
        messages.success(request, str(said))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(back)
