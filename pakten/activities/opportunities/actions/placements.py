"""From the first day to an outcome: what is started counts once, then we ask how it goes."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.actions.openings import let_go, started
from pakten.activities.opportunities.models import FollowUp, Opening, Placement
from pakten.activities.opportunities.states import (
    DEEDS,
    FOLLOW_UP_MONTHS,
    DeclineReason,
    EndOutcome,
    OpeningKind,
    OpeningState,
    PlacementState,
    Side,
)
from pakten.activities.opportunities.workdays import add_months
from pakten.agreements.results.actions import Happening, Traits, append_outcome, measure_of
from pakten.agreements.results.states import Additionality, Evidence
from pakten.base.access import Actor, Verb, may, require
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
    FollowUp.objects.bulk_create(
        FollowUp(
            pact_id=placement.pact_id, placement=placement, months=months,
            due_on=add_months(started_on, months),
        )
        for months in FOLLOW_UP_MONTHS
    )  # fmt: skip
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


def _fill(opening: Opening, *, by: Actor, at: datetime) -> None:
    """When every place has been begun the opening is filled, and the others are told."""
    if opening.state == OpeningState.OPEN and started(opening) >= opening.seats:
        opening.state = OpeningState.FILLED
        opening.save(update_fields=["state"])
        let_go(opening, DeclineReason.FILLED, Side.OTHER, by=by, at=at)


def follow_up_placement(
    placement: Placement, *, months: int, answer: str, side: Side, note: str = "",
    additionality: str = "", by: Actor, at: datetime,
) -> FollowUp:  # fmt: skip
    """How it goes after so many months. At one month the employer also says: anyway, or not?"""
    placement = steps.lock(placement)
    require(by, Verb.FOLLOW_UP_PLACEMENT, placement)
    if not may(by, Verb.FOLLOW_UP_PLACEMENT, placement.opening.organisation.pact):
        side = Side.EMPLOYER
    row = _due(placement, months, timezone.localdate(at))
    if answer not in FollowUp.Answer.values:
        raise ValidationError({"answer": _("Choose an answer.")})
    row.answer, row.answered_on = answer, timezone.localdate(at)
    row.answered_by_side, row.note = side, note.strip()[:300]
    row.save(update_fields=["answer", "answered_on", "answered_by_side", "note"])
    if additionality and side == Side.EMPLOYER:
        placement.additionality = Additionality(additionality)
        placement.save(update_fields=["additionality"])
    steps.write_step(placement, by=by, at=at, note=f"months:{months}")
    return row


def _due(placement: Placement, months: int, today: date) -> FollowUp:
    row = placement.follow_ups.filter(months=months).first()
    if row is None or placement.state != PlacementState.STARTED:
        raise ValidationError(_("There is nothing to answer now."))
    if row.answered_on:
        raise ValidationError(_("This is already answered."))
    if row.due_on > today:
        told = {"day": row.due_on.isoformat()}
        raise ValidationError(_("It is too early: this is asked from %(day)s.") % told)
    return row


def end_placement(
    placement: Placement, *, ended_on: date, outcome: EndOutcome, cause: Side | None = None,
    note: str = "", by: Actor, at: datetime,
) -> Placement:  # fmt: skip
    """How it ended. Broken off: also whose cause. A job after an internship counts as a job, once."""
    placement = steps.lock(placement)
    require(by, Verb.END_PLACEMENT, placement)
    if placement.started_on and ended_on < placement.started_on:
        raise ValidationError({"ended_on": _("The last day comes before the first.")})
    if ended_on > timezone.localdate(at):
        raise ValidationError({"ended_on": _("This day has not come yet.")})
    if outcome == EndOutcome.BROKEN_OFF and cause is None:
        raise ValidationError({"cause": _("Say whose cause it was.")})
    kept = cause if outcome == EndOutcome.BROKEN_OFF and cause else ""
    steps.move(
        placement, PlacementState.ENDED, by=by, at=at, note=note,
        ended_on=ended_on, end_outcome=outcome, end_cause_side=kept,
    )  # fmt: skip
    placement.follow_ups.filter(answered_on__isnull=True, due_on__gt=ended_on).delete()
    if outcome == EndOutcome.JOB and placement.opening.kind != OpeningKind.JOB:
        _count(placement, Deed.JOB_STARTED, ended_on, "job", by=by, at=at)
    return placement
