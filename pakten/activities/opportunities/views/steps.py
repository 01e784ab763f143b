"""One page for every step: what happens, what to fill in, one button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a step's page, and where one goes afterwards."""

    title: str
    lead: str
    button: str
    done: str
    back: str
    pk: int
    crumb: str
    danger: bool = False
    template: str = "opportunities/step.html"

    @property
    def back_url(self) -> str:
        return reverse(self.back, args=[self.pk])


def take(
    request: PactRequest, form: BaseForm, page: Page, act: Callable[[], T], **context: object
) -> HttpResponse:
    """Do the step when the form is right; else show its page, with what was typed."""
    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        messages.success(request, page.done)
        return redirect(page.back_url)
    told = {"form": form, "page": page, **context}
    return respond(request, page.template, told, form)
