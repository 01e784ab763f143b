"""How it goes after 1, 3, 6, 12 and 36 months: each side's own answer, and what it says of the deed."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.endings import EMPLOYER_IS_ASKED_ANYWAY_AT, SIDES, Now
from pakten.activities.opportunities.models import FollowUp, Placement
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.agreements.results.actions import answer_additionality
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import standing
from pakten.agreements.results.states import Additionality
from pakten.base.access import Actor, Scope, Verb, may, require
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


def side_of(placement: Placement, by: Actor) -> Side | None:
    """The side that somebody answers for themselves; None for the office, which answers for either."""
    verb = Verb.FOLLOW_UP_PLACEMENT
    if may(by, verb, {Scope("person", placement.participant_id)}):
        return Side.PERSON
    return None if may(by, verb, {Scope("pact", placement.pact_id)}) else Side.EMPLOYER


def follow_up_placement(
    placement: Placement, *, months: int, side: Side, answer: str = "", now: str = "",
    note: str = "", additionality: str = "", by: Actor, at: datetime,
) -> FollowUp:  # fmt: skip
    """One side's answer. The office fills in for a side, and that it did is said.

    At one month the employer also says whether it would have happened anyway. After an end only the
    person is asked, and only with a yes to that, what they do now.
    """
    placement = steps.lock(placement)
    require(by, Verb.FOLLOW_UP_PLACEMENT, placement)
    own, today = side_of(placement, by), timezone.localdate(at)
    row = _due(placement, months, own or side, today)
    over = placement.state == PlacementState.ENDED
    _can_say(answer, now, over=over)
    row.answer, row.now, row.answered_on = ("" if over else answer), now, today
    row.answered_by_side, row.answered_by_id = own or Side.CITY, by.account_id
    row.note, row.given_up_on = note.strip()[:300], None
    row.save(
        update_fields=["answer", "now", "answered_on", "answered_by_side", "answered_by", "note", "given_up_on"]
    )  # fmt: skip
    if row.side == Side.EMPLOYER and months == EMPLOYER_IS_ASKED_ANYWAY_AT and additionality:
        carry_additionality(placement, Additionality(additionality), by=by, at=at)
    steps.write_step(placement, by=by, at=at, note=f"months:{months}")
    return row


def _can_say(answer: str, now: str, *, over: bool) -> None:
    if over:
        if now not in Now.values:
            raise ValidationError({"now": _("Choose an answer.")})
    elif answer not in FollowUp.Answer.values:
        raise ValidationError({"answer": _("Choose an answer.")})


def _due(placement: Placement, months: int, side: Side, today: date) -> FollowUp:
    row = placement.follow_ups.select_for_update().filter(months=months, side=side).first()
    if row is None or side not in SIDES or not is_asked(placement, side):
        raise ValidationError(_("There is nothing to answer now."))
    if row.answered_on:
        raise ValidationError(_("This is already answered."))
    if row.due_on > today:
        told = {"day": row.due_on.isoformat()}
        raise ValidationError(_("It is too early: this is asked from %(day)s.") % told)
    return row


def is_asked(placement: Placement, side: Side) -> bool:
    """Whether a side is asked anything: while it lasts both; afterwards the person who agreed to it."""
    if placement.state == PlacementState.STARTED:
        return True
    if placement.state != PlacementState.ENDED or side != Side.PERSON:
        return False
    agreed = Participant.objects.filter(pk=placement.participant_id).consenting(Purpose.FOLLOW_UP)
    return agreed.exists()


def give_up_follow_up(row: FollowUp, *, by: Actor, at: datetime) -> FollowUp:
    """Nobody could be reached: the question is put away, unanswered, and counts as no answer."""
    placement = steps.lock(row.placement)
    require(by, Verb.SEND_LINK, placement)
    kept = FollowUp.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if kept.answered_on is None:
        kept.given_up_on = timezone.localdate(at)
        kept.save(update_fields=["given_up_on"])
    return kept


def choose_follow_side(placement: Placement, side: str, *, by: Actor, at: datetime) -> Placement:
    """Who is asked: one side that prefers it, or both (empty). What is answered stays."""
    placement = steps.lock(placement)
    require(by, Verb.SEND_LINK, placement)
    if side and side not in SIDES:
        raise ValidationError({"follow_side": _("Choose who is asked.")})
    placement.follow_side = side
    placement.save(update_fields=["follow_side"])
    return placement


def carry_additionality(
    placement: Placement, said: Additionality, *, by: Actor, at: datetime
) -> None:
    """Keep the employer's answer and carry it to what stands in the ledger. Safe to run twice.

    The ledger is append-only: a row is taken back and written anew with the answer, counted once.
    """
    if said == Additionality.UNKNOWN:
        return
    placement.additionality = said
    placement.save(update_fields=["additionality"])
    sources = [f"placement:{placement.pk}:{what}" for what in ("started", "job")]
    told = Outcome.objects.filter(source__in=sources)
    for row in standing(told).order_by("pk"):
        answer_additionality(row, said, by=by, at=at)
