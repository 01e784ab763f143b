"""The page of an organisation's vetting, and the steps of a look."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import VettingState
from pakten.parties.pacts.http import PactRequest
from pakten.parties.vetting import actions
from pakten.parties.vetting.forms import AnswersForm, RulingForm, WithdrawForm
from pakten.parties.vetting.models import Vetting
from pakten.parties.vetting.queries import lines, open_look, unanswered

VERBS = (
    Verb.BEGIN_VETTING,
    Verb.ANSWER_CHECKS,
    Verb.DECIDE_VETTING,
    Verb.WITHDRAW_APPROVAL,
    Verb.PUBLISH_ORGANISATION,
    Verb.SEE_CHECKLIST,
)


def _house(request: PactRequest, pk: int) -> Organisation:
    rows = Organisation.objects.visible_to(request.actor)
    return get_object_or_404(rows, pk=pk)


def _look(request: PactRequest, pk: int) -> Vetting:
    rows = Vetting.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@needs(Verb.SEE_VETTING)
def see_vetting(request: PactRequest, pk: int) -> HttpResponse:
    """How the city looks at an organisation: the look under way, the decision, the history."""
    house = _house(request, pk)
    require(request.actor, Verb.SEE_VETTING, house)
    return _page(request, house)


@needs(Verb.BEGIN_VETTING)
@require_POST
def begin_vetting(request: PactRequest, pk: int) -> HttpResponse:
    """Begin a look."""
    house = _house(request, pk)
    try:
        actions.begin_vetting(house, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_vetting", house.pk)


@needs(Verb.ANSWER_CHECKS)
@require_POST
def answer_checks(request: PactRequest, pk: int) -> HttpResponse:
    """Keep what was found so far."""
    look = _look(request, pk)
    form = AnswersForm(lines(look, timezone.localdate()), request.POST)
    if form.is_valid():
        now = timezone.now()
        done = attempt(
            form, lambda: actions.answer_checks(look, form.found(), by=request.actor, at=now)
        )
        if done:
            left = unanswered(look, timezone.localdate(now))
            said = ngettext(
                "Saved. %(n)d question is left.", "Saved. %(n)d questions are left.", left
            )
            messages.success(request, said % {"n": left} if left else _("Saved. All is answered."))
            return redirect("see_vetting", look.organisation_id)
    return _page(request, look.organisation, answers=form)


@needs(Verb.DECIDE_VETTING)
@require_POST
def decide_vetting(request: PactRequest, pk: int) -> HttpResponse:
    """Approve or refuse; what was found and not saved yet is kept first."""
    look, today, now = _look(request, pk), timezone.localdate(), timezone.now()
    answers = AnswersForm(lines(look, today), request.POST)
    form = RulingForm(today, request.pact.look_again_months, request.POST)
    both = [form.is_valid(), answers.is_valid()]

    def keep() -> Vetting:
        return actions.answer_checks(look, answers.found(), by=request.actor, at=now)

    def decide() -> Vetting:
        return actions.decide_vetting(look, form.ruling(), by=request.actor, at=now)

    kept = all(both) and (not answers.found() or attempt(answers, keep) is not None)
    done = attempt(form, decide) if kept else None
    if done:
        messages.success(request, _("Decided. The member has been told."))
        return redirect("see_vetting", look.organisation_id)
    return _page(request, look.organisation, answers, form)


@needs(Verb.WITHDRAW_APPROVAL)
def withdraw_approval(request: PactRequest, pk: int) -> HttpResponse:
    """Take an approval back; the member vanishes from the public pages at once."""
    house = _house(request, pk)
    require(request.actor, Verb.WITHDRAW_APPROVAL, house)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form, lambda: actions.withdraw_approval(house, form.ruling(), by=request.actor, at=now)
        ):
            said = _("The approval is withdrawn. %(name)s is shown nowhere publicly any more.")
            messages.success(request, said % {"name": house.name})
            return redirect("see_vetting", house.pk)
    context = {"form": form, "organisation": house}
    return respond(request, "vetting/withdraw_approval.html", context, form)


def _page(
    request: PactRequest,
    house: Organisation,
    answers: AnswersForm | None = None,
    ruling: RulingForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    look = open_look(house)
    context: dict[str, Any] = {
        "organisation": house,
        "look": look,
        "today": today,
        "is_approved": house.vetting == VettingState.APPROVED,
        "is_past": bool(house.vetted_until and house.vetted_until < today),
        "history": _history(request, house),
        "can": {verb.value: may(request.actor, verb, house) for verb in VERBS},
    }
    forms = []
    if look and context["can"]["answer_checks"]:
        answers = answers or AnswersForm(lines(look, today))
        ruling = ruling or RulingForm(today, request.pact.look_again_months)
        context |= {"answers": answers, "ruling": ruling, "left": unanswered(look, today)}
        forms = [answers, ruling]
    return respond(request, "vetting/see_vetting.html", context, *forms)


def _history(request: PactRequest, house: Organisation) -> list[Vetting]:
    decided = Vetting.objects.visible_to(request.actor).filter(organisation=house)
    decided = decided.exclude(decision="").select_related("decided_by")
    return list(decided.prefetch_related("answers__item").order_by("-decided_at", "-id"))
