"""What the pages of the report share: one report or 404, a button's action, a file's answer."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language

from pakten.base.ui.forms import attempt
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.states import Lang
from pakten.parties.pacts.http import PactRequest

T = TypeVar("T")


def report_or_404(request: PactRequest, pk: int) -> AnnualReport:
    """A report of the pact, for its office."""
    rows = AnnualReport.objects.visible_to(request.actor).select_related("locked", "pact")
    return get_object_or_404(rows, pk=pk)


def press(request: HttpRequest, act: Callable[[], T], said: str) -> bool:
    """Do it when it is a POST; say what came of it, or in words why it could not be done."""
    if request.method != "POST":
        return False
    form = forms.Form({})
    form.is_valid()
    attempt(form, lambda: (act(),))
    for error in form.non_field_errors():
        messages.error(request, str(error))
    if not form.errors:
        messages.success(request, said)
    return not form.errors


def reading_language(among: list[str]) -> str:
    """The reader's language where the report has it; else Swedish."""
    asked = (get_language() or "sv").split("-")[0]
    return asked if asked in among else Lang.SWEDISH.value


def file_answer(
    request: HttpRequest, make: Callable[[], bytes], kind: str, name: str, *, tag: str = "",
    how: str = "attachment", public: bool = False,
) -> HttpResponse:  # fmt: skip
    """A file with an ETag: what the reader has already is not sent, and where `tag` is, not made."""
    content = b"" if tag else make()
    etag = quote_etag(tag or hashlib.sha256(content).hexdigest())
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content or make(), content_type=kind)
        response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["ETag"] = etag
    patch_cache_control(response, public=public, private=not public, no_cache=True)
    return response
