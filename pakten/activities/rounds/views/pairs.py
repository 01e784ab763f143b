"""A lock, a no with its reason, both taken back; and a group lifted."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.rounds.actions import reviewing
from pakten.activities.rounds.forms import PlainForm, VetoForm
from pakten.activities.rounds.models import RoundPair
from pakten.activities.rounds.states import VetoReason
from pakten.activities.rounds.views.rounds import round_or_404, show
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt
from pakten.parties.pacts.http import PactRequest


def _pair(request: PactRequest, pk: int, verb: Verb) -> RoundPair:
    rows = RoundPair.objects.visible_to(request.actor).select_related("round", "participant")
    pair = get_object_or_404(rows, pk=pk)
    require(request.actor, verb, pair)
    look(pair.participant_id, LookPurpose.ROUND, request.actor, timezone.now())
    return pair


def _back(request: PactRequest, pair: RoundPair) -> HttpResponse:
    """To the line that was decided, on the same tab and page."""
    kept = QueryDict(mutable=True)
    for name in ("show", "page", "q"):
        if value := request.POST.get(name, ""):
            kept[name] = value
    query = f"?{kept.urlencode()}" if kept else ""
    return redirect(f"{reverse('see_round', args=[pair.round_id])}{query}#pair-{pair.pk}")


def _decided(request: PactRequest, pair: RoundPair, act: Callable[[], Any]) -> HttpResponse:
    form = PlainForm(request.POST)
    if not attempt(form, act):
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return _back(request, pair)


@needs(Verb.LOCK_PAIR)
@require_POST
def lock_pair(request: PactRequest, round_pair_id: int) -> HttpResponse:
    """Keep this pair."""
    pair, now = _pair(request, round_pair_id, Verb.LOCK_PAIR), timezone.now()
    return _decided(request, pair, lambda: reviewing.lock_pair(pair, by=request.actor, at=now))


@needs(Verb.RELEASE_PAIR)
@require_POST
def release_pair(request: PactRequest, round_pair_id: int) -> HttpResponse:
    """Take a lock or a no back."""
    pair, now = _pair(request, round_pair_id, Verb.RELEASE_PAIR), timezone.now()
    return _decided(request, pair, lambda: reviewing.release_pair(pair, by=request.actor, at=now))


@needs(Verb.VETO_PAIR)
@require_POST
def veto_pair(request: PactRequest, round_pair_id: int) -> HttpResponse:
    """No to a pair, with a reason; without one the question stands open on the page."""
    pair = _pair(request, round_pair_id, Verb.VETO_PAIR)
    form = VetoForm(request.POST)

    def act() -> RoundPair:
        told = form.cleaned_data
        return reviewing.veto_pair(
            pair, reason=VetoReason(told["reason"]), note=told["note"], by=request.actor,
            at=timezone.now(),
        )  # fmt: skip

    if form.is_valid() and attempt(form, act) is not None:
        return _back(request, pair)
    each = round_or_404(request, pair.round_id, Verb.SEE_ROUND)
    return show(request, each, form, pair.pk)


@needs(Verb.LIFT_GROUP)
@require_POST
def lift_group(request: PactRequest, round_id: int) -> HttpResponse:
    """Lift the group that fares worst at the price shown, or take it back; then it is counted."""
    each = round_or_404(request, round_id, Verb.LIFT_GROUP)
    form, lift = PlainForm(request.POST), request.POST.get("lift") == "1"
    now = timezone.now()
    if not attempt(form, lambda: reviewing.lift_group(each, lift=lift, by=request.actor, at=now)):
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    else:
        messages.success(request, _("The decision is kept with your name."))
    return redirect("see_round", each.pk)
