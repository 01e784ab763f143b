"""Those who have asked to be called and are not registered yet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people import callbacks
from pakten.parties.people.models import CallbackRequest
from pakten.parties.people.states import CALL_LANGUAGES

LATELY = 20


@needs(Verb.SEE_CALLBACKS)
def see_callbacks(request: PactRequest) -> HttpResponse:
    """Whom to call, the longest waiting first, and whom we have called lately."""
    mine = CallbackRequest.objects.visible_to(request.actor).select_related("answered_by")
    context = {
        "waiting": mine.filter(answered_at__isnull=True)[:200],
        "called": mine.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")[:LATELY],
        "languages": dict(CALL_LANGUAGES),
        "can_register": request.actor.holds(Verb.REGISTER_PARTICIPANT),
    }
    return render(request, "desk/see_callbacks.html", context)


@needs(Verb.ANSWER_CALLBACK)
@require_POST
def answer_callback(request: PactRequest, pk: int) -> HttpResponse:
    """Note that the person has been called."""
    wanted = get_object_or_404(CallbackRequest.objects.visible_to(request.actor), pk=pk)
    try:
        callbacks.answer_callback(wanted, by=request.actor, at=timezone.now())
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, _("Noted: %(name)s has been called.") % {"name": wanted.name})
    return redirect("see_callbacks")
