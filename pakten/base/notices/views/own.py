"""One's own: the settings, the notices, and what the next digest will say."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Actor, Verb
from pakten.base.access.views import needs
from pakten.base.accounts.actions import edit_account as edit
from pakten.base.accounts.models import Account
from pakten.base.notices import actions, queries
from pakten.base.notices.forms import AccountForm, PaceForm
from pakten.base.notices.models import Notice
from pakten.base.notices.notices import digest
from pakten.base.notices.rules import topics_for
from pakten.base.notices.states import Pace, Topic
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing


class OwnRequest(HttpRequest):
    """A request of somebody signed in."""

    actor: Actor
    user: Account
    written_in: tuple[str, ...]


def _settings(
    request: OwnRequest, *, account: AccountForm | None = None, paces: PaceForm | None = None
) -> HttpResponse:
    """The one page, with the form that was sent in place of a fresh one."""
    mine = request.user
    context = {
        "form": account or AccountForm(request.written_in, initial=_as_it_is(mine)),
        "paces": paces or _pace_form(request),
        "mails": queries.mails_a_week(mine, timezone.now()),
        "waiting": len(queries.waiting_notices(mine)),
    }
    sent = [form for form in (account, paces) if form]
    return respond(request, "notices/see_account.html", context, *sent)


def _as_it_is(account: Account) -> dict[str, str]:
    language = account.language or translation.get_language() or settings.LANGUAGE_CODE
    return {"name": account.name, "phone": account.phone, "language": language}


def _pace_form(request: OwnRequest) -> PaceForm:
    sent = request.POST if request.method == "POST" else None
    return PaceForm(topics_for(request.actor), queries.paces_of(request.user), sent)


@needs(Verb.SEE_HOME)
def see_account(request: OwnRequest) -> HttpResponse:
    """Name, phone, language, how often one hears of what, and the password."""
    return _settings(request)


@needs(Verb.EDIT_ACCOUNT)
@require_POST
def edit_account(request: OwnRequest) -> HttpResponse:
    """Change one's name, phone and language; the pages follow at once."""
    form = AccountForm(request.written_in, request.POST)
    if not form.is_valid() or not attempt(
        form,
        lambda: edit(request.user, **form.cleaned_data, by=request.actor, at=timezone.now()),
    ):
        return _settings(request, account=form)
    language = form.cleaned_data["language"]
    with translation.override(language):
        messages.success(request, _("Saved."))
    response = redirect("see_account")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@needs(Verb.CHOOSE_PACES)
@require_POST
def choose_paces(request: OwnRequest) -> HttpResponse:
    """How often one hears of what."""
    form = _pace_form(request)
    if form.is_valid():
        actions.choose_paces(request.user, form.wanted(), by=request.actor, at=timezone.now())
        messages.success(request, _("Saved. It holds from now on."))
        return redirect(reverse("see_account") + "#notices")
    return _settings(request, paces=form)


@needs(Verb.SEE_NOTICES)
def see_notices(request: OwnRequest) -> HttpResponse:
    """Everything one has been told, newest first, also what came in no mail."""
    listing = Listing(
        request.GET,
        Notice.objects.visible_to(request.actor),
        search=("subject", "body"),
        filters=(Filter("topic", _("Topic"), Topic.choices),),
        sorts={"when": ("written_at", "pk")},
        default_sort="-when",
        per_page=20,
    )
    context = {"listing": listing, "unseen_here": queries.unseen(request.user.pk)}
    return render(request, "notices/see_notices.html", context)


@needs(Verb.READ_NOTICES)
@require_POST
def read_notices(request: OwnRequest) -> HttpResponse:
    """Mark all as read."""
    actions.read_notices(by=request.actor, at=timezone.now())
    return redirect("see_notices")


@needs(Verb.SEE_NOTICES)
def see_digest(request: OwnRequest) -> HttpResponse:
    """What the next digests will say if nothing more happens."""
    mine = request.user
    waiting, paces = queries.waiting_notices(mine), queries.paces_of(mine)
    letters = []
    for pace in (Pace.DAILY, Pace.WEEKLY):
        rows = [notice for notice in waiting if paces[Topic(notice.topic)] == pace]
        if rows:
            with translation.override(queries.language_for(mine)):
                subject, text = digest(rows, queries.pact_of(rows[0].pact_id), name=mine.name)
            letters.append({"pace": pace, "subject": subject, "text": text})
    return render(request, "notices/see_digest.html", {"letters": letters})
