"""The ways in to one's own profile: begin alone, open a link, send oneself another."""

from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.accounts.models import Account
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.links import DeadLink, gone, step_into_pact, unseen
from pakten.parties.people import beginning
from pakten.parties.people.consent_texts import consent_text
from pakten.parties.people.forms import BeginForm, EmptyForm, NewcomerForm
from pakten.parties.people.models import Participant, ProfileLink
from pakten.parties.people.states import Purpose

CHOSEN_PACT = "pact"  # as `config.middleware` reads it
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ASKED = (Purpose.MATCHING, Purpose.CONTACT)


@open_to_all
def begin_profile(request: PactRequest) -> HttpResponse:
    """An address is all that is asked. The answer is the same whoever has it."""
    form = BeginForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not consume(request, action="begin_profile", key=email.lower()):
            return render(request, "429.html", status=429)
        language, now = get_language() or "sv", timezone.now()
        beginning.begin_profile(request.pact, email, language, by=request.actor, at=now)
        return redirect("begin_sent")
    return respond(request, "people/begin_profile.html", {"form": form}, form)


@open_to_all
def begin_sent(request: PactRequest) -> HttpResponse:
    """Look in your mail."""
    return render(request, "people/begin_sent.html")


def open_profile(request: PactRequest, profile_token: str) -> HttpResponse:
    """A link that was sent: somebody new says who they are, others are let in with one press."""
    step_into_pact(request, profile_token)
    link = beginning.link_by(profile_token)
    if link is None:
        raise DeadLink
    if not beginning.works(link, timezone.now()):
        return gone(render(request, "people/link_ended.html"))
    form = _form_for(request, link)
    if request.method == "POST" and form.is_valid():
        newcomer = form.newcomer(ASKED) if isinstance(form, NewcomerForm) else None
        account = attempt(form, lambda: beginning.open_profile(link, newcomer, at=timezone.now()))
        if account is not None:
            return _let_in(request, account)
    reads, today = get_language() or "sv", timezone.localdate()
    texts = [(consent_text(p, reads, today), p in form.data) for p in ASKED]
    context = {"form": form, "is_new": link.participant is None, "texts": texts}
    return unseen(respond(request, "people/open_profile.html", context, form))


open_profile.opens_door = True  # type: ignore[attr-defined]
open_profile = open_to_all(open_profile)


def _form_for(request: PactRequest, link: ProfileLink) -> Any:
    data = request.POST if request.method == "POST" else None
    return NewcomerForm(data) if link.participant is None else EmptyForm(data)


def _let_in(request: PactRequest, account: Account) -> HttpResponse:
    """Sign in, and go on in the pact of the link."""
    login(request, account, backend=BACKEND)
    request.session[CHOSEN_PACT] = request.pact.pk
    return redirect("see_home")


@needs(Verb.EDIT_PARTICIPANT)
@require_POST
def send_profile_link(request: PactRequest, pk: int) -> HttpResponse:
    """A link to go on with on another phone."""
    person = get_object_or_404(Participant.objects.visible_to(request.actor), pk=pk)
    email = person.account.email if person.account else ""
    form = EmptyForm(request.POST)
    if not consume(request, action="begin_profile", key=email):
        return render(request, "429.html", status=429)
    attempt(
        form,
        lambda: beginning.send_profile_link(person, by=request.actor, at=timezone.now()),
    )
    if form.errors:
        messages.error(request, _("Only the person can have this link."))
    else:
        messages.success(request, _("The link is on its way to your e-mail."))
    return redirect("profile_saved", pk)
