"""The person's own answer, besides yes and no: to ask first, and to take an answer back."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities import notices
from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import TAKES_SEAT, OpeningState, PlacementState, Side
from pakten.activities.opportunities.workdays import add_working_days
from pakten.base.access import Actor, Verb, require

UNDO_NO_WITHIN = timedelta(days=14)
ANSWER_AGAIN_WITHIN = 5  # working days


def ask_first(placement: Placement, *, by: Actor, at: datetime) -> Placement:
    """ "I want to ask first": the counsellor rings. The proposal stays as it is."""
    placement = steps.lock(placement)
    require(by, Verb.ASK_FIRST, placement)
    if placement.state != PlacementState.PROPOSED:
        raise ValidationError(_("There is nothing to answer now."))
    if placement.wants_call_at is None:
        placement.wants_call_at = at
        placement.save(update_fields=["wants_call_at"])
        notices.tell_wants_call(placement, at=at)
    return placement


def undo_answer(placement: Placement, *, by: Actor, at: datetime) -> Placement:
    """Take back the person's own answer: a yes before the employer was told, a no while it is free."""
    placement = steps.lock(placement)
    require(by, Verb.UNDO_ANSWER, placement)
    if refusal := why_not_undone(placement, at):
        raise ValidationError(refusal)
    today = timezone.localdate(at)
    again = max(placement.reply_by or today, add_working_days(today, ANSWER_AGAIN_WITHIN))
    return steps.move(
        placement, PlacementState.PROPOSED, by=by, at=at, declined_by="", decline_reason="",
        shown_name="", shown_profile="", answered_at=None, reply_by=again,
    )  # fmt: skip


def why_not_undone(placement: Placement, at: datetime) -> str:
    """Why the person's answer cannot be taken back; empty when it can."""
    if placement.state == PlacementState.ACCEPTED:
        return ""
    if placement.state != PlacementState.DECLINED or placement.declined_by != Side.PERSON:
        return _("There is no answer of yours to take back.")
    if placement.presented_at:
        return _("The employer has been told already. Call your counsellor.")
    said = placement.steps.filter(state=PlacementState.DECLINED).order_by("at").last()
    if said and at > said.at + UNDO_NO_WITHIN:
        return _("It was too long ago. Call your counsellor.")
    opening = placement.opening
    taken = opening.placements.filter(state__in=TAKES_SEAT).count()
    others = opening.placements.filter(participant=placement.participant_id)
    is_there = others.exclude(state=PlacementState.DECLINED).exclude(pk=placement.pk).exists()
    if opening.state != OpeningState.OPEN or taken >= opening.seats or is_there:
        return _("The place is no longer free. We go on looking.")
    return ""
