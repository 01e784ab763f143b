"""Nothing typed is lost: a form sent after the session ended is kept and given back.

The form lies in the anonymous session for an hour and is shown again only to the account that
opened it (the signed form token says who), on a page that asks before it sends.
"""

import time
from typing import Any

from django.core.signing import BadSignature
from django.http import HttpRequest

from pakten.base.ui.tokens import read_token

KEY = "held_form"
SECONDS = 3600
_UNWANTED = frozenset({"csrfmiddlewaretoken", "password"})


def hold(request: HttpRequest) -> bool:
    """Keep the posted fields (files cannot be kept). False when the form is not one of ours."""
    try:
        token = read_token(request.POST.get("_once", ""))
    except BadSignature:
        return False
    request.session[KEY] = {
        "path": request.get_full_path(),
        "account": token.account_id,
        "at": time.time(),
        "fields": [[k, v] for k, v in request.POST.lists() if k not in _UNWANTED],
    }
    return True


def held_for(request: HttpRequest) -> dict[str, Any] | None:
    """The kept form, for the account it belongs to and while it is fresh."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if not kept or time.time() - kept["at"] > SECONDS:
        return None
    return kept if kept["account"] == getattr(request.user, "pk", None) else None


def forget(request: HttpRequest) -> None:
    """Drop the kept form."""
    request.session.pop(KEY, None)
