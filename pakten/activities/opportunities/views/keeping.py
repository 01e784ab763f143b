"""Keeping openings true: pause, resume, still true (in the app or by link), must or nice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import keeping
from pakten.activities.opportunities.forms.starting import PauseForm
from pakten.activities.opportunities.forms.steps import ConfirmForm
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.views.openings import opening_for
from pakten.activities.opportunities.views.steps import Page, take
from pakten.base.access import Verb, require
from pakten.base.access.views import needs, open_to_all
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.links import DeadLink, step_into_pact, unseen

HERE = "opportunities/"


@needs(Verb.PAUSE_OPENING)
def pause_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """Let the opening rest, and say why."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.PAUSE_OPENING, opening)
    form = PauseForm(request.POST if request.method == "POST" else None)
    page = Page(
        title=_("Pause %(title)s?") % {"title": opening.title},
        lead=_("Nobody new is proposed while it rests. Those on their way to it go on."),
        button=_("Pause the opening"), done=_("The opening rests."),
        back="see_opening", pk=opening.pk, crumb=opening.title,
    )  # fmt: skip
    return take(
        request, form, page,
        lambda: keeping.pause_opening(
            opening, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
        ),
    )  # fmt: skip


@needs(Verb.RESUME_OPENING)
@require_POST
def resume_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """Look for people again."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.RESUME_OPENING, opening)
    now = timezone.now()
    return _press(
        request, opening, _("The opening is open again."),
        lambda: keeping.resume_opening(opening, by=request.actor, at=now),
    )  # fmt: skip


@needs(Verb.CONFIRM_OPENING)
@require_POST
def confirm_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """Say that the opening is still true."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.CONFIRM_OPENING, opening)
    now = timezone.now()
    return _press(
        request, opening, _("Good. It is as true as today."),
        lambda: keeping.confirm_opening(opening, by=request.actor, at=now),
    )  # fmt: skip


@needs(Verb.SET_REQUIREMENT)
@require_POST
def set_requirement(request: PactRequest, opening_id: int) -> HttpResponse:
    """One thing asked for becomes a must, nice to have, or not needed."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.SET_REQUIREMENT, opening)
    term, value, now = request.POST.get("term", ""), request.POST.get("value", ""), timezone.now()
    return _press(
        request, opening, _("Changed. The numbers are new."),
        lambda: keeping.set_requirement(opening, term, value, by=request.actor, at=now),
    )  # fmt: skip


def _press(request: PactRequest, opening: Opening, done: str, act: object) -> HttpResponse:
    """A button without a page of its own: done, or why it could not be."""
    form = ConfirmForm(request.POST)
    form.full_clean()
    if attempt(form, act) is not None:  # type: ignore[arg-type]
        messages.success(request, done)
    else:
        messages.error(request, " ".join(str(each) for each in form.non_field_errors()))
    return redirect("see_opening", opening.pk)


@open_to_all
def confirm_by_link(request: HttpRequest, alive_token: str) -> HttpResponse:
    """The member's answer to a reminder, without an account."""
    step_into_pact(request, alive_token)
    opening = keeping.opening_by(alive_token)
    if opening is None:
        raise DeadLink
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = keeping.close_by_link if "no" in request.POST else keeping.confirm_by_link
        if attempt(form, lambda: act(opening, at=timezone.now())) is not None:
            return redirect("confirm_by_link", alive_token)
    answered = opening.confirmed_at is not None and opening.reminded_at is None
    context = {"opening": opening, "form": form, "answered": answered, "token": alive_token}
    return unseen(respond(request, f"{HERE}confirm_by_link.html", context, form))
