"""The guest list: inviting, correcting, and checking off at the door on a phone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.events.actions import guests as actions
from pakten.agreements.events.forms import EditGuestForm, GuestForm
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.notices import when
from pakten.agreements.events.queries import count_guests, guests_of
from pakten.agreements.events.states import Answer, Attendance, Photo
from pakten.agreements.events.views.events import HERE, event_or_404
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest


def _guest(event: Event, pk: int) -> Invitation:
    guest = get_object_or_404(Invitation.objects.filter(event=event), pk=pk)
    guest.event = event
    return guest


@needs(Verb.INVITE_GUEST)
def invite_guest(request: PactRequest, pk: int) -> HttpResponse:
    """Put somebody on the guest list."""
    event = event_or_404(request, pk, Verb.INVITE_GUEST)
    form = GuestForm(event.pact_id, request.POST or None, initial={"language": "sv"})
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        made = attempt(
            form, lambda: actions.invite_guest(event, form.guest(), by=request.actor, at=now)
        )
        if made:
            said = _("%(name)s is on the list. The invitation goes when you send them.")
            messages.success(request, said % {"name": made.name})
            goal = "invite_guest" if request.POST.get("then") == "more" else "see_event"
            return redirect(goal, event.pk)
    return respond(request, f"{HERE}invite_guest.html", {"event": event, "form": form}, form)


@needs(Verb.EDIT_GUEST)
def edit_guest(request: PactRequest, pk: int, guest_pk: int) -> HttpResponse:
    """Correct a guest, or write what they said on the phone."""
    event = event_or_404(request, pk, Verb.EDIT_GUEST)
    guest = _guest(event, guest_pk)
    form = EditGuestForm(guest, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: _edit(request, guest, form)) is not None
    ):
        messages.success(request, _("Saved."))
        return redirect("see_event", event.pk)
    context = {"event": event, "guest": guest, "form": form}
    return respond(request, f"{HERE}edit_guest.html", context, form)


def _edit(request: PactRequest, guest: Invitation, form: EditGuestForm) -> Invitation:
    values = form.cleaned_data
    return actions.edit_guest(
        guest,
        form.guest(),
        answer=Answer(values["answer"]),
        photo=Photo(values["photo"]),
        by=request.actor,
        at=timezone.now(),
    )


@needs(Verb.REMOVE_GUEST)
def remove_guest(request: PactRequest, pk: int, guest_pk: int) -> HttpResponse:
    """Take somebody off the list, after asking."""
    event = event_or_404(request, pk, Verb.REMOVE_GUEST)
    guest = _guest(event, guest_pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        now = timezone.now()
        if attempt(form, lambda: actions.remove_guest(guest, by=request.actor, at=now)):
            messages.success(request, _("%(name)s is off the list.") % {"name": guest.name})
            return redirect("see_event", event.pk)
    context = {"event": event, "guest": guest, "form": form}
    return respond(request, f"{HERE}remove_guest.html", context, form)


@needs(Verb.RECORD_ATTENDANCE)
def record_attendance(request: PactRequest, pk: int) -> HttpResponse:
    """The list at the door: one big button for each guest, and one to take it back."""
    event = event_or_404(request, pk, Verb.RECORD_ATTENDANCE)
    form = forms.Form(request.POST if request.method == "POST" else None)
    asked = request.POST.get("guest", "")
    if request.method == "POST" and asked.isdecimal():
        guest = _guest(event, int(asked[:18]))
        wanted = Attendance.UNKNOWN if request.POST.get("undo") else Attendance.CAME
        now = timezone.now()
        if attempt(
            form, lambda: actions.record_attendance(guest, wanted, by=request.actor, at=now)
        ):
            return redirect(_back(event, request))
    return respond(
        request, f"{HERE}record_attendance.html", {**_door(event, request), "form": form}, form
    )


def _back(event: Event, request: PactRequest) -> str:
    page = reverse("record_attendance", args=[event.pk])
    query = request.GET.urlencode()
    last = request.POST.get("guest", "")
    return f"{page}?{query}#guest-{last}" if query else f"{page}#guest-{last}"


def _door(event: Event, request: PactRequest) -> dict[str, Any]:
    guests = [g for g in guests_of(event) if g.answer != Answer.NO]
    q = request.GET.get("q", "").strip().lower()[:100]
    shown = request.GET.get("show", "missing")
    found = [g for g in guests if q in f"{g.name} {g.organisation or ''}".lower()]
    here, queue = [g for g in found if g.is_here], [g for g in found if g.queued_at]
    missing = [g for g in found if not g.is_here and not g.queued_at]
    checked = [g for g in found if g.attended_at]
    latest = max(checked, key=lambda g: (g.attended_at, g.pk), default=None)
    rows = {"here": here, "queue": queue}.get(shown, missing)
    if shown not in ("here", "queue") and latest:
        rows = [latest, *missing]  # to take back a slip of the finger
    return {
        "event": event, "when": when(event), "rows": rows, "q": q,
        "shows_here": shown == "here", "shows_queue": shown == "queue",
        "shows_missing": shown not in ("here", "queue"),
        "here": len(here), "missing": len(missing), "queue": len(queue),
        "count": count_guests(guests), "expected": sum(not g.queued_at for g in guests),
    }  # fmt: skip
