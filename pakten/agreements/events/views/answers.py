"""A guest's own page, by the personal link: no account, nothing written by looking."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from pakten.agreements.events.actions.guests import answer_invitation as answer_action
from pakten.agreements.events.forms import AnswerForm
from pakten.agreements.events.models import Invitation
from pakten.agreements.events.notices import when, where
from pakten.agreements.events.queries import invitation_by
from pakten.agreements.events.states import Answer
from pakten.agreements.events.views.events import HERE, calendar_answer
from pakten.base.access.views import open_to_all
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.links import DeadLink, step_into_pact, unseen


def _invitation_or_404(request: HttpRequest, token: str) -> Invitation:
    step_into_pact(request, token)
    guest = invitation_by(token)
    if guest is None:
        raise DeadLink
    return guest


@open_to_all
def answer_invitation(request: HttpRequest, guest_token: str) -> HttpResponse:
    """When and where it is, and the answer."""
    guest = _invitation_or_404(request, guest_token)
    form = AnswerForm(guest, request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer, photo = Answer(form.cleaned_data["answer"]), form.photo_or(guest.photo)
        if attempt(form, lambda: answer_action(guest, answer, photo, at=timezone.now())):
            return redirect("answer_invitation", guest_token)
    event = guest.event
    context = {
        "guest": guest, "event": event, "form": form, "token": guest_token, "when": when(event),
        "where": where(event),
    }  # fmt: skip
    return unseen(respond(request, f"{HERE}answer_invitation.html", context, form))


@open_to_all
def download_invitation(request: HttpRequest, guest_token: str) -> HttpResponse:
    """The event for the guest's own calendar."""
    guest = _invitation_or_404(request, guest_token)
    return unseen(calendar_answer(guest.event))
