"""The page of a placement: what comes next, the line, week by week, what has happened."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import follow_ups
from pakten.activities.opportunities.models import FollowUp
from pakten.activities.opportunities.queries.lists import may_see
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.activities.opportunities.views import placements as pages
from pakten.activities.opportunities.views.links import shown_link
from pakten.activities.opportunities.views.moves import placement_or_404, posted
from pakten.activities.opportunities.views.steps import Page, take
from pakten.activities.pulses import actions
from pakten.activities.pulses.forms import PulseForm, SupervisionForm
from pakten.activities.pulses.models import Pulse, Supervision
from pakten.activities.pulses.queries import (
    calls_waiting,
    left_to_the_office,
    silent_placements,
    weeks_of,
)
from pakten.activities.pulses.rules import monday_of
from pakten.activities.pulses.views.links import said, week_page
from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

HERE = "pulses/"
MOST_SHOWN = 100  # the longest waiting first; the others come up as these are done
WEEKS = "pulses/_weeks.html"


@needs(Verb.SEE_PLACEMENT)
def see_placement(request: PactRequest, placement_id: int) -> HttpResponse:
    """One placement: the office's page, the employer's, or the person's own."""
    placement = pages.found_or_404(request, placement_id)
    if pages.is_own(request, placement) and not may_see(request.actor):
        return pages.own_page(
            request, placement, {"weeks": weeks_of(placement), "weeks_template": WEEKS}
        )
    supervision = Supervision.objects.filter(placement=placement).first()
    told = {
        "weeks": weeks_of(placement), "weeks_template": WEEKS, "supervision": supervision,
        "supervisor": supervision.name if supervision else "",
        "may_edit_supervision": may(request.actor, Verb.EDIT_SUPERVISION, placement),
    }  # fmt: skip
    if not may_see(request.actor):
        return pages.house_page(request, placement, told)
    calls = placement.pulses.filter(call_me=True, called_at__isnull=True)
    links = placement.links.filter(revoked_at=None).order_by("about", "-sent_at")
    return pages.office_page(
        request, placement, told | {"calls": list(calls), "disowned": [k for k in links if k.disowned_at]},
        template=f"{HERE}see_placement.html",
    )  # fmt: skip


@needs(Verb.SEE_PULSES)
def see_pulses(request: PactRequest) -> HttpResponse:
    """What waits for the office: to ring, to fill in, and supervisors who have fallen silent."""
    left = left_to_the_office(request.actor, timezone.localdate())
    context = {
        "calls": calls_waiting(request.actor), "left": left[:MOST_SHOWN], "number": left.count(),
        "silent": silent_placements(request.actor),
    }  # fmt: skip
    return render(request, f"{HERE}see_pulses.html", context)


@needs(Verb.EDIT_SUPERVISION)
def edit_supervision(request: PactRequest, placement_id: int) -> HttpResponse:
    """Who supervises, where a question reaches them, who is asked."""
    placement = placement_or_404(request, placement_id, Verb.EDIT_SUPERVISION)
    office = may_see(request.actor)
    kept = Supervision.objects.filter(placement=placement).first()
    given = {"name": placement.opening.supervisor, "follow_side": placement.follow_side}
    form = SupervisionForm(
        posted(request), instance=kept, of_the_office=office,
        initial=given if kept is None else {"follow_side": placement.follow_side},
    )  # fmt: skip

    def act() -> Supervision:
        now, values = timezone.now(), dict(form.cleaned_data)
        wanted = values.pop("follow_side", None)
        if wanted is not None and wanted != placement.follow_side:
            follow_ups.choose_follow_side(placement, wanted, by=request.actor, at=now)
        return actions.edit_supervision(placement, values, by=request.actor, at=now)

    page = Page(
        title=_("Who supervises?"),
        lead=_("They get one question every Friday, with a link. It takes a minute and needs no account."),
        button=_("Save"), done=_("Saved."), back="see_placement", pk=placement.pk,
        crumb=placement.opening.title,
    )  # fmt: skip
    return take(request, form, page, act)


@needs(Verb.NOTE_CALL)
@require_POST
def note_call(request: PactRequest, pulse_id: int) -> HttpResponse:
    """It was rung."""
    pulse = get_object_or_404(Pulse.objects.visible_to(request.actor), pk=pulse_id)
    form = Form(request.POST)
    if attempt(form, lambda: actions.note_call(pulse, by=request.actor, at=timezone.now())):
        messages.success(request, _("Noted that you rang."))
    else:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("see_placement", pulse.placement_id)


@needs(Verb.SEND_LINK)
@require_POST
def send_follow_up(request: PactRequest, placement_id: int, months: int) -> HttpResponse:
    """A new link to a follow-up, or the question put away when nobody can be reached."""
    placement = placement_or_404(request, placement_id, Verb.SEND_LINK)
    row = get_object_or_404(
        FollowUp.objects.select_related("placement"), placement=placement, months=months,
        side=request.POST.get("side", Side.EMPLOYER),
    )  # fmt: skip
    form, way, now = Form(request.POST), request.POST.get("way"), timezone.now()
    if way == "give_up":
        attempt(form, lambda: follow_ups.give_up_follow_up(row, by=request.actor, at=now))
        messages.success(request, _("Put away as not reached."))
        return redirect("see_placement", placement.pk)
    made = attempt(
        form,
        lambda: actions.send_follow_up(row, show=way == "show", by=request.actor, at=now),
    )
    if made is None:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    elif way == "show":
        return shown_link(request, placement, made, "follow_up_by_link")
    else:
        messages.success(
            request, _("A new link is on its way by e-mail. The old one no longer works.")
        )
    return redirect("see_placement", placement.pk)


@needs(Verb.ANSWER_PULSE)
def answer_pulse(request: PactRequest, placement_id: int) -> HttpResponse:
    """The person's own week, signed in."""
    placement = placement_or_404(request, placement_id, Verb.ANSWER_PULSE)
    if placement.state != PlacementState.STARTED:
        raise Http404
    week_on = monday_of(timezone.localdate())
    kept = Pulse.objects.filter(placement=placement, side=Side.PERSON, week_on=week_on).first()
    form = PulseForm(posted(request), side=Side.PERSON, initial=said(kept))
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: actions.answer_pulse(
            placement, week_on, form.week(), side=Side.PERSON, by=request.actor, at=timezone.now()
        ),
    ) is not None:  # fmt: skip
        messages.success(request, _("Thank you for the answer."))
        return redirect("see_placement", placement.pk)
    context = week_page(placement, Side.PERSON, week_on) | {"form": form, "kept": kept}
    return respond(request, f"{HERE}pulse_by_link.html", context, form)
