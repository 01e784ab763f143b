"""A form sent twice counts once: the token in the form is a row, and a row is unique.

The row is written in the request's own transaction. A second copy that arrives meanwhile waits for
the first to commit and is then led to where the first one led. A refused form frees its token.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from pakten.base.accounts.models import Submission
from pakten.base.ui.tokens import read_token
from pakten.config.held import forget_if_sent, is_key

Handler = Callable[[HttpRequest], HttpResponse]


class OnceMiddleware:
    """Guards every POST that carries a form token."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        token = getattr(request, "once", None)
        if token and not connection.needs_rollback:
            mine = Submission.objects.filter(token=token)
            if 300 <= response.status_code < 400:
                mine.update(location=_kept(response["Location"]))
                forget_if_sent(request)
            else:
                mine.delete()
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Take the token, or lead a second copy to where the first one went.

        A form shown to one account is not taken from another: it would be done in the wrong name.
        """
        if request.method != "POST" or "_once" not in request.POST:
            return None
        try:
            form = read_token(request.POST["_once"])
        except BadSignature:
            return None
        if request.user.is_authenticated and form.account_id not in (None, request.user.pk):
            return render(request, "403.html", {"stale": True}, status=403)
        token = form.id
        if Submission.take(token):
            request.once = token  # type: ignore[attr-defined]
            return None
        done = Submission.objects.filter(token=token).first()
        messages.info(request, _("We had already received this. Nothing was done twice."))
        here = request.path if is_key(request.path) else "/"
        return HttpResponseRedirect(done.location if done and done.location else here)


def _kept(location: str) -> str:
    """Where the first copy led; nothing where the address is itself a key, which is kept nowhere."""
    return "" if is_key(location) else location[:500]
