"""The calendar of the office: the list, one event, and a page for each change of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.events.actions import events as actions
from pakten.agreements.events.actions import guests as guest_actions
from pakten.agreements.events.calendar import calendar_file
from pakten.agreements.events.forms import CancelForm, EventForm, ThanksForm
from pakten.agreements.events.models import Event
from pakten.agreements.events.notices import when, where
from pakten.agreements.events.queries import count_guests, events_for_list, guests_of, moves_of
from pakten.agreements.events.states import EventKind, EventState
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import Column, export
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.http import PactRequest

HERE = "events/"


def event_or_404(request: PactRequest, pk: int, verb: Verb) -> Event:
    """An event the actor may see and holds the verb for."""
    rows = Event.objects.visible_to(request.actor).select_related("pact")
    event = get_object_or_404(rows, pk=pk)
    require(request.actor, verb, event)
    return event


def _by_time(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    now = timezone.now()
    return rows.filter(ends_at__gte=now) if value == "coming" else rows.filter(ends_at__lt=now)


@needs(Verb.SEE_EVENTS)
def see_events(request: PactRequest) -> HttpResponse:
    """Every event of the pact."""
    listing = Listing(
        request.GET,
        events_for_list(request.actor),
        search=("title__sv", "title__en", "place"),
        filters=(
            Filter(
                "when", _("When"), [("coming", _("Coming")), ("past", _("Past"))], apply=_by_time
            ),
            Filter("kind", _("Kind"), EventKind.choices),
            Filter("state", _("State"), EventState.choices),
        ),
        sorts={"starts": ("starts_at",), "coming": ("coming", "starts_at")},
        default_sort="-starts",
    )
    if listing.format:
        return export(listing, _columns(), filename=_("events"))
    context = {"listing": listing, "now": timezone.now(), "today": timezone.localdate()}
    context["may_plan"] = request.actor.holds(Verb.PLAN_EVENT)
    return render(request, f"{HERE}see_events.html", context)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Event"), lambda event: str(event.title)),
        Column(_("Kind"), "get_kind_display"),
        Column(_("State"), "get_state_display"),
        Column(_("When"), when),
        Column(_("Where"), where),
        Column(_("Invited"), "invited"),
        Column(_("Come"), "coming"),
        Column(_("Came"), "came"),
    )


@needs(Verb.SEE_EVENTS)
def see_event(request: PactRequest, pk: int) -> HttpResponse:
    """One event: when, where, who, and what can be done now."""
    event = event_or_404(request, pk, Verb.SEE_EVENTS)
    guests = guests_of(event)
    context = {
        "event": event, "guests": guests, "count": count_guests(guests), "when": when(event),
        "where": where(event), "moves": moves_of(event, request.actor),
        "begun": event.starts_at <= timezone.now(),
    }  # fmt: skip
    return render(request, f"{HERE}see_event.html", context)


@needs(Verb.SEE_EVENTS)
def download_event(request: PactRequest, pk: int) -> HttpResponse:
    """The event as a calendar file."""
    return calendar_answer(event_or_404(request, pk, Verb.SEE_EVENTS))


def calendar_answer(event: Event) -> HttpResponse:
    """An answer with the calendar file."""
    made = calendar_file(event)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="event-{event.pk}.ics"'
    return response


@needs(Verb.PLAN_EVENT)
def plan_event(request: PactRequest) -> HttpResponse:
    """Put an event in the calendar."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in EventKind else EventKind.SIGNING
    day = timezone.localdate() + timedelta(days=28)
    initial = {"kind": kind, "day": day, "begins": "13:00", "ends": "15:00"}
    initial["asks_photo"] = kind == EventKind.SIGNING
    form = EventForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        made = attempt(
            form, lambda: actions.plan_event(request.pact, form.terms(), by=request.actor, at=now)
        )
        if made:
            messages.success(request, _("The event is planned. Invite those who shall come."))
            return redirect("see_event", made.pk)
    return respond(request, f"{HERE}plan_event.html", {"form": form}, form)


@needs(Verb.EDIT_EVENT)
def edit_event(request: PactRequest, pk: int) -> HttpResponse:
    """Change when, where and for how many."""
    event = event_or_404(request, pk, Verb.EDIT_EVENT)
    form = EventForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(form, lambda: actions.edit_event(event, form.terms(), by=request.actor, at=now)):
            messages.success(request, _("Saved."))
            return redirect("see_event", event.pk)
    return respond(request, f"{HERE}edit_event.html", {"form": form, "event": event}, form)


def _step(
    request: PactRequest, event: Event, form: forms.Form, act: Callable[[], Any],
    said: Callable[[Any], str],
) -> HttpResponse:  # fmt: skip
    """A page that says what will happen, with one button."""
    if request.method == "POST" and form.is_valid():
        done = attempt(form, act)
        if done is not None:
            messages.success(request, said(done))
            return redirect("see_event", event.pk)
    guests = guests_of(event)
    context = {"event": event, "form": form, "count": count_guests(guests), "when": when(event)}
    name = request.resolver_match.url_name if request.resolver_match else ""
    return respond(request, f"{HERE}{name}.html", context, form)


def _plain(request: PactRequest) -> forms.Form:
    return forms.Form(request.POST if request.method == "POST" else None)


@needs(Verb.CANCEL_EVENT)
def cancel_event(request: PactRequest, pk: int) -> HttpResponse:
    """Call it off."""
    event = event_or_404(request, pk, Verb.CANCEL_EVENT)
    form, by = CancelForm(request.POST or None), request.actor
    return _step(
        request, event, form,
        lambda: actions.cancel_event(event, form.cleaned_data["reason"], by=by, at=timezone.now()),
        lambda _done: _("The event is cancelled, and the guests are told."),
    )  # fmt: skip


@needs(Verb.CLOSE_EVENT)
def close_event(request: PactRequest, pk: int) -> HttpResponse:
    """It has been held."""
    event = event_or_404(request, pk, Verb.CLOSE_EVENT)
    return _step(
        request, event, _plain(request),
        lambda: actions.close_event(event, by=request.actor, at=timezone.now()),
        lambda _done: _("The event is closed. You can thank those who came."),
    )  # fmt: skip


@needs(Verb.REOPEN_EVENT)
def reopen_event(request: PactRequest, pk: int) -> HttpResponse:
    """Take back that it was closed or cancelled."""
    event = event_or_404(request, pk, Verb.REOPEN_EVENT)
    return _step(
        request, event, _plain(request),
        lambda: actions.reopen_event(event, by=request.actor, at=timezone.now()),
        lambda _done: _("The event is planned again."),
    )  # fmt: skip


@needs(Verb.SEND_INVITATIONS)
def send_invitations(request: PactRequest, pk: int) -> HttpResponse:
    """Mail the invitations, after saying to how many."""
    event = event_or_404(request, pk, Verb.SEND_INVITATIONS)
    again = (request.POST or request.GET).get("again") == "1"
    return _step(
        request, event, _plain(request),
        lambda: guest_actions.send_invitations(
            event, again=again, by=request.actor, at=timezone.now()
        ),
        lambda n: _("Invitations on their way: %(n)d.") % {"n": n},
    )  # fmt: skip


@needs(Verb.THANK_GUESTS)
def thank_guests(request: PactRequest, pk: int) -> HttpResponse:
    """One mail of thanks to everybody who came."""
    event = event_or_404(request, pk, Verb.THANK_GUESTS)
    words = _("Thank you for being with us. What was decided stands on your page of the pact.")
    form, by = ThanksForm(request.POST or None, initial={"thanks": words}), request.actor
    return _step(
        request, event, form,
        lambda: guest_actions.thank_guests(
            event, form.cleaned_data["thanks"], by=by, at=timezone.now()
        ),
        lambda n: _("Guests thanked: %(n)d.") % {"n": n},
    )  # fmt: skip
