"""How a machine is answered: its language, what it has already, and who else may read along.

Every address for machines goes through `for_machines`: reading only, in `?lang=`, the same for all,
open to pages of other sites, without cookies, and answered with 304 while nothing has changed.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _

from pakten.agreements.results.models import Outcome
from pakten.base.access.views import open_to_all
from pakten.base.audit.models import Event
from pakten.faces.api.problems import Refused, problem, told

View = Callable[..., HttpResponse]
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
_READING = ("GET", "HEAD")
# Asked for again each time, as a member may leave the files from one moment to the next.
_FRESH = "public, no-cache"


def language_of(request: HttpRequest) -> str:
    """The language asked for by `?lang=`, else the reader's own."""
    asked = request.GET.get("lang", "")
    if asked in LANGUAGES:
        return asked
    if asked:
        words = _("We have the languages {all}.").format(all=", ".join(LANGUAGES))
        raise Refused(422, words, "lang")
    own = translation.get_language() or ""
    return own if own in LANGUAGES else settings.LANGUAGE_CODE


def last_change() -> datetime:
    """When anything here may last have changed: a change in the pact, a deed, or that it is a new day.

    Validities end at midnight, so the day itself is a change.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    changed = Event.objects.order_by("-id").values_list("at", flat=True).first()
    latest = max(each for each in (midnight, changed, latest_deed()) if each is not None)
    return timezone.localtime(latest)  # files are named after its day, which is ours, not UTC's


def latest_deed() -> datetime | None:
    """When the ledger last got a row."""
    return Outcome.objects.order_by("-id").values_list("recorded_at", flat=True).first()


def for_machines(view: View) -> View:
    """The view answers programs: see the top of this file."""

    @open_to_all
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _shared(HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"}))
        try:
            language = language_of(request)
        except Refused as refused:
            return _shared(told(request, refused))
        with translation.override(language):
            response = _shared(_asked(view, request, args, kwargs))
            response.headers["Content-Language"] = language
        return _unless_known(request, response)

    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return cast("View", answered)


def _asked(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    """The view's answer, or what was wrong with the question."""
    if request.method not in _READING:
        answer = problem(request, 405, _("Use GET. Nothing can be changed here."))
        answer.headers["Allow"] = "GET, HEAD, OPTIONS"
        return answer
    try:
        return view(request, *args, **kwargs)
    except Refused as refused:
        return told(request, refused)
    except Http404:
        return problem(request, 404, _("Look at the list of what there is, at /data/."))


def _shared(response: HttpResponse) -> HttpResponse:
    """Pages of other sites may read it: it is the same for everybody."""
    headers = response.headers
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    headers["Access-Control-Expose-Headers"] = "Content-Language, ETag, Last-Modified, Link"
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 for who has this already. A HEAD is answered as a GET, without the body by the server."""
    if response.status_code != 200:
        return response
    changed = last_change()
    if "ETag" not in response.headers:
        response.headers["ETag"] = etag_of(response.content)
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    response.headers.setdefault("Cache-Control", _FRESH)
    known = get_conditional_response(
        request, response.headers["ETag"], int(changed.timestamp()), response
    )
    answer = cast("HttpResponse", known)
    return _shared(answer) if answer is not response else response


def etag_of(body: bytes) -> str:
    """A mark that changes with the body."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'
