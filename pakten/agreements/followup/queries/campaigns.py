"""Reading campaigns and their sheets: who is where, what is late, and why less was done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from pakten.agreements.commitments.states import Party
from pakten.agreements.followup.models import Approval, Campaign, CheckIn, CheckInLine
from pakten.agreements.followup.rules import SHEET_TOLERANCE
from pakten.agreements.followup.states import (
    CampaignState,
    Cause,
    SheetState,
    Side,
)
from pakten.base.access import Actor

_DONE = [SheetState.AGREED, SheetState.CLOSED]
_LEFT = [SheetState.DRAFT, SheetState.SENT]
SHORT_LINE = Q(lines__recorded__lt=F("lines__promised")) & (
    Q(lines__due_on__lt=F("figures_on"))
    | Q(
        lines__expected__gt=F("lines__recorded") + SHEET_TOLERANCE * F("lines__promised"),
        lines__expected__gte=F("lines__recorded") + 1,
    )
)


def campaigns_of(actor: Actor, today: date) -> QuerySet[Campaign]:
    """The campaigns with how many sheets there are, are done and are late."""
    late = Q(sheets__state__in=_LEFT, due_on__lt=today, state=CampaignState.OPEN)
    return Campaign.objects.visible_to(actor).annotate(
        total=Count("sheets"),
        done=Count("sheets", filter=Q(sheets__state__in=_DONE)),
        late=Count("sheets", filter=late),
    )


def sheets_of(actor: Actor) -> QuerySet[CheckIn]:
    """Sheets with `promises`, `short` (fewer than planned), `missing` (told, not recorded), and who agreed."""
    agreed = Approval.objects.filter(check_in=OuterRef("pk"))
    return (
        CheckIn.objects.visible_to(actor)
        .select_related("organisation__responsible", "campaign")
        .annotate(
            promises=Count("lines"),
            short=Count("lines", filter=SHORT_LINE),
            missing=Sum("lines__more"),
            member_agreed=Exists(agreed.filter(party=Party.MEMBER)),
            city_agreed=Exists(agreed.filter(party=Party.CITY)),
            by_phone=Exists(agreed.filter(how="phone")),
        )
    )


def late_sheets(rows: QuerySet[CheckIn], today: date) -> QuerySet[CheckIn]:
    """Sheets not agreed in a campaign under way whose due day has passed, the campaign's oldest first."""
    return rows.filter(
        campaign__state=CampaignState.OPEN, campaign__due_on__lt=today, state__in=_LEFT
    )


def sheets_waiting_for(actor: Actor) -> QuerySet[CheckIn]:
    """Sheets where somebody's own move is next: for a house its yes, for the office to send or agree."""
    rows = sheets_of(actor).filter(campaign__state=CampaignState.OPEN)
    if actor.where(CheckIn.objects.all().verb, "pact"):
        own = Q(state=SheetState.DRAFT) | Q(state=SheetState.AGREED)
        own |= Q(state=SheetState.SENT, member_agreed=True, city_agreed=False)
    else:
        own = Q(state=SheetState.SENT, member_agreed=False)
    return rows.filter(own).order_by("campaign__due_on", "organisation__sort_key", "pk")


def states_of(campaign: Campaign) -> dict[str, int]:
    """How many sheets stand in each state, every state named."""
    rows = campaign.sheets.order_by().values_list("state")
    found = dict(rows.annotate(number=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in SheetState}


@dataclass(frozen=True, slots=True)
class Why:
    """A cause with how often it was given, by side."""

    cause: Cause
    sides: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.sides.values())

    @property
    def cells(self) -> list[int]:
        """The numbers in the order of `Side`."""
        return [self.sides.get(side.value, 0) for side in Side]


def causes_of(campaign: Campaign) -> list[Why]:
    """Why less was done than promised, the most common first. Read while sheets are still filled in."""
    rows = CheckInLine.objects.filter(check_in__campaign=campaign).exclude(cause="").order_by()
    found: dict[str, dict[str, int]] = {}
    for cause, side, number in rows.values_list("cause", "side").annotate(n=Count("pk")):
        found.setdefault(cause, {})[side] = number
    whys = [Why(Cause(cause), sides) for cause, sides in found.items()]
    return sorted(whys, key=lambda each: (-each.total, each.cause))


def latest_sheet(organisation_id: int, actor: Actor) -> CheckIn | None:
    """A member's latest sheet that the actor may see."""
    rows = CheckIn.objects.visible_to(actor).filter(organisation=organisation_id)
    return rows.select_related("campaign").order_by("-campaign__year").first()


def decisions_of(campaign: Campaign) -> dict[str, Any]:
    """How many go on, change and end, of the sheets both have agreed to."""
    rows = campaign.sheets.filter(state__in=_DONE).order_by().values_list("decision")
    return dict(rows.annotate(number=Count("pk")))
