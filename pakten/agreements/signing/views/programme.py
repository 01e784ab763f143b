"""The signing occasion: arranged before, run on the day, looked back on after."""

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.agreements.events.models import Event
from pakten.agreements.events.notices import when, where
from pakten.agreements.events.queries import moves_of
from pakten.agreements.events.states import Answer, EventKind, Photo
from pakten.agreements.events.views.events import event_or_404
from pakten.agreements.signing.actions import programme as actions
from pakten.agreements.signing.forms import NoteForm, PaceForm
from pakten.agreements.signing.models import ProgrammeItem
from pakten.agreements.signing.queries.programme import Day, day_of, letters_to_add
from pakten.agreements.signing.queries.waiting import lacking
from pakten.agreements.signing.states import NotSigned
from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.base.documents.pdf import render_pdf
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

HERE = "signing/"
CARDS = Path(__file__).parents[1] / "cards.typ"


def occasion_or_404(request: PactRequest, pk: int, verb: Verb) -> Event:
    """A signing occasion the actor may see and holds the verb for."""
    event = event_or_404(request, pk, verb)
    if event.kind != EventKind.SIGNING:
        raise Http404
    return event


@needs(Verb.SEE_EVENTS)
def see_programme(request: PactRequest, pk: int) -> HttpResponse:
    """The letters in order. Before: arrange. On the day: the one at the table. After: the outcome."""
    event = occasion_or_404(request, pk, Verb.SEE_EVENTS)
    return render(request, f"{HERE}see_programme.html", _context(request, event))


def _context(request: PactRequest, event: Event) -> dict[str, Any]:
    now = timezone.now()
    day = day_of(event, now)
    arranges = event.is_open and may(request.actor, Verb.ARRANGE_SIGNING, event)
    delay = day.delay(now)
    pace = {"first": day.programme.first_after, "each": day.programme.minutes_each}
    return {
        "event": event, "day": day, "when": when(event), "where": where(event), "now": now,
        "moves": moves_of(event, request.actor), "arranges": arranges, "lacking": lacking(day),
        "to_add": letters_to_add(request.actor, event) if arranges else [],
        "minutes_late": round(delay.total_seconds() / 60) if delay is not None else None,
        "ends_about": day.ends(now), "begun": event.starts_at <= now, "total": len(day.turns),
        "pace": PaceForm(initial=pace), "halves": [t for t in day.turns if t.is_begun],
    }  # fmt: skip


@needs(Verb.ARRANGE_SIGNING)
def arrange_signing(request: PactRequest, pk: int) -> HttpResponse:
    """Add, move, call and remove letters: one button each, no dragging."""
    event = occasion_or_404(request, pk, Verb.ARRANGE_SIGNING)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return redirect("see_programme", event.pk)
    done = attempt(form, lambda: _arrange(request, event))
    if done is not None:
        goal = reverse("see_programme", args=[event.pk])
        return redirect(f"{goal}#{done}" if done else goal)
    messages.error(request, str(form.non_field_errors()[0]))
    return render(request, f"{HERE}see_programme.html", _context(request, event), status=422)


def _arrange(request: PactRequest, event: Event) -> str:
    """Do what the pressed button says; returns the place on the page to go to."""
    step, by, at = request.POST.get("step", ""), request.actor, timezone.now()
    if step == "add":
        asked = [int(v[:18]) for v in request.POST.getlist("letter") if v.isdecimal()]
        letters = list(letters_to_add(request.actor, event).filter(pk__in=asked))
        actions.add_letters(event, letters, by=by, at=at)
        return "add"
    if step == "pace":
        return _pace(request, event)
    asked_item = request.POST.get("item", "")
    rows = ProgrammeItem.objects.select_related("programme__event", "letter__organisation")
    pk = int(asked_item[:18]) if asked_item.isdecimal() else 0
    item = get_object_or_404(rows, pk=pk, programme__event=event)
    _steps(item, step, request.POST.get("number", ""), by=by, at=at)
    return f"letter-{item.pk}"


def _steps(item: ProgrammeItem, step: str, number: str, **by_at: Any) -> None:
    if step in ("up", "down"):
        actions.move_letter(item, -1 if step == "up" else 1, **by_at)
    elif step == "place" and number.isdecimal():
        actions.place_letter(item, int(number[:4]), **by_at)
    elif step == "call":
        actions.call_letter(item, **by_at)
    elif step == "pass":
        actions.pass_letter(item, **by_at)
    elif step == "remove":
        actions.remove_letter(item, **by_at)


def _pace(request: PactRequest, event: Event) -> str:
    form = PaceForm(request.POST)
    if not form.is_valid():
        raise forms.ValidationError(_("Write the minutes as numbers: 0–240 and 1–120."))
    values = form.cleaned_data
    now = timezone.now()
    actions.set_pace(event, values["first"], values["each"], by=request.actor, at=now)
    return "pace"


@needs(Verb.NOTE_NOT_SIGNED)
def note_not_signed(request: PactRequest, pk: int, item_pk: int) -> HttpResponse:
    """Why a letter was not signed on the day, and when instead."""
    event = occasion_or_404(request, pk, Verb.NOTE_NOT_SIGNED)
    rows = ProgrammeItem.objects.select_related("programme__event", "letter__organisation")
    item = get_object_or_404(rows, pk=item_pk, programme__event=event)
    form = NoteForm(request.POST or None, initial={"reason": item.reason, "next_on": item.next_on})
    if request.method == "POST" and form.is_valid():
        reason, next_on = NotSigned(form.cleaned_data["reason"]), form.cleaned_data["next_on"]
        now, by = timezone.now(), request.actor
        if attempt(form, lambda: actions.note_not_signed(item, reason, next_on, by=by, at=now)):
            messages.success(request, _("Noted."))
            return redirect("see_programme", event.pk)
    context = {"event": event, "item": item, "letter": item.letter, "form": form}
    return respond(request, f"{HERE}note_not_signed.html", context, form)


@needs(Verb.SEE_EVENTS)
def see_cards(request: PactRequest, pk: int) -> HttpResponse:
    """Place cards to print, and the list of who sits where nobody takes pictures."""
    event = occasion_or_404(request, pk, Verb.SEE_EVENTS)
    day = day_of(event, timezone.now())
    context = {"event": event, "guests": _seated(day), "when": when(event)}
    return render(request, f"{HERE}see_cards.html", context)


@needs(Verb.SEE_EVENTS)
def print_cards(request: PactRequest, pk: int) -> HttpResponse:
    """The place cards as a PDF, eight on a sheet."""
    event = occasion_or_404(request, pk, Verb.SEE_EVENTS)
    lang = (get_language() or "sv").split("-", maxsplit=1)[0]
    now = timezone.now()
    cards = [
        {"name": g.name, "title": g.title, "house": str(g.organisation or request.pact.city),
         "no_picture": g.photo == Photo.NO}
        for g in _seated(day_of(event, now))
    ]  # fmt: skip
    title = _("Place cards: %(event)s") % {"event": event.title}
    words = {
        "page": _("Page"),
        "no_picture": _("Not in pictures"),
        "empty": _("Nobody is invited yet"),
    }
    data = {"title": title, "author": str(request.pact.name), "stamp": "", "foot": title,
            "words": words, "cards": cards}  # fmt: skip
    made = render_pdf(CARDS, data, lang, at=now)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="cards-{event.pk}.pdf"'
    return response


def _seated(day: Day) -> list[Any]:
    return [g for g in day.guests if g.answer != Answer.NO and g.queued_at is None]
