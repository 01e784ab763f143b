"""What people decide about a proposal: a lock, a no with a reason, both taken back; a group lifted."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.activities.rounds.actions.drafting import count_round, lock_round
from pakten.activities.rounds.models import Round, RoundPair
from pakten.activities.rounds.rules import is_in_proposal, refuse_decision
from pakten.activities.rounds.states import PairState, VetoReason
from pakten.base.access import Actor, Verb, require


def _lock(pair: RoundPair, verb: Verb, by: Actor) -> RoundPair:
    """The pair as it is now, its round locked before it and open for decisions."""
    each = lock_round(pair.round_id)
    kept = RoundPair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    require(by, verb, kept)
    refuse_decision(each)
    return kept


def _decide(
    pair: RoundPair, state: PairState, *, reason: str = "", note: str = "", by: Actor, at: datetime
) -> RoundPair:
    pair.state, pair.reason, pair.note = state, reason, note
    pair.decided_by_id, pair.decided_at = by.account_id, at
    pair.save(update_fields=["state", "reason", "note", "decided_by", "decided_at"])
    return pair


def lock_pair(pair: RoundPair, *, by: Actor, at: datetime) -> RoundPair:
    """Keep this pair whatever else changes."""
    kept = _lock(pair, Verb.LOCK_PAIR, by)
    if not is_in_proposal(kept):
        raise ValidationError(_("This pair is not in the proposal. Count again first."))
    return _decide(kept, PairState.LOCKED, by=by, at=at)


def veto_pair(
    pair: RoundPair, *, reason: VetoReason, note: str = "", by: Actor, at: datetime
) -> RoundPair:
    """Not these two, for a reason that is kept. The person goes on being in the round."""
    kept = _lock(pair, Verb.VETO_PAIR, by)
    if reason not in VetoReason.values:
        raise ValidationError({"reason": _("Choose a reason from the list.")})
    return _decide(
        kept, PairState.VETOED, reason=reason, note=" ".join(note.split())[:200], by=by, at=at
    )


def release_pair(pair: RoundPair, *, by: Actor, at: datetime) -> RoundPair:
    """Take a lock or a no back."""
    kept = _lock(pair, Verb.RELEASE_PAIR, by)
    return _decide(kept, PairState.PROPOSED, by=by, at=at)


def lift_group(each: Round, *, lift: bool, by: Actor, at: datetime) -> Round:
    """Lift the group that fares worst, at the price shown, or take it back; kept with a name."""
    kept = lock_round(each.pk)
    require(by, Verb.LIFT_GROUP, kept)
    refuse_decision(kept)
    report = getattr(kept, "fairness", None)
    offer = report.offer if report else {}
    if lift and not offer:
        raise ValidationError(_("There is no group to lift in this round."))
    kept.lift_split = offer["split"] if lift else ""
    kept.lift_group = offer["group"] if lift else ""
    kept.lift_by_id, kept.lift_at = by.account_id, at
    kept.save(update_fields=["lift_split", "lift_group", "lift_by", "lift_at"])
    return count_round(kept, by=by, at=at)
