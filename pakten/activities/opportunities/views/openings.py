"""Openings: the list, one of them, and the forms that change it."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.actions import openings as actions
from pakten.activities.opportunities.forms.starting import HoldForm
from pakten.activities.opportunities.forms.steps import ConfirmForm
from pakten.activities.opportunities.models import Opening, SubsidyForm
from pakten.activities.opportunities.queries.asking import ASKS_NOW, asked_for_by, asks_as_office
from pakten.activities.opportunities.queries.fits import fits_of
from pakten.activities.opportunities.queries.lists import (
    asked_for,
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
from pakten.activities.opportunities.wording import asked_of
from pakten.base.access import Actor, Verb, may, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import Column, export
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
    Column(gettext_lazy("Last sign of life"), "alive_on"),
    Column(gettext_lazy("Stale"), lambda row: _("yes") if row.stale_now else _("no")),
)


def opening_for(request: PactRequest, pk: int) -> Opening:
    """The opening, if it is for this reader; else 404."""
    rows = openings_of(request.actor).select_related(
        "organisation__pact", "occupation__parent", "repeat_of"
    )
    return get_object_or_404(rows.prefetch_related(asked_for()), pk=pk)


def _by_life(rows: QuerySet[Opening], value: str) -> QuerySet[Opening]:
    """Those that have gone quiet or are past their dates, or the others."""
    today = timezone.localdate()
    quiet = Opening.objects.dated().stale(today).values("pk")
    return rows.filter(pk__in=quiet) if value == "stale" else rows.exclude(pk__in=quiet)


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
        Filter(
            "alive",
            _("Sign of life"),
            (("stale", _("None for long")), ("fresh", _("Lately"))),
            apply=_by_life,
        ),
        Filter(
            "young", _("For whom"), (("1", _("Young newcomers")),), lookup="for_young", more=True
        ),
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
        "may_support": actor.holds(Verb.SEE_SUBSIDIES),
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
    fits = fits_of(opening, today) if opening.state != OpeningState.CLOSED else None
    may_edit = may(actor, Verb.EDIT_OPENING, opening) and opening.state != OpeningState.CLOSED
    return render(request, f"{HERE}see_opening.html", {
        "opening": opening, "presented": presented, "asked": asked_of(opening, today, fits),
        "for_one": opening.kind in FOR_ONE_PERSON, "may_edit": may_edit,
        "may_copy": may(actor, Verb.DUPLICATE_OPENING, opening), "fits": fits,
        **_asking(opening, actor),
        "may_match": may(actor, Verb.SEE_SHORTLIST, opening),
        "may_hold": may(actor, Verb.RECORD_OUTCOME, opening) and opening.state == "open",
        "subsidies": SubsidyForm.objects.filter(code__in=opening.subsidies),
    })  # fmt: skip


def _asking(opening: Opening, actor: Actor) -> dict[str, object]:
    """Whom the employer asks for, for those who may say so while the place is to be had."""
    asks = opening.kind in FOR_ONE_PERSON and opening.state in ASKS_NOW
    if not asks or not may(actor, Verb.ASK_FOR_PERSON, opening):
        return {"may_ask_for": False}
    return {
        "may_ask_for": True,
        "wishes": asked_for_by(opening, actor),
        "office": asks_as_office(actor),
    }


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
