"""What every step of a placement shares: the locks, the move by the table, the step's own row."""

from datetime import datetime
from typing import Any

from pakten.activities.opportunities.models import Opening, Placement, PlacementStep
from pakten.activities.opportunities.rules import refuse_move, refuse_reason
from pakten.activities.opportunities.states import DeclineReason, PlacementState, Side
from pakten.base.access import Actor


def lock(placement: Placement) -> Placement:
    """The placement as it is now, with its opening locked before it: always in that order."""
    Opening.objects.select_for_update(no_key=True).only("pk").get(pk=placement.opening_id)
    related = ("opening__organisation", "participant__account", "participant__counsellor")
    locked = Placement.objects.select_related(*related).select_for_update(of=("self",))
    return locked.get(pk=placement.pk)


def move(
    placement: Placement,
    target: PlacementState,
    *,
    by: Actor | None,
    at: datetime,
    note: str = "",
    **values: Any,
) -> Placement:
    """Go to a state that the table allows, set what comes with it, and write the step."""
    refuse_move(placement.state, target)
    placement.state = target
    for name, value in values.items():
        setattr(placement, name, value)
    placement.save(update_fields=["state", *values])
    write_step(placement, by=by, at=at, note=note)
    return placement


def write_step(placement: Placement, *, by: Actor | None, at: datetime, note: str = "") -> None:
    """The row that the stage line and the timeline are read from."""
    PlacementStep.objects.create(
        pact_id=placement.pact_id, placement=placement, state=placement.state, at=at,
        by_id=by.account_id if by else None, note=note.strip()[:300],
    )  # fmt: skip


def decline(
    placement: Placement,
    *,
    side: Side,
    reason: DeclineReason,
    by: Actor | None,
    at: datetime,
    note: str = "",
    **values: Any,
) -> Placement:
    """Not this time: whose answer it was, and a coded reason."""
    refuse_reason(side, reason)
    return move(
        placement, PlacementState.DECLINED, by=by, at=at, note=note,
        declined_by=side, decline_reason=reason, **values,
    )  # fmt: skip
