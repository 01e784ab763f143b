"""What is possible now for a round and its pairs, answered in words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.activities.rounds.states import CHOSEN, ROUNDS, PairState, RoundState

Round = Any  # a row of `models`, which stand above the rules
RoundPair = Any


def can_move(origin: str, target: RoundState) -> bool:
    """Whether the table lets a round go from one state to another."""
    return RoundState(origin) in ROUNDS[target][0]


def refuse_move(each: Round, target: RoundState) -> None:
    """Raise `ValidationError` for a step that the table does not have."""
    if not can_move(each.state, target):
        told = {"state": each.get_state_display()}
        raise ValidationError(
            _("This cannot be done now. The round stands at “%(state)s”.") % told, code="illegal"
        )


def refuse_decision(each: Round) -> None:
    """Raise unless people may decide about the pairs of the round now."""
    if each.state != RoundState.REVIEWED:
        told = {"state": each.get_state_display()}
        raise ValidationError(
            _("Nothing can be decided now. The round stands at “%(state)s”.") % told
        )


def is_in_proposal(pair: RoundPair) -> bool:
    """Whether the pair is part of the proposal, or only allowed again and waiting to be counted."""
    return pair.state in CHOSEN and pair.counted != PairState.VETOED


def refuse_publishing(each: Round, waiting: int) -> None:
    """Raise while decisions wait to be counted: what is published must be what was proved."""
    refuse_move(each, RoundState.PUBLISHING)
    if waiting:
        raise ValidationError(_("Decisions wait to be counted. Count again first."))
    if not each.paired:
        raise ValidationError(_("There is nobody to ask in this round."))
