"""The lists: openings, placements, and what each placement waits for."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Count, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import FollowUp, Opening, Placement, Requirement
from pakten.activities.opportunities.states import (
    BEFORE_SEAT,
    DECIDED,
    TAKES_SEAT,
    WAITS_ON,
    PlacementState,
    Side,
)
from pakten.activities.opportunities.workdays import working_days_until
from pakten.base.access import Actor, Verb
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


def asked_for() -> "Prefetch[str]":
    """What openings ask for, with the terms, in one query."""
    return Prefetch("requirements", Requirement.objects.select_related("concept"))


def openings_of(actor: Actor) -> QuerySet[Opening]:
    """Openings with `taken`, `going` (on their way) and `to_answer` (presented, no answer yet)."""
    return (
        Opening.objects.visible_to(actor)
        .select_related("organisation", "district", "occupation")
        .annotate(
            taken=Count("placements", filter=Q(placements__state__in=TAKES_SEAT)),
            going=Count("placements", filter=Q(placements__state__in=BEFORE_SEAT)),
            to_answer=Count("placements", filter=Q(placements__state=PlacementState.PRESENTED)),
        )
    )


def placements_of(actor: Actor, side: str = "") -> QuerySet[Placement]:
    """Placements with `due_on`: the first follow-up without an answer, of one side or of any."""
    wanted = Q(side=side) if side else Q()
    due = (
        FollowUp.objects.filter(
            wanted,
            Q(placement__follow_side="") | Q(placement__follow_side=F("side")),
            placement=OuterRef("pk"),
            answered_on__isnull=True,
            given_up_on__isnull=True,
        )
        .order_by()
        .values("placement")
        .annotate(first=Min("due_on"))
        .values("first")
    )
    agreed = Participant.objects.filter(pk=OuterRef("participant")).consenting(Purpose.PRESENTING)
    asked = Coalesce("answer_by", "starts_on", "proposed_at__date")
    return (
        Placement.objects.visible_to(actor)
        .select_related("participant", "opening__organisation")
        .annotate(
            due_on=Subquery(due),
            may_show=Subquery(agreed.values("pk")[:1]),
        )
        .annotate(
            is_over=Q(state__in=(PlacementState.ENDED, PlacementState.DECLINED)),
            waits_since=Case(When(state=PlacementState.STARTED, then="due_on"), default=asked),
        )
    )


def in_states(actor: Actor) -> dict[str, int]:
    """How many placements stand in each state."""
    rows = Placement.objects.visible_to(actor).order_by().values_list("state")
    return dict(rows.annotate(number=Count("pk")))


def due_of(placement: Placement) -> date | None:
    """The first follow-up without an answer, of a row from `placements_of`."""
    due: date | None = getattr(placement, "due_on", None)
    return due


@dataclass(frozen=True, slots=True)
class Standing:
    """What a placement waits for: on whom, until when, and how many working days are left."""

    waits_on: str
    text: str
    by: date | None = None
    left: int | None = None
    total: int = 5
    tone: str = "neutral"

    @property
    def clock(self) -> int:
        """Days left, never below nought, for the drawn clock."""
        return max(self.left or 0, 0)


def standing_of(placement: Placement, today: date, *, due_on: date | None = None) -> Standing:
    """What is waited for now. `due_on`: the first follow-up without an answer."""
    state = PlacementState(placement.state)
    house = placement.opening.organisation
    if state == PlacementState.PRESENTED and placement.answer_by:
        return _clocked(placement.answer_by, today, house.reply_days)
    if state == PlacementState.STARTED:
        return _followed(due_on, today)
    if state == PlacementState.AGREED:
        late = placement.starts_on is not None and placement.starts_on < today
        tone = "warning" if late else "neutral"
        return Standing(Side.CITY, _("First day"), placement.starts_on, tone=tone)
    if state not in WAITS_ON:
        return Standing("", _ended(placement))
    side = WAITS_ON[state]
    words = {
        Side.PERSON: _("Waits for the person's answer"),
        Side.CITY: _("Ready to present"),
        Side.EMPLOYER: _("Interview at %(house)s") % {"house": house.name},
    }
    if side == Side.PERSON and placement.wants_call_at:
        return Standing(Side.CITY, _("Wants to ask first"), tone="warning")
    if side == Side.PERSON and placement.reply_by:
        late = placement.reply_by < today
        text = _("Ring the person") if late else words[side]
        return Standing(
            Side.CITY if late else side, text, placement.reply_by,
            working_days_until(today, placement.reply_by), 10, "late" if late else "neutral",
        )  # fmt: skip
    return Standing(side, words[side])


def _clocked(by: date, today: date, total: int) -> Standing:
    left = working_days_until(today, by)
    if left < 0:
        text = ngettext("%(number)d day late", "%(number)d days late", -left) % {"number": -left}
        return Standing(Side.EMPLOYER, text, by, left, total, "late")
    text = _("Answer no later than")
    return Standing(Side.EMPLOYER, text, by, left, total, "warning" if left <= 1 else "ok")


def _followed(due_on: date | None, today: date) -> Standing:
    if due_on is None:
        return Standing("", _("Under way"))
    if due_on > today:
        return Standing("", _("Next follow-up"), due_on)
    tone = "late" if working_days_until(due_on, today) > 10 else "warning"
    return Standing(Side.CITY, _("Ask how it goes"), due_on, tone=tone)


def _ended(placement: Placement) -> str:
    if placement.state == PlacementState.DECLINED:
        return f"{placement.get_declined_by_display()}: {placement.get_decline_reason_display()}"
    return str(placement.get_end_outcome_display())


def shown(placement: Placement) -> bool:
    """Whether an employer reads the name: while the consent holds, or once they have agreed."""
    decided = placement.state in DECIDED
    return decided or getattr(placement, "may_show", None) is not None


def to_employer(standing: Standing, placement: Placement) -> Standing:
    """What an employer reads: why a person or the city said no stays between them."""
    if placement.state == PlacementState.DECLINED and placement.declined_by != Side.EMPLOYER:
        return Standing("", _("Did not go on"))
    if placement.state == PlacementState.STARTED and standing.waits_on:
        return replace(standing, waits_on=Side.EMPLOYER, text=_("Tell us how it goes"))
    return standing


def may_see(actor: Actor) -> bool:
    """Whether the actor reads placements as the office: every person by name."""
    return bool(actor.where(Verb.SEE_PLACEMENT, "pact"))
