"""Answering by a personal link: the week in a minute, the months in half a minute."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pakten.activities.opportunities.actions.follow_ups import follow_up_placement, is_asked
from pakten.activities.opportunities.actions.links import About, reader_of
from pakten.activities.opportunities.models import Placement, PlacementLink
from pakten.activities.opportunities.queries.placement import months as in_words
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.activities.opportunities.views.links import closed, link_or_404
from pakten.activities.pulses import actions
from pakten.activities.pulses.forms import FollowUpForm, PulseForm
from pakten.activities.pulses.models import Pulse
from pakten.activities.pulses.rules import friday_of
from pakten.base.access.views import open_to_all
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.links import unseen

HERE = "pulses/"


@open_to_all
def pulse_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """How was the week? One page, one minute; it can be changed while the link works."""
    link, now = link_or_404(request, link_token, About.WEEK), timezone.now()
    if not link.works(now) or link.week_on is None:
        return closed(request, link)
    placement, side, week_on = link.placement, Side(link.side), link.week_on
    kept = Pulse.objects.filter(placement=placement, side=side, week_on=week_on).first()
    form = PulseForm(
        request.POST if request.method == "POST" else None, side=side, initial=said(kept)
    )
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: actions.answer_pulse(
            placement, week_on, form.week(), side=side, link=link, at=timezone.now()
        ),
    ) is not None:  # fmt: skip
        return unseen(redirect(f"{reverse('pulse_by_link', args=[link_token])}?thanks=1"))
    stop = reverse("stop_pulses", args=[link_token])
    context = week_page(placement, side, week_on) | {
        "form": form, "link": link, "stop": stop, "kept": kept, "me": link.name.partition(" ")[0],
        "thanks": request.GET.get("thanks") == "1" and kept is not None and bool(kept.answered_at),
    }  # fmt: skip
    return unseen(respond(request, f"{HERE}pulse_by_link.html", context, form))


def said(pulse: Pulse | None) -> dict[str, Any]:
    """What has been answered already, for the form."""
    if pulse is None or pulse.answered_at is None:
        return {}
    return {
        "mood": pulse.mood, "present": pulse.present, "worked": pulse.worked,
        "call_me": pulse.call_me,
    }  # fmt: skip


def week_page(placement: Placement, side: Side, week_on: date) -> dict[str, Any]:
    """What the page of a week says about whom and when."""
    return {
        "placement": placement, "side": side, "is_person": side == Side.PERSON,
        "week": week_on.isocalendar().week, "first": week_on, "last": friday_of(week_on),
        "other": placement.shown_name.partition(" ")[0] or placement.participant.given_name,
        "counsellor": placement.participant.counsellor or placement.proposed_by,
    }  # fmt: skip


@open_to_all
def stop_pulses(request: HttpRequest, link_token: str) -> HttpResponse:
    """No more weekly questions: not the right person, or they are not wanted."""
    link, now = link_or_404(request, link_token, About.WEEK), timezone.now()
    is_done = request.method != "POST" and request.GET.get("stopped") == "1"
    if not is_done and not link.works(now):
        return closed(request, link)
    if request.method == "POST":
        actions.stop_pulses(link, disown=request.POST.get("why") == "not_me", at=now)
        return unseen(redirect(f"{reverse('stop_pulses', args=[link_token])}?stopped=1"))
    return unseen(render(request, f"{HERE}stop_pulses.html", {"link": link, "is_done": is_done}))


@open_to_all
def follow_up_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """How does it go after so many months? Each side its own answer."""
    link, now = link_or_404(request, link_token, About.FOLLOW_UP), timezone.now()
    if not link.works(now):
        return closed(request, link)
    side, over = Side(link.side), link.placement.state == PlacementState.ENDED
    row = link.placement.follow_ups.filter(months=link.months, side=side).first()
    done = row is not None and row.answered_on is not None
    if not done and (row is None or not is_asked(link.placement, side)):
        return closed(request, link)
    form = FollowUpForm(
        request.POST if request.method == "POST" else None, side=side, months=link.months, over=over
    )
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda: _answer(link, form)
    ) is not None:  # fmt: skip
        return unseen(redirect("follow_up_by_link", link_token))
    context = {
        "link": link, "placement": link.placement, "opening": link.placement.opening, "form": form,
        "is_person": side == Side.PERSON, "over": over, "done": done, "row": row,
        "time": in_words(link.months),
        "counsellor": link.placement.participant.counsellor or link.placement.proposed_by,
        "disown": reverse("disown_link", args=[link_token]),
    }  # fmt: skip
    return unseen(respond(request, f"{HERE}follow_up_by_link.html", context, form))


def _answer(link: PlacementLink, form: FollowUpForm) -> object:
    by, given = reader_of(link), form.answer_given()
    return follow_up_placement(
        link.placement, months=link.months, by=by, at=timezone.now(), **given
    )
