"""After the first day: how it goes, from each side; how it ended; and an answer taken back."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import answers, follow_ups, placements
from pakten.activities.opportunities.endings import SIDES
from pakten.activities.opportunities.forms.after import EndForm, FollowUpForm
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.queries.placement import months as in_words
from pakten.activities.opportunities.states import EndOutcome, PlacementState, Side
from pakten.activities.opportunities.views.moves import (
    placement_or_404,
    posted,
    step_page,
    who_is,
)
from pakten.activities.opportunities.views.steps import take
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt
from pakten.parties.pacts.http import PactRequest


@needs(Verb.FOLLOW_UP_PLACEMENT)
def follow_up_placement(request: PactRequest, placement_id: int, months: int) -> HttpResponse:
    """How it goes after so many months: one's own answer, or filled in for a side by the office."""
    placement = placement_or_404(request, placement_id, Verb.FOLLOW_UP_PLACEMENT)
    own = follow_ups.side_of(placement, request.actor)
    side = own or asked_side(request, placement, months)
    over = placement.state == PlacementState.ENDED
    form = FollowUpForm(posted(request), side=own, months=months, over=over, initial={"side": side})
    words = {**who_is(request, placement), "time": in_words(months)}
    title = _("What does %(name)s do now?") if over else _("How is it for %(name)s after %(time)s?")
    if own == Side.PERSON:
        title = _("What do you do now?") if over else _("How does it go after %(time)s?")
    page = step_page(
        request, placement, title=title % words,
        lead=_("You fill in for them. It is written that you did.") if own is None
        else _("Takes half a minute. If it is hard we call."),
        button=_("Save the answer"), done=_("Thank you for the answer."),
    )  # fmt: skip

    def act() -> object:
        given = form.answer_given()
        return follow_ups.follow_up_placement(
            placement, months=months, by=request.actor, at=timezone.now(), **given
        )

    return take(request, form, page, act)


def asked_side(request: PactRequest, placement: Placement, months: int) -> str:
    """Whose answer is filled in: the address says, else the first side that has not answered."""
    if (wished := request.GET.get("side", "")) in SIDES:
        return wished
    rows = placement.follow_ups.filter(months=months, answered_on__isnull=True)
    return rows.values_list("side", flat=True).first() or Side.EMPLOYER


@needs(Verb.END_PLACEMENT)
def end_placement(request: PactRequest, placement_id: int) -> HttpResponse:
    """How it ended."""
    placement = placement_or_404(request, placement_id, Verb.END_PLACEMENT)
    form = EndForm(posted(request), initial={"ended_on": timezone.localdate()})

    def act() -> Placement:
        given = form.cleaned_data
        return placements.end_placement(
            placement, ended_on=given["ended_on"], outcome=EndOutcome(given["outcome"]),
            cause=Side(given["cause"]) if given["cause"] else None, why=given["why"],
            note=given["note"], by=request.actor, at=timezone.now(),
        )  # fmt: skip

    page = step_page(
        request, placement, title=_("End %(name)s at %(house)s") % who_is(request, placement),
        lead=_("A job after an internship is counted as a job, once. We go on asking the person what they do, if they have said yes to it."),
        button=_("Record the end"), done=_("The end is recorded."),
    )  # fmt: skip
    return take(request, form, page, act)


@needs(Verb.UNDO_ANSWER)
@require_POST
def undo_answer(request: PactRequest, placement_id: int) -> HttpResponse:
    """The person takes back a yes or a no."""
    placement = placement_or_404(request, placement_id, Verb.UNDO_ANSWER)
    form = Form(request.POST)
    if attempt(form, lambda: answers.undo_answer(placement, by=request.actor, at=timezone.now())):
        messages.success(request, _("Your answer is taken back. Nothing has been sent."))
    else:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("see_placement", placement.pk)


@needs(Verb.ASK_FIRST)
@require_POST
def ask_first(request: PactRequest, placement_id: int) -> HttpResponse:
    """The person wants to ask before answering: the counsellor rings."""
    placement = placement_or_404(request, placement_id, Verb.ASK_FIRST)
    form = Form(request.POST)
    if attempt(form, lambda: answers.ask_first(placement, by=request.actor, at=timezone.now())):
        messages.success(request, _("Good. Your counsellor rings you. You can answer later."))
    else:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("see_placement", placement.pk)
