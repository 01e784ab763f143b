"""Personal links that need no account: a secret in the address, its hash in the database.

The secret says nothing about a person. It begins with the number of its pact, so that a link of any
pact of a deployment opens there, whichever pact the browser was in.
"""

import hashlib
import secrets

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse

from pakten.base.access import ANONYMOUS
from pakten.base.tenancy.context import enter
from pakten.parties.pacts.models import Pact

SECRET_BYTES = 24  # 192 bits
GONE = 410


class DeadLink(Http404):
    """The secret of an address opens nothing: mistyped, replaced, or never one of ours."""


def new_token(pact_id: int) -> str:
    """A new secret for a link in a pact."""
    return f"{pact_id:x}.{secrets.token_urlsafe(SECRET_BYTES)}"


def hash_of_token(token: str) -> str:
    """What is stored. The secret is random, so a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def step_into_pact(request: HttpRequest, token: str) -> None:
    """Go on in the pact of the link. In another pact than the browser's, nobody is signed in."""
    number, dot, _secret = token.partition(".")
    try:
        pact_id = int(number, 16) if dot else 0
    except ValueError:
        raise DeadLink from None
    current: Pact | None = getattr(request, "pact", None)
    if current and current.pk == pact_id:
        return
    pact = Pact.objects.filter(pk=pact_id).first() if 0 < pact_id < 2**31 else None
    if pact is None:
        raise DeadLink
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.verb', true)")
        (verb,) = cursor.fetchone()
    enter(pact.pk, None, verb=verb or "")
    request.pact, request.actor = pact, ANONYMOUS  # type: ignore[attr-defined]


def unseen(response: HttpResponse) -> HttpResponse:
    """Keep a page behind a secret out of caches and search engines."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def gone(response: HttpResponse) -> HttpResponse:
    """A link that was one and opens nothing any more: used, too old, replaced or closed."""
    response.status_code = GONE
    return unseen(response)
