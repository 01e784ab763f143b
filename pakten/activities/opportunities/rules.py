"""What is possible now: the tables of `states` asked, and answered in words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.activities.opportunities.endings import CAUSES
from pakten.activities.opportunities.states import (
    FOR_ONE_PERSON,
    PLACEMENTS,
    REASONS,
    OpeningKind,
    OpeningState,
    PlacementState,
    Side,
)


def can_move(origin: str, target: PlacementState) -> bool:
    """Whether the table lets a placement go from one state to another."""
    return PlacementState(origin) in PLACEMENTS[target][0]


def moves_from(origin: str) -> tuple[PlacementState, ...]:
    """The states a placement can go to next, in the table's order."""
    return tuple(target for target in PLACEMENTS if can_move(origin, target))


def refuse_move(origin: str, target: PlacementState) -> None:
    """Raise `ValidationError` for a step that the table does not have."""
    if not can_move(origin, target):
        told = {"now": PlacementState(origin).label, "then": target.label}
        raise ValidationError(
            _("This cannot be done now. The placement stands at “%(now)s”.") % told, code="illegal"
        )


def refuse_reason(side: str, reason: str) -> None:
    """Raise unless the reason is one that this side can have."""
    if side not in Side.values:
        raise ValidationError({"side": _("Say whose answer it is.")})
    if reason not in {each.value for each in REASONS[Side(side)]}:
        raise ValidationError({"reason": _("Choose a reason from the list.")})


def refuse_cause(side: str | None, why: str) -> None:
    """Raise unless it is said whose cause it was, and one that this side can have."""
    if side not in Side.values:
        raise ValidationError({"cause": _("Say whose cause it was.")})
    if why not in {each.value for each in CAUSES[Side(side)]}:
        raise ValidationError({"why": _("Choose a cause that fits whose it was.")})


def refuse_opening(kind: str, state: str, taken: int, seats: int) -> None:
    """Raise unless one more person can be proposed for the opening."""
    if OpeningKind(kind) not in FOR_ONE_PERSON:
        raise ValidationError(_("Study visits and lectures are for groups; nobody is proposed."))
    if state != OpeningState.OPEN or taken >= seats:
        label = OpeningState.FILLED.label if taken >= seats else OpeningState(state).label
        raise ValidationError(
            _("Nobody can be proposed: the opening is “%(state)s”.") % {"state": label}
        )


def reasons_of(side: Side) -> list[tuple[str, str]]:
    """The reasons of a side as choices."""
    return [(each.value, str(each.label)) for each in REASONS[side]]
