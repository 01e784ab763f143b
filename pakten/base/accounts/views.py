"""Signing in and out. Allauth does the work; here is the way in to it, one plain page.

Accounts are found before it is known who asks, so these views open the door (`base.tenancy`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.accounts import actions
from pakten.base.accounts.forms import SaveViewForm, ViewForm
from pakten.base.accounts.models import Account, SavedView
from pakten.base.ui.forms import attempt, respond

View = Callable[..., HttpResponse]


def _answering_422(view: View) -> View:
    """A refused form is answered 422, as everywhere else."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form is not None and form.is_bound and form.errors:
            response.status_code = 422
        return response

    return answered


class SignInView(allauth.LoginView):  # type: ignore[misc]
    """The sign-in page is always reachable: a code on its way does not lock somebody to its page."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """A new try replaces the old one; looking at the page changes nothing."""


def _at_the_door(view: View) -> View:
    opened = _answering_422(view)
    opened.opens_door = True  # type: ignore[attr-defined]
    return open_to_all(opened)


sign_in = _at_the_door(SignInView.as_view())
confirm_code = _at_the_door(allauth.confirm_login_code)
sign_out = _at_the_door(allauth.logout)
inactive = _at_the_door(allauth.account_inactive)
change_password = needs(Verb.SEE_HOME)(_answering_422(allauth.password_change))
set_password = needs(Verb.SEE_HOME)(_answering_422(allauth.password_set))


@open_to_all
def request_code(request: HttpRequest) -> HttpResponse:
    """Asking for a code is what the sign-in page does."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("account_login") + (f"?{query}" if query else ""))


@open_to_all
def sign_up(request: HttpRequest) -> HttpResponse:
    """Accounts are made by invitation; this page says where to turn."""
    return render(request, "account/sign_up.html")


@open_to_all
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Read the pages in another language: a cookie, and the account of whoever is signed in."""
    goal = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(goal, {request.get_host()}, request.is_secure()):
        goal = "/"
    response = redirect(goal)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if isinstance(request.user, Account):
            actions.set_language(request.user, language, by=request.user, at=timezone.now())
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


@needs(Verb.SAVE_VIEW)
def save_view(request: Any) -> HttpResponse:
    """Give the search of a list page a name. The link to here carries the page and the query."""
    asked = {name: request.GET.get(name, "") for name in ("page", "query", "name")}
    form = SaveViewForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        details = actions.ViewDetails(**form.cleaned_data)
        now = timezone.now()
        made = attempt(
            form, lambda: actions.save_view(request.pact.pk, details, by=request.actor, at=now)
        )
        if made:
            messages.success(request, _("The view “%(name)s” is saved.") % {"name": made.name})
            return redirect(_address(made))
    page = form["page"].value()
    return respond(request, "account/save_view.html", {"form": form, "back": _list(page)}, form)


@needs(Verb.EDIT_VIEW)
def edit_view(request: Any, pk: int) -> HttpResponse:
    """Rename, share or remove a view of one's own."""
    view = _own_view(request, pk)
    form = ViewForm(request.POST or None, initial={"name": view.name, "is_shared": view.is_shared})
    if request.method == "POST" and form.is_valid():
        told, now = form.cleaned_data, timezone.now()
        kept = attempt(form, lambda: actions.edit_view(view, **told, by=request.actor, at=now))
        if kept:
            messages.success(request, _("Saved."))
            return redirect(_address(kept))
    context = {"form": form, "view": view, "back": _address(view)}
    return respond(request, "account/edit_view.html", context, form)


@needs(Verb.REMOVE_VIEW)
@require_POST
def remove_view(request: Any, pk: int) -> HttpResponse:
    """Remove a view of one's own."""
    view = _own_view(request, pk)
    actions.remove_view(view, by=request.actor, at=timezone.now())
    messages.success(request, _("The view “%(name)s” is removed.") % {"name": view.name})
    return redirect(view.page)


def _own_view(request: Any, pk: int) -> SavedView:
    return get_object_or_404(SavedView.objects.owned_by(request.actor), pk=pk)


def _address(view: SavedView) -> str:
    return f"{reverse(view.page)}?{view.query}"


def _list(page: str) -> str:
    """The list page of that name; the desk for a name made up by hand."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return reverse("see_home")
