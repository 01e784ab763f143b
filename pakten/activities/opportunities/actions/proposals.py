"""From a proposal to an agreement: the person answers first, then the employer."""

from datetime import date, datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.matching import explain
from pakten.activities.opportunities import notices
from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.actions.openings import lock_opening
from pakten.activities.opportunities.actions.sending import send_presentation, send_proposal
from pakten.activities.opportunities.besides import ASKED_BEFORE, in_words
from pakten.activities.opportunities.fit import coded_marks, need_of, seekers_of, substitutions_for
from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.queries.sides import Sides, sides_of
from pakten.activities.opportunities.rules import refuse_opening
from pakten.activities.opportunities.states import (
    EMPLOYER_MAY_SAY_NO,
    TAKES_SEAT,
    DeclineReason,
    PlacementState,
    Side,
)
from pakten.activities.opportunities.workdays import add_working_days
from pakten.agreements.results.actions import Happening, Traits, append_outcome, measure_of
from pakten.agreements.results.states import Evidence
from pakten.base.access import Actor, Verb, require
from pakten.base.days import add_months
from pakten.parties.pacts.states import Deed
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

REPLY_DAYS = 10  # working days a person has to answer; then the counsellor rings
FARTHEST = 12  # months ahead that a first day can lie


def propose_placement(
    opening: Opening, participant: Participant, *, by: Actor, at: datetime
) -> Placement:
    """Propose an opening to a person who lets us look for them. The employer sees nothing of it."""
    opening = lock_opening(opening.pk)
    require(by, Verb.PROPOSE_PLACEMENT, opening)
    taken = opening.placements.filter(state__in=TAKES_SEAT).count()
    refuse_opening(opening.kind, opening.state, taken, opening.seats)
    if participant.left_on or participant.pact_id != opening.pact_id:
        raise ValidationError(_("This person no longer takes part."))
    if participant.counsellor_id is None:  # began alone; nobody is proposed unmet
        raise ValidationError(_("This person has no counsellor yet. Choose one first."))
    _refuse_without_consent(participant, Purpose.MATCHING)
    if opening.placements.filter(participant=participant).exclude(
        state=PlacementState.DECLINED
    ).exists():  # fmt: skip
        raise ValidationError(_("This person is already proposed for this opening."))
    sides = sides_of([opening], timezone.localdate(at), [participant.pk])
    _refuse_conflict(sides, participant, opening)
    placement = Placement.objects.create(
        pact_id=opening.pact_id, opening=opening, participant=participant, proposed_at=at,
        proposed_by_id=cast("int", by.account_id), marks=[*sides.marks(participant.pk, opening.pk), *_marks(opening, participant, timezone.localdate(at))],
        reply_by=add_working_days(timezone.localdate(at), REPLY_DAYS),
    )  # fmt: skip
    opening.asides.filter(participant=participant).delete()
    steps.write_step(placement, by=by, at=at)
    send_proposal(placement, by=by, at=at)
    return placement


def _refuse_conflict(sides: Sides, participant: Participant, opening: Opening) -> None:
    """Raise where the person has said no to the place, or is somewhere else at the time."""
    mark = sides.against.get((participant.pk, opening.pk))
    if mark and mark["code"] != ASKED_BEFORE:
        told = {"name": participant, "why": in_words(mark)}
        raise ValidationError(_("%(name)s cannot be proposed. %(why)s.") % told, code="conflict")


def _marks(opening: Opening, participant: Participant, today: date) -> list[dict[str, object]]:
    need = need_of(opening, today)
    (seeker,) = seekers_of([participant], today)
    return coded_marks(explain(need, seeker, substitutions_for(need), today))


def _refuse_without_consent(participant: Participant, purpose: Purpose) -> None:
    if not Participant.objects.filter(pk=participant.pk).consenting(purpose).exists():
        told = {"purpose": Purpose(purpose).label}
        raise ValidationError(
            _("There is no consent to this: “%(purpose)s”. Ask the person first.") % told,
            code="no_consent",
        )


def accept_proposal(
    placement: Placement, *, shown_profile: str, by: Actor, at: datetime
) -> Placement:
    """The person's yes, by themselves or recorded for them, to the very text the employer will see."""
    placement = steps.lock(placement)
    require(by, Verb.ACCEPT_PROPOSAL, placement)
    _refuse_without_consent(placement.participant, Purpose.PRESENTING)
    return steps.move(
        placement, PlacementState.ACCEPTED, by=by, at=at, wants_call_at=None,
        shown_name=str(placement.participant), shown_profile=shown_profile.strip()[:2000],
    )  # fmt: skip


def decline_proposal(
    placement: Placement, *, side: Side, reason: DeclineReason, note: str = "",
    by: Actor, at: datetime,
) -> Placement:  # fmt: skip
    """Not this time. A person answers for themselves only; the office can record anybody's answer."""
    placement = steps.lock(placement)
    require(by, Verb.DECLINE_PROPOSAL, placement)
    if not _of_the_office(by) and side != Side.PERSON:
        raise ValidationError({"side": _("You answer for yourself.")})
    was_shown = placement.presented_at is not None
    steps.decline(placement, side=side, reason=reason, by=by, at=at, note=note)
    if was_shown:
        notices.tell_employer_withdrawn(placement, at=at)
    if side == Side.PERSON and not _of_the_office(by):
        notices.tell_counsellor_declined(placement, at=at)
    return placement


def _of_the_office(by: Actor) -> bool:
    return bool(by.where(Verb.PROPOSE_PLACEMENT, "pact"))


def present_person(placement: Placement, *, by: Actor, at: datetime) -> Placement:
    """Show the employer the name and the text the person said yes to, and start the reply clock."""
    placement = steps.lock(placement)
    require(by, Verb.PRESENT_PERSON, placement)
    _refuse_full(placement)
    _refuse_without_consent(placement.participant, Purpose.PRESENTING)
    today = timezone.localdate(at)
    days = placement.opening.organisation.reply_days
    steps.move(
        placement, PlacementState.PRESENTED, by=by, at=at,
        presented_at=at, answer_by=add_working_days(today, days),
    )  # fmt: skip
    _count_presented(placement, today, by=by, at=at)
    send_presentation(placement, by=by, at=at)
    return placement


def _count_presented(placement: Placement, today: date, *, by: Actor, at: datetime) -> None:
    """The city's own promise: a candidate presented in time."""
    opening = placement.opening
    measure = measure_of(Deed.PERSON_PRESENTED, placement.pact_id, today)
    if measure is None or (opening.apply_by and today > opening.apply_by):
        return
    deed = Happening(
        measure=measure,
        organisation=opening.organisation,
        occurred_on=today,
        quantity=1,
        source=f"placement:{placement.pk}:presented",
        evidence=Evidence.CONFIRMED,
        traits=Traits.of(placement.participant, today),
    )
    append_outcome(deed, by=by, at=at)


def answer_presentation(
    placement: Placement, *, invite: bool, reason: DeclineReason | None = None, note: str = "",
    by: Actor, at: datetime,
) -> Placement:  # fmt: skip
    """The employer's answer: an interview, or no with a reason. Also recorded by the office."""
    placement = steps.lock(placement)
    require(by, Verb.ANSWER_PRESENTATION, placement)
    if invite:
        _refuse_full(placement)
        steps.move(placement, PlacementState.INTERVIEWED, by=by, at=at, note=note, answered_at=at)
    elif placement.state not in EMPLOYER_MAY_SAY_NO:
        raise ValidationError(_("There is nothing to answer now."))
    elif reason is None:
        raise ValidationError({"reason": _("Choose a reason from the list.")})
    else:
        answered = placement.answered_at or at
        steps.decline(
            placement, side=Side.EMPLOYER, reason=reason, by=by, at=at, note=note,
            answered_at=answered,
        )  # fmt: skip
    notices.tell_answer(placement, at=at)
    return placement


def agree_placement(placement: Placement, *, starts_on: date, by: Actor, at: datetime) -> Placement:
    """All three agree on a first day. Takes one of the places; the opening's row keeps the count."""
    placement = steps.lock(placement)
    require(by, Verb.AGREE_PLACEMENT, placement)
    _refuse_full(placement)
    proposed = timezone.localdate(placement.proposed_at)
    if starts_on < proposed:
        raise ValidationError({"starts_on": _("The first day comes before the proposal.")})
    if starts_on > add_months(timezone.localdate(at), FARTHEST):
        raise ValidationError({"starts_on": _("A first day lies at most a year ahead.")})
    answered = placement.answered_at or at
    steps.move(
        placement, PlacementState.AGREED, by=by, at=at, starts_on=starts_on, answered_at=answered
    )
    notices.tell_agreed(placement, at=at)
    return placement


def _refuse_full(placement: Placement) -> None:
    """Raise when every place is taken. The opening must be locked."""
    opening = placement.opening
    taken = opening.placements.filter(state__in=TAKES_SEAT).exclude(pk=placement.pk).count()
    if taken >= opening.seats:
        raise ValidationError(_("All the places of this opening are taken."), code="full")
