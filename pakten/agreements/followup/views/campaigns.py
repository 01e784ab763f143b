"""The office's pages of a year's check-in: the list, the dates, who is where, what is late."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.followup.actions import campaigns, reminding
from pakten.agreements.followup.forms.campaigns import CampaignForm, usual_dates
from pakten.agreements.followup.models import Campaign, CheckIn
from pakten.agreements.followup.queries.campaigns import (
    campaigns_of,
    causes_of,
    late_sheets,
    sheets_of,
    states_of,
)
from pakten.agreements.followup.states import CampaignState, Decision, SheetState, Side
from pakten.agreements.followup.views.buttons import press
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import Column, export
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.http import PactRequest

HERE = "followup/"
LATE = "late"


@needs(Verb.SEE_CAMPAIGNS)
def see_campaigns(request: PactRequest) -> HttpResponse:
    """Every year's check-in, the newest first."""
    listing = Listing(
        request.GET,
        campaigns_of(request.actor, timezone.localdate()),
        sorts={"year": ("year",)},
        default_sort="-year",
    )
    context = {"listing": listing, "today": timezone.localdate()}
    return render(request, f"{HERE}see_campaigns.html", context)


def _campaign(request: PactRequest, pk: int, verb: Verb) -> Campaign:
    campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), pk=pk)
    require(request.actor, verb, campaign)
    return campaign


@needs(Verb.SEE_CAMPAIGNS)
def see_campaign(request: PactRequest, pk: int) -> HttpResponse:
    """One year: every member's sheet, those past their day first."""
    campaign = _campaign(request, pk, Verb.SEE_CAMPAIGNS)
    listing = _listing(request, campaign)
    if listing.format:
        return export(listing, _columns(), filename=_("check-ins"))
    today, now = timezone.localdate(), timezone.now()
    states = states_of(campaign)
    rows = campaign.sheets.all()
    context = {
        "campaign": campaign,
        "listing": listing,
        "today": today,
        "states": states,
        "done": states[SheetState.AGREED] + states[SheetState.CLOSED],
        "total": sum(states.values()),
        "late": late_sheets(rows, today).count(),
        "days_late": (today - campaign.due_on).days,
        "to_remind": reminding.to_remind(campaign, now).count(),
        "causes": causes_of(campaign),
        "sides": list(Side),
        "is_open": campaign.state == CampaignState.OPEN,
        "missing_members": len(campaigns.members_without_sheet(campaign, today)),
    }
    return render(request, f"{HERE}see_campaign.html", context)


def _listing(request: PactRequest, campaign: Campaign) -> Listing[CheckIn]:
    today = timezone.localdate()

    def by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return late_sheets(rows, today) if value == LATE else rows.filter(state=value)

    states: list[tuple[str, Any]] = [*SheetState.choices]
    if campaign.state == CampaignState.OPEN:
        states.insert(0, (LATE, _("Past its day")))
    return Listing(
        request.GET,
        sheets_of(request.actor).filter(campaign=campaign),
        search=("organisation__name", "organisation__number"),
        filters=(
            Filter("state", _("State"), states, apply=by_state),
            Filter("decision", _("Decision"), Decision.choices),
        ),
        sorts={
            "member": ("organisation__sort_key",),
            "short": ("short", "organisation__sort_key"),
            "sent": ("sent_at", "organisation__sort_key"),
        },
        default_sort="member",
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Member"), "organisation.name"),
        Column(_("Number"), "organisation.number_text"),
        Column(_("State"), "get_state_display"),
        Column(_("Figures of"), "figures_on"),
        Column(_("Promises"), "promises"),
        Column(_("Less than planned"), "short"),
        Column(_("Told but not recorded"), lambda row: row.missing or 0),
        Column(_("The member has agreed"), lambda row: _("Yes") if row.member_agreed else _("No")),
        Column(_("The city has agreed"), lambda row: _("Yes") if row.city_agreed else _("No")),
        Column(_("By phone"), lambda row: _("Yes") if row.by_phone else _("No")),
        Column(_("Decision"), "get_decision_display"),
        Column(_("Sent"), "sent_at"),
        Column(_("Closed"), "closed_at"),
        Column(_("What we learned"), "learned"),
        Column(_("Responsible"), "organisation.responsible.name"),
    )


@needs(Verb.PLAN_CAMPAIGN)
def plan_campaign(request: PactRequest) -> HttpResponse:
    """Set the dates of a year's check-in."""
    proposed = usual_dates(timezone.localdate(), request.pact.check_in_month)
    form = CampaignForm(request.POST or None, initial=proposed)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: campaigns.plan_campaign(
                request.pact, form.terms(), by=request.actor, at=timezone.now()
            ),
        )
        if made:
            messages.success(request, _("The check-in is planned."))
            return redirect("see_campaign", made.pk)
    return respond(request, f"{HERE}plan_campaign.html", {"form": form}, form)


@needs(Verb.EDIT_CAMPAIGN)
def edit_campaign(request: PactRequest, pk: int) -> HttpResponse:
    """Change the dates; once open only those to come."""
    campaign = _campaign(request, pk, Verb.EDIT_CAMPAIGN)
    form = CampaignForm(request.POST or None)
    form.initial = {name: getattr(campaign, name) for name in form.fields}
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: campaigns.edit_campaign(
                campaign, form.terms(), by=request.actor, at=timezone.now()
            ),
        )
        if kept:
            messages.success(request, _("Saved."))
            return redirect("see_campaign", campaign.pk)
    context = {"form": form, "campaign": campaign}
    return respond(request, f"{HERE}edit_campaign.html", context, form)


def _step(
    request: PactRequest,
    pk: int,
    verb: Verb,
    act: Callable[[Campaign], Any],
    said: Callable[[Any], str],
) -> HttpResponse:
    """One button, and the year again."""
    campaign = _campaign(request, pk, verb)
    press(request, lambda: act(campaign), said)
    return redirect("see_campaign", campaign.pk)


@needs(Verb.OPEN_CAMPAIGN)
def open_campaign(request: PactRequest, pk: int) -> HttpResponse:
    """Open, and prepare a sheet for every member with a letter in force."""

    def said(campaign: Campaign) -> str:
        number = campaign.sheets.count()
        made = ngettext("%(n)d sheet is prepared.", "%(n)d sheets are prepared.", number)
        return f"{_('The check-in is open.')} {made % {'n': number}}"

    return _step(
        request, pk, Verb.OPEN_CAMPAIGN,
        lambda c: campaigns.open_campaign(c, by=request.actor, at=timezone.now()), said,
    )  # fmt: skip


@needs(Verb.FILL_CAMPAIGN)
def fill_campaign(request: PactRequest, pk: int) -> HttpResponse:
    """Prepare sheets for members that came since."""
    return _step(
        request, pk, Verb.FILL_CAMPAIGN,
        lambda c: campaigns.fill_campaign(c, by=request.actor, at=timezone.now()),
        lambda n: ngettext("%(n)d sheet is prepared.", "%(n)d sheets are prepared.", n) % {"n": n},
    )  # fmt: skip


@needs(Verb.REMIND_CHECK_INS)
def remind_check_ins(request: PactRequest, pk: int) -> HttpResponse:
    """Remind of every sheet past its day, each at most once a week."""
    return _step(
        request, pk, Verb.REMIND_CHECK_INS,
        lambda c: reminding.remind_check_ins(c, by=request.actor, at=timezone.now()),
        lambda n: ngettext("%(n)d member is reminded.", "%(n)d members are reminded.", n) % {"n": n},
    )  # fmt: skip


@needs(Verb.CLOSE_CAMPAIGN)
def close_campaign(request: PactRequest, pk: int) -> HttpResponse:
    """Close the year after its review day."""
    return _step(
        request, pk, Verb.CLOSE_CAMPAIGN,
        lambda c: campaigns.close_campaign(c, by=request.actor, at=timezone.now()),
        lambda _campaign: _("The check-in is closed."),
    )  # fmt: skip
