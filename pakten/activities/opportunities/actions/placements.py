"""From the first day to an outcome: what is started counts once, and so does a job after it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.actions.openings import let_go, started
from pakten.activities.opportunities.endings import ASKED
from pakten.activities.opportunities.models import FollowUp, Opening, Placement
from pakten.activities.opportunities.rules import refuse_cause
from pakten.activities.opportunities.states import (
    DEEDS,
    DeclineReason,
    EndOutcome,
    OpeningKind,
    OpeningState,
    PlacementState,
    Side,
)
from pakten.agreements.results.actions import Happening, Traits, append_outcome, measure_of
from pakten.agreements.results.states import Additionality, Evidence
from pakten.base.access import Actor, Verb, require
from pakten.base.days import add_months
from pakten.parties.pacts.states import Deed


def start_placement(
    placement: Placement, *, started_on: date, by: Actor, at: datetime
) -> Placement:
    """The first day: the deed goes to the ledger once, and the follow-ups get their dates."""
    placement = steps.lock(placement)
    require(by, Verb.START_PLACEMENT, placement)
    if started_on > timezone.localdate(at):
        raise ValidationError({"started_on": _("This day has not come yet.")})
    if started_on < timezone.localdate(placement.proposed_at):
        raise ValidationError({"started_on": _("The first day comes before the proposal.")})
    steps.move(placement, PlacementState.STARTED, by=by, at=at, started_on=started_on)
    deed = DEEDS[OpeningKind(placement.opening.kind)]
    _count(placement, deed, started_on, "started", by=by, at=at)
    make_follow_ups(placement)
    _fill(placement.opening, by=by, at=at)
    return placement


def _count(
    placement: Placement, deed: Deed, day: date, what: str, *, by: Actor, at: datetime
) -> None:
    """Append the deed, once by its source; nothing where the city's catalogue counts no such."""
    measure = measure_of(deed, placement.pact_id, day)
    if measure is None:
        return
    both = placement.answered_at is not None and bool(placement.shown_name)
    happening = Happening(
        measure=measure,
        organisation=placement.opening.organisation,
        occurred_on=day,
        quantity=1,
        source=f"placement:{placement.pk}:{what}",
        evidence=Evidence.CONFIRMED if both else Evidence.SELF_REPORTED,
        traits=Traits.of(placement.participant, day),
        additionality=Additionality(placement.additionality),
    )
    append_outcome(happening, by=by, at=at)


def make_follow_ups(placement: Placement) -> None:
    """A question to each side after each of the months; those already there stay."""
    begun = placement.started_on
    if begun:
        FollowUp.objects.bulk_create(
            (
                FollowUp(
                    pact_id=placement.pact_id, placement=placement, months=months, side=side,
                    due_on=add_months(begun, months),
                )
                for months, side in ASKED
            ),
            ignore_conflicts=True,
        )  # fmt: skip


def _fill(opening: Opening, *, by: Actor, at: datetime) -> None:
    """When every place has been begun the opening is filled, and the others are told."""
    if opening.state == OpeningState.OPEN and started(opening) >= opening.seats:
        opening.state = OpeningState.FILLED
        opening.save(update_fields=["state"])
        let_go(opening, DeclineReason.FILLED, Side.OTHER, by=by, at=at)


def end_placement(
    placement: Placement, *, ended_on: date, outcome: EndOutcome, cause: Side | None = None,
    why: str = "", note: str = "", by: Actor, at: datetime,
) -> Placement:  # fmt: skip
    """How it ended. Broken off: also whose cause and which. A job after an internship counts once."""
    placement = steps.lock(placement)
    require(by, Verb.END_PLACEMENT, placement)
    if placement.started_on and ended_on < placement.started_on:
        raise ValidationError({"ended_on": _("The last day comes before the first.")})
    if ended_on > timezone.localdate(at):
        raise ValidationError({"ended_on": _("This day has not come yet.")})
    broken = outcome == EndOutcome.BROKEN_OFF
    if broken:
        refuse_cause(cause, why)
    steps.move(
        placement, PlacementState.ENDED, by=by, at=at, note=note,
        ended_on=ended_on, end_outcome=outcome,
        end_cause_side=cause if broken and cause else "", end_cause=why if broken else "",
    )  # fmt: skip
    placement.follow_ups.filter(answered_on__isnull=True, side=Side.EMPLOYER).delete()
    if outcome == EndOutcome.JOB and placement.opening.kind != OpeningKind.JOB:
        _count(placement, Deed.JOB_STARTED, ended_on, "job", by=by, at=at)
    return placement
