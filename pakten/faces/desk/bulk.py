"""What is done to many members at once: chosen in the register, shown before it happens, taken back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pakten.base.access import Denied, Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.faces.desk.bulk_forms import ChangeForm, MessageForm
from pakten.faces.desk.register import export_rows
from pakten.faces.desk.register_list import Register, shown
from pakten.parties.imports import actions
from pakten.parties.imports.models import BulkChange
from pakten.parties.imports.states import Field
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import PactRequest
from pakten.parties.vetting.actions import begin_vetting

MOST_PICKED = 500
MOST_NAMED = 50
Page = Callable[..., HttpResponse]


def chosen_of(request: PactRequest) -> list[Organisation]:
    """The members chosen in the register: those ticked, or all that match what was searched."""
    sent = request.POST if request.method == "POST" else request.GET
    if sent.get("all") == "1":
        query = QueryDict(str(sent.get("query", "")))
        return list(Register(request, query).listing.queryset)
    ids = [number_in(each) for each in sent.getlist("picked")][:MOST_PICKED]
    rows = Organisation.objects.visible_to(request.actor).filter(pk__in=ids)
    return list(rows.order_by("sort_key", "pk"))


def _sent(request: PactRequest) -> dict[str, Any]:
    """What says who is chosen, to be sent on from page to page; and the way back to the list."""
    sent = request.POST if request.method == "POST" else request.GET
    names = ("picked", "all", "query", "field")
    pairs = [(name, value) for name in names for value in sent.getlist(name)[:MOST_PICKED]]
    query = str(sent.get("query", ""))
    return {"pairs": pairs, "back": reverse("see_register") + (f"?{query}" if query else "")}


def _nobody(request: PactRequest) -> HttpResponse:
    messages.error(request, _("Nobody is chosen. Tick the members first."))
    return redirect(_sent(request)["back"])


@needs(Verb.CHANGE_ORGANISATIONS)
def change_organisations(request: PactRequest) -> HttpResponse:
    """Set one field for many: choose the value, see whom it changes, do it."""
    houses = chosen_of(request)
    sent = request.POST if request.method == "POST" else request.GET
    if not houses:
        return _nobody(request)
    if sent.get("field") not in Field.values:
        return redirect(_sent(request)["back"])
    field = Field(sent["field"])
    form = ChangeForm(field, request.pact, sent if "value" in sent else None)
    valid = form.is_bound and form.is_valid()
    if valid and request.method == "POST":
        ids, now = [house.pk for house in houses], timezone.now()
        made = attempt(form, lambda: actions.change_organisations(
            request.pact.pk, ids, field, form.value(), by=request.actor, at=now
        ))  # fmt: skip
        if made:
            return redirect("see_change", made.pk)
    plan = actions.plan_change(houses, field, form.value(), by=request.actor) if valid else None
    context = {"form": form, "plan": plan, "field": field, "number": len(houses), **_sent(request)}
    return respond(request, "desk/change_organisations.html", context, form)


@needs(Verb.CHANGE_ORGANISATIONS)
def see_change(request: PactRequest, pk: int) -> HttpResponse:
    """What a change did, and the way back."""
    change = _change(request, pk)
    rows = change.rows.select_related("organisation").order_by("organisation__sort_key", "pk")
    open_ = change.undone_at is None and timezone.localdate() <= change.undo_until
    context = {
        "change": change, "number": rows.count(), "rows": rows.filter(left_because="")[:MOST_NAMED],
        "left": rows.exclude(left_because="")[:MOST_NAMED], "can_undo": open_,
    }  # fmt: skip
    return render(request, "desk/see_change.html", context)


@needs(Verb.TAKE_BACK_CHANGE)
@require_POST
def take_back_change(request: PactRequest, pk: int) -> HttpResponse:
    """Put the old values back."""
    change = _change(request, pk)
    try:
        actions.take_back_change(change, by=request.actor, at=timezone.now())
        messages.success(request, _("The change is taken back."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_change", change.pk)


def _change(request: PactRequest, pk: int) -> BulkChange:
    rows = BulkChange.objects.filter(pact=request.pact).select_related("made_by")
    return get_object_or_404(rows, pk=pk)


@needs(Verb.WRITE_TO_CONTACTS)
def write_to_contacts(request: PactRequest) -> HttpResponse:
    """One message to the contacts of those chosen: written, looked at, sent."""
    houses = chosen_of(request)
    if not houses:
        return _nobody(request)
    form = MessageForm(request.POST if "subject" in request.POST else None)
    valid = form.is_bound and form.is_valid()
    if valid and request.POST.get("send"):
        ids, now = [house.pk for house in houses], timezone.now()
        plan = attempt(form, lambda: actions.write_to_contacts(
            request.pact.pk, ids, form.letter(), by=request.actor, at=now
        ))  # fmt: skip
        if plan:
            n = len(plan.readers)
            said = ngettext(
                "The message goes to %(n)d person.", "The message goes to %(n)d persons.", n
            )
            messages.success(request, said % {"n": n})
            return redirect(_sent(request)["back"])
    role = form.cleaned_data["role"] if valid else ""
    plan = actions.plan_writing(houses, role, by=request.actor)
    context = {"form": form, "plan": plan, "preview": valid and form.is_valid(), "number": len(houses),
               "people": list(plan.readers.values())[:MOST_NAMED], **_sent(request)}  # fmt: skip
    return respond(request, "desk/write_to_contacts.html", context, form)


@needs(Verb.BEGIN_VETTING)
def vet_organisations(request: PactRequest) -> HttpResponse:
    """Begin the city's look at those chosen; the ones it cannot begin for are named."""
    houses = chosen_of(request)
    if not houses:
        return _nobody(request)
    if request.method != "POST":
        context = {"houses": houses[:MOST_NAMED], "number": len(houses), **_sent(request)}
        return render(request, "desk/vet_organisations.html", context)
    left = [(house, why) for house in houses if (why := _begin(request, house))]
    begun = len(houses) - len(left)
    said = ngettext(
        "The vetting of %(n)d member has begun.", "The vetting of %(n)d members has begun.", begun
    )
    messages.success(request, said % {"n": begun})
    for house, why in left[:5]:
        messages.warning(request, f"{house.name}: {why}")
    return redirect(_sent(request)["back"])


def _begin(request: PactRequest, house: Organisation) -> str:
    try:
        with transaction.atomic():
            begin_vetting(house, by=request.actor, at=timezone.now())
    except ValidationError as error:
        return str(error.messages[0])
    except Denied:
        return _("You may not vet this one.")
    return ""


@needs(Verb.SEE_REGISTER)
def export_chosen(request: PactRequest) -> HttpResponse:
    """Those chosen as a file."""
    query = QueryDict(str(request.GET.get("query", ""))).copy()
    query["format"] = request.GET.get("format", "xlsx")
    register = Register(request, query)
    if request.GET.get("all") == "1":
        return export_rows(register, shown(register.listing.queryset))
    ids = [house.pk for house in chosen_of(request)]
    if not ids:
        return _nobody(request)
    return export_rows(register, shown(register.everything.filter(pk__in=ids)))
