"""The doors in: an organisation that wants to join, a newcomer who wants help."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pakten.base.access.views import open_to_all
from pakten.base.ui.forms import attempt, respond
from pakten.faces.public import queries, rules
from pakten.faces.public.forms import CallbackForm, JoinForm, WishForm
from pakten.parties.organisations import actions as organisations
from pakten.parties.organisations.queries import exclusion_of
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people import callbacks
from pakten.parties.people.states import Door


@open_to_all
def send_interest(request: PactRequest) -> HttpResponse:
    """Three answers lead to activities; the form below tells us that an organisation wants in."""
    now = timezone.now()
    form, context = _guide(request, timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["activities"]
        if attempt(
            form,
            lambda: organisations.send_interest(
                request.pact, form.filled(), chosen, by=request.actor, at=now
            ),
        ):
            return redirect("interest_sent")
    return respond(request, "public/send_interest.html", context, form)


def _guide(request: PactRequest, today: date) -> tuple[JoinForm, dict[str, Any]]:
    """The questions answered so far, the advice they lead to, and the form that carries them on."""
    sectors = queries.sectors_offered(request.pact, today)
    offered = queries.activities_in_force(today)
    wishes = WishForm(request.GET, sectors=sectors)
    wish = wishes.wish()
    advice = rules.advise(offered, wish, queries.sharing_a_sector(wish.sector))
    fitting = [each.activity.code for each in advice if each.fits]
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        offered=offered,
        sectors=sectors,
        initial={
            "activities": fitting, "sector": wish.sector, "want": wish.want, "hours": wish.hours,
        },
    )  # fmt: skip
    chosen = form.chosen_codes()
    done = queries.cooperation([each.activity.pk for each in advice], today)
    ticked = [each for each in advice if each.activity.code in chosen]
    return form, {
        "form": form,
        "wishes": wishes,
        "wish": wish,
        "offers": [(each, done.get(each.activity.pk)) for each in advice],
        "fitting": fitting,
        "ticked": ticked,
        "hours_in_all": sum(each.hours for each in ticked),
        "excluded": exclusion_of(request.pact.pk, wish.sector or form.sector_sent(), today),
    }


@open_to_all
def interest_sent(request: PactRequest) -> HttpResponse:
    """Thanks, and what happens now."""
    return render(request, "public/interest_sent.html")


@open_to_all
def start(request: PactRequest) -> HttpResponse:
    """The first page for somebody new in the country: three doors and a person to call."""
    contact = queries.newcomer_contact(request.pact)
    return render(request, "public/start.html", {"contact": contact})


@open_to_all
def ask_callback(request: PactRequest, door: str) -> HttpResponse:
    """What happens behind one of the doors, and a form to be called."""
    if door not in Door:
        raise Http404
    form = CallbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wish = callbacks.Callback(door=Door(door), **form.cleaned_data)
        if attempt(
            form,
            lambda: callbacks.ask_callback(request.pact, wish, by=request.actor, at=timezone.now()),
        ):
            return redirect("callback_asked", door)
    context = {"form": form, "door": door, "contact": queries.newcomer_contact(request.pact)}
    return respond(request, "public/ask_callback.html", context, form)


@open_to_all
def callback_asked(request: PactRequest, door: str) -> HttpResponse:
    """Thanks: we will call."""
    if door not in Door:
        raise Http404
    return render(
        request, "public/callback_asked.html", {"contact": queries.newcomer_contact(request.pact)}
    )
