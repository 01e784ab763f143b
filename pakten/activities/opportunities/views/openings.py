"""Openings: the list, one of them, and the forms that change it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.actions import openings as actions
from pakten.activities.opportunities.forms.openings import (
    ASKABLE,
    WORK,
    HoldForm,
    OpeningForm,
    asked_rows,
    chosen_in,
    found_terms,
)
from pakten.activities.opportunities.forms.steps import ConfirmForm
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.queries.lists import (
    due_of,
    openings_of,
    placements_of,
    standing_of,
)
from pakten.activities.opportunities.states import (
    FOR_ONE_PERSON,
    OpeningKind,
    OpeningState,
    PlacementState,
)
from pakten.activities.opportunities.views.steps import Page, take
from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import Column, export
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import District

HERE = "opportunities/"
COLUMNS = (
    Column(gettext_lazy("Opening"), "title"),
    Column(gettext_lazy("Kind"), "get_kind_display"),
    Column(gettext_lazy("Member"), "organisation.name"),
    Column(gettext_lazy("Occupation"), "occupation.label"),
    Column(gettext_lazy("District"), "district.name"),
    Column(gettext_lazy("Places"), "seats"),
    Column(gettext_lazy("Taken"), "taken"),
    Column(gettext_lazy("State"), "get_state_display"),
    Column(gettext_lazy("Starts"), "starts_on"),
    Column(gettext_lazy("Posted"), "posted_at"),
)


def opening_for(request: PactRequest, pk: int) -> Opening:
    """The opening, if it is for this reader; else 404."""
    return get_object_or_404(openings_of(request.actor), pk=pk)


@needs(Verb.SEE_OPENINGS)
def see_openings(request: PactRequest) -> HttpResponse:
    """Every opening one may see, the newest first."""
    rows = openings_of(request.actor)
    named = (
        Opening.objects.visible_to(request.actor)
        .order_by("organisation__sort_key")
        .values_list("organisation_id", "organisation__name")
    )
    houses = list(named.distinct())
    districts = [(d.pk, str(d.name)) for d in District.objects.all()]
    filters = (
        Filter("state", _("State"), OpeningState.choices),
        Filter("kind", _("Kind"), OpeningKind.choices),
        Filter("house", _("Member"), houses, lookup="organisation_id"),
        Filter("district", _("District"), districts, lookup="district_id"),
    )
    listing = Listing(
        request.GET, rows, search=("title", "organisation__name", "occupation__label_sv"),
        filters=filters, default_sort="-posted", per_page=50,
        sorts={
            "title": ("title",), "house": ("organisation__sort_key",), "start": ("starts_on",),
            "posted": ("posted_at",),
        },
    )  # fmt: skip
    if listing.format:
        return export(listing, COLUMNS, filename="openings")
    actor = request.actor
    return render(request, f"{HERE}see_openings.html", {
        "listing": listing, "matches": actor.holds(Verb.SEE_SHORTLIST),
        "may_post": actor.holds(Verb.POST_OPENING), "may_import": actor.holds(Verb.IMPORT_ADS),
        "for_one": FOR_ONE_PERSON, "many_houses": len(houses) > 1,
    })  # fmt: skip


@needs(Verb.SEE_OPENINGS)
def see_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """One opening: what it says, and the people presented for it."""
    opening = opening_for(request, opening_id)
    actor, today = request.actor, timezone.localdate()
    presented = []
    if actor.holds(Verb.SEE_PLACEMENT):
        shown = placements_of(actor).filter(opening=opening, presented_at__isnull=False)
        live = shown.exclude(state=PlacementState.DECLINED).order_by("presented_at", "pk")
        presented = [(row, standing_of(row, today, due_on=due_of(row))) for row in live]
    return render(request, f"{HERE}see_opening.html", {
        "opening": opening, "presented": presented,
        "requirements": opening.requirements.select_related("concept"),
        "for_one": opening.kind in FOR_ONE_PERSON,
        "may_edit": may(actor, Verb.EDIT_OPENING, opening) and opening.state != "closed",
        "may_match": may(actor, Verb.SEE_SHORTLIST, opening),
        "may_hold": may(actor, Verb.RECORD_OUTCOME, opening) and opening.state == "open",
    })  # fmt: skip


def _opening_form(request: PactRequest, opening: Opening | None) -> OpeningForm:
    initial = {name: request.GET.get(name, "")[:120] for name in ("kind", "title", "organisation")}
    return OpeningForm(
        request.POST if request.method == "POST" else None, instance=opening, actor=request.actor,
        initial={name: value for name, value in initial.items() if value},
    )  # fmt: skip


def _describe(request: PactRequest, form: OpeningForm, opening: Opening | None) -> HttpResponse:
    shown = form
    if "look" in request.POST:
        # a search within the form: nothing is checked or kept yet, and nothing typed is lost
        typed = request.POST.dict()
        shown = OpeningForm(instance=opening, initial=typed, actor=request.actor)
        form.full_clean()
        shown.occupation, shown.options = form.occupation, form.options
    context: dict[str, Any] = {
        "form": shown, "asked": form.asked(), "opening": opening,
        "words": request.POST.get("term_words", ""),
    }  # fmt: skip
    return respond(request, f"{HERE}post_opening.html", context, shown)


@needs(Verb.POST_OPENING)
def post_opening(request: PactRequest) -> HttpResponse:
    """Describe a need and post it."""
    form = _opening_form(request, None)
    house = None
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        house = form.house
    if house:
        described, now = form.described(), timezone.now()
        made = attempt(
            form, lambda: actions.post_opening(house, described, by=request.actor, at=now)
        )
        if made:
            messages.success(request, _("%(title)s is posted.") % {"title": made.title})
            return redirect("see_opening", made.pk)
    return _describe(request, form, None)


@needs(Verb.EDIT_OPENING)
def edit_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """Change what an opening says and asks for."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.EDIT_OPENING, opening)
    form = _opening_form(request, opening)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        described, now = form.described(), timezone.now()
        if attempt(
            form, lambda: actions.edit_opening(opening, described, by=request.actor, at=now)
        ):
            messages.success(request, _("Saved."))
            return redirect("see_opening", opening.pk)
    return _describe(request, form, opening)


@needs(Verb.CLOSE_OPENING)
def close_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """Take the opening away, after saying what happens."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.CLOSE_OPENING, opening)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    page = Page(
        title=_("Close %(title)s?") % {"title": opening.title},
        lead=_("Those on their way to it are told that it is no longer open. Those who have begun stay."),
        button=_("Close the opening"), done=_("The opening is closed."), danger=True,
        back="see_opening", pk=opening.pk, crumb=opening.title,
    )  # fmt: skip
    return take(
        request, form, page,
        lambda: actions.close_opening(opening, by=request.actor, at=timezone.now()),
    )  # fmt: skip


@needs(Verb.RECORD_OUTCOME)
def hold_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """Record that a visit or lecture was held."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.RECORD_OUTCOME, opening)
    form = HoldForm(
        request.POST if request.method == "POST" else None,
        initial={"held_on": opening.starts_on or timezone.localdate()},
    )
    page = Page(
        title=_("%(title)s was held") % {"title": opening.title},
        lead=_("It counts once in the results and in the member's promise."),
        button=_("Record it"), done=_("Recorded."), back="see_opening", pk=opening.pk,
        crumb=opening.title,
    )  # fmt: skip
    return take(
        request, form, page,
        lambda: actions.hold_opening(
            opening, **form.cleaned_data, by=request.actor, at=timezone.now()
        ),
    )  # fmt: skip


@needs(Verb.POST_OPENING, Verb.EDIT_OPENING)
def search_terms(request: PactRequest) -> HttpResponse:
    """Live search of the form: a piece of the page for htmx; without it, the form itself."""
    if not request.htmx:
        return redirect("post_opening")
    work = request.GET.get("of") == "work"
    words = request.GET.get("occupation_words" if work else "term_words", "")[:200]
    found = found_terms(WORK if work else ASKABLE, words)
    piece = "options" if work else "terms"
    asked = [] if work else asked_rows(chosen_in(request.GET), found)
    context = {"options": found, "asked": asked, "words": words}
    return render(request, f"{HERE}_{piece}.html", context)
