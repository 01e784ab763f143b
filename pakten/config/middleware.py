"""Around every request: its pact, its transaction, its actor and its gate."""

import logging
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation

from pakten.base.access import Denied, Role, Verb
from pakten.base.tenancy.context import enter
from pakten.base.ui import languages
from pakten.config.actors import actor_of
from pakten.config.held import hold
from pakten.parties.pacts.models import Pact

_log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]
CHOSEN_PACT = "pact"
WITHOUT_PACT = frozenset({"health", "robots", "favicon", "security_txt", "gallery"})


def _pact_of(request: HttpRequest) -> Pact | None:
    """By host name where the city has its own, else the one chosen in the session, else the first."""
    pacts = list(Pact.objects.all()[:100])
    host = request.get_host().split(":")[0]
    chosen = request.session.get(CHOSEN_PACT)
    own = [pact for pact in pacts if pact.host == host]
    picked = [pact for pact in pacts if pact.pk == chosen and not pact.host]
    return next(iter(own + picked + pacts), None)


def _enter_as_known(request: HttpRequest, pact: Pact | None, verb: str, *, door: bool) -> None:
    """Enter with the account the session names, or with none where the session no longer holds.

    The account is read under the policy that its own id opens; a password changed since, or a
    closed account, leaves the session without a name before anything else is read.
    """
    pact_id, claimed = pact.pk if pact else None, request.session.get(SESSION_KEY)
    enter(pact_id, claimed, verb=verb, door=door)
    if claimed and not get_user(request).is_authenticated:
        enter(pact_id, None, verb=verb, door=door)


class PactMiddleware:
    """One transaction around the whole request, with the context that row-level security reads.

    A server error rolls everything back; anything else is committed as the actions left it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            match = resolve(request.path_info)
            verb, door = match.url_name or "", getattr(match.func, "opens_door", False)
        except Resolver404:
            verb, door = "", False
        with transaction.atomic():
            pact = _pact_of(request)
            request.pact = pact  # type: ignore[attr-defined]
            _enter_as_known(request, pact, verb, door=door)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class ActorMiddleware:
    """Builds `request.actor` and lets nobody past a view whose verb they do not hold."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not request.actor.is_anonymous:  # type: ignore[attr-defined]
            _leave_no_copy(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse before the view runs; the view itself still checks the object."""
        if request.pact is None and _name_of(request) not in WITHOUT_PACT:  # type: ignore[attr-defined]
            return render(request, "no_pact.html", status=503)
        needs = cast("tuple[Verb, ...] | None", getattr(view, "needs", None))
        if needs is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} declares no verb")
        actor = request.actor  # type: ignore[attr-defined]
        _read_in(request, _written_in(request, at_work=bool(needs)))
        if not needs:
            return None
        if actor.is_anonymous:
            if request.method == "POST":
                hold(request)
            return redirect_to_login(_return_to(request))
        if not any(actor.holds(verb) for verb in needs):
            return self.process_exception(request, Denied(needs[0].value))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A denial from deep inside an action is a page, not a crash; so is a row that went meanwhile.

        A view finds what it is asked for, or answers 404. When its action looks once more, with a
        lock, another may have removed it in between: then it is gone for this reader too.
        """
        if isinstance(error, Denied):
            transaction.set_rollback(True)
            return render(request, "403.html", status=403)
        if isinstance(error, ObjectDoesNotExist) and request.method == "POST":
            # seen in the log, since a fault of ours would look the same
            _log.warning("Gone meanwhile: %s %s", _name_of(request), error)
            transaction.set_rollback(True)
            return render(request, "404.html", status=404)
        return None


def _leave_no_copy(response: HttpResponse) -> None:
    """A shared computer shows nothing after the sign-out: not by the back button, not from its disk.

    What says itself how it is kept (the pact's own marks and pictures) goes on saying it.
    """
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"


def _name_of(request: HttpRequest) -> str:
    """The name of the address asked for."""
    return str(request.resolver_match.url_name) if request.resolver_match else ""


def _return_to(request: HttpRequest) -> str:
    """Where to go after signing in: the page, or for a form the page that gives it back."""
    if request.method == "POST":
        from_held: str = settings.HELD_URL
        return from_held
    return request.get_full_path()


def _written_in(request: HttpRequest, *, at_work: bool) -> tuple[str, ...]:
    """The languages of the page: all for newcomers, two at work, three for everybody else."""
    roles = set(request.actor.roles())  # type: ignore[attr-defined]
    if at_work and roles - {Role.PARTICIPANT}:
        return languages.AT_WORK
    if roles == {Role.PARTICIPANT} or _name_of(request) in languages.NEWCOMERS:
        return tuple(each.code for each in languages.EVERY)
    return languages.IN_PUBLIC


def _read_in(request: HttpRequest, written_in: tuple[str, ...]) -> None:
    """Another language than the page is written in becomes English; at work Swedish."""
    request.written_in = written_in  # type: ignore[attr-defined]
    if translation.get_language() not in written_in:
        other = settings.LANGUAGE_CODE if written_in == languages.AT_WORK else "en"
        translation.activate(other)
        request.LANGUAGE_CODE = other
