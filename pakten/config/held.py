"""Nothing typed is lost: a form sent after the session ended is kept and given back.

The form lies in the anonymous session for an hour and is shown again only to the account that
opened it (the signed form token says who), on a page that asks before it sends.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.core.signing import BadSignature
from django.db.models import Field
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.text import capfirst

from pakten.base.ui.tokens import read_token

KEY = "held_form"
SECONDS = 3600
_OURS = frozenset({"csrfmiddlewaretoken", "_once"})
_SECRET = ("password", "code", "secret")


@dataclass(frozen=True, slots=True)
class Typed:
    """One field as it was filled in; `shown` is what a person can read of it."""

    name: str
    label: str
    values: list[str]
    shown: list[str]


@dataclass(frozen=True, slots=True)
class Held:
    """A kept form: where it was going and what was in it."""

    path: str
    typed: list[Typed]
    had_files: bool

    @property
    def readable(self) -> list[Typed]:
        return [each for each in self.typed if each.shown]

    @property
    def words(self) -> int:
        """How many words were typed, so that the owner knows the form again."""
        return sum(len(value.split()) for each in self.readable for value in each.shown)


def hold(request: HttpRequest) -> bool:
    """Keep the posted fields (files cannot be kept). False when it is nobody's.

    Nor is a form behind a personal link: its address is a key, and its answers may be anonymous.
    """
    if is_key(request.path):
        return False
    try:
        token = read_token(request.POST.get("_once", ""))
    except BadSignature:
        return False
    if token.account_id is None:  # nobody could be asked to sign in to get it back
        return False
    request.session[KEY] = {
        "path": request.get_full_path(),
        "account": token.account_id,
        "at": time.time(),
        "files": bool(request.FILES),
        "fields": [[k, v] for k, v in request.POST.lists() if _may_keep(k)],
    }
    return True


def is_key(location: str) -> bool:
    """Whether an address holds the secret of a personal link or of a screen."""
    try:
        names = resolve(urlsplit(location).path).kwargs
    except Resolver404:
        return False
    return any(name.endswith(("_token", "_code")) for name in names)


def _may_keep(name: str) -> bool:
    return name not in _OURS and not any(word in name.lower() for word in _SECRET)


def held_for(request: HttpRequest) -> Held | None:
    """The kept form, for the account it belongs to and while it is fresh."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if not kept or time.time() - kept["at"] > SECONDS:
        return None
    if kept["account"] is None or kept["account"] != getattr(request.user, "pk", None):
        return None
    fields = _fields()
    typed = [_typed(name, values, fields.get(name)) for name, values in kept["fields"]]
    return Held(kept["path"], typed, kept["files"])


def forget(request: HttpRequest) -> None:
    """Drop the kept form."""
    request.session.pop(KEY, None)


def forget_if_sent(request: HttpRequest) -> None:
    """Drop the kept form once it has gone through."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept and kept["path"] == request.get_full_path():
        forget(request)


def _typed(name: str, values: list[str], field: Field[Any, Any] | None) -> Typed:
    """Words and dates can be read; the number of a row in some table says nothing to a person."""
    choices = {str(key): str(label) for key, label in field.flatchoices} if field else {}
    shown = [choices.get(v, v) for v in values if v.strip() and (v in choices or not v.isdigit())]
    label = capfirst(str(field.verbose_name)) if field else _spoken(name)
    return Typed(name, label, values, shown)


def _fields() -> dict[str, Field[Any, Any]]:
    """Fields of our models that are called something in the reader's language, by name."""
    return {
        field.name: field
        for model in apps.get_models()
        if model.__module__.startswith("pakten.")
        for field in model._meta.fields
        if isinstance(field.verbose_name, Promise)
    }


def _spoken(name: str) -> str:
    """`pledge-0-note` as "Pledge 0 note": the name of a field without a label."""
    return capfirst(name.replace("_", " ").replace("-", " "))
