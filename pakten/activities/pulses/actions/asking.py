"""Asking by the clock: each Friday how the week went, each morning how it goes after months.

Both are safe to run twice: a week's row is unique, and a follow-up remembers when it was last asked.
"""

from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.actions.follow_ups import is_asked
from pakten.activities.opportunities.actions.links import About, make_link
from pakten.activities.opportunities.actions.placements import make_follow_ups
from pakten.activities.opportunities.models import FollowUp, Made, Placement
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.activities.pulses import notices
from pakten.activities.pulses.models import Pulse, Supervision
from pakten.activities.pulses.queries import reader_for, to_ask
from pakten.activities.pulses.rules import (
    FOLLOW_UP_LINK_LASTS,
    WEEK_LINK_LASTS,
    mail_is_due,
    monday_of,
)
from pakten.base.access import Actor, Verb, require
from pakten.base.tenancy.context import pact_context
from pakten.parties.pacts.models import Pact


def ask_all_weeks(timestamp: int) -> None:
    """The job, on Fridays; `config.jobs` says when."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for pact in Pact.objects.order_by("pk"):
        with pact_context(pact.pk, verb="ask_week"):
            rows = Supervision.objects.filter(placement__state=PlacementState.STARTED)
            for each in rows.select_related("placement").order_by("pk"):
                ask_week(each.placement, at=at)


def ask_week(placement: Placement, *, at: datetime) -> list[Pulse]:
    """A question to the supervisor, and one to the person, about this week; nobody twice.

    Without a supervisor's address the supervisor is not asked; the person only with a yes to be
    written to. Returns the rows that were made.
    """
    placement = steps.lock(placement)
    supervision = Supervision.objects.filter(placement=placement).first()
    week_on = monday_of(timezone.localdate(at))
    begun = placement.started_on
    if supervision is None or placement.state != PlacementState.STARTED or begun is None:
        return []
    if begun > timezone.localdate(at):
        return []
    sides = [Side.EMPLOYER] if supervision.asks_supervisor and not supervision.stopped_at else []
    sides += [Side.PERSON] if supervision.asks_person else []
    return [made for side in sides if (made := _ask_one(placement, side, week_on, at=at))]


def _ask_one(placement: Placement, side: Side, week_on: date, *, at: datetime) -> Pulse | None:
    reader = reader_for(placement, side, weekly=True)
    if reader is None or placement.pulses.filter(side=side, week_on=week_on).exists():
        return None
    pulse = Pulse.objects.create(
        pact_id=placement.pact_id, placement=placement, side=side, week_on=week_on, asked_at=at
    )
    made = make_link(
        placement, About.WEEK, side, name=reader.name, email=reader.email, week_on=week_on,
        lasts=WEEK_LINK_LASTS, by=None, at=at,
    )  # fmt: skip
    notices.tell_week(placement, reader, made, at=at)
    return pulse


def ask_all_follow_ups(timestamp: int) -> None:
    """The job, every morning; `config.jobs` says when."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for pact in Pact.objects.order_by("pk"):
        with pact_context(pact.pk, verb="ask_follow_ups"):
            ask_follow_ups(at=at)


def ask_follow_ups(*, at: datetime) -> int:
    """Write to each side that is due: once, then two reminders a week apart. Then it is the office's.

    Placements begun before 36 months were asked get the questions they lack. Returns how many mails.
    """
    for placement in Placement.objects.filter(
        state=PlacementState.STARTED, started_on__isnull=False
    ).exclude(follow_ups__months=36):
        make_follow_ups(placement)
    return sum(_ask_due(row, at) for row in to_ask(timezone.localdate(at)))


def _ask_due(row: FollowUp, at: datetime) -> int:
    since = (timezone.localdate(at) - (row.asked_on or row.due_on)).days
    if not mail_is_due(row.asked, since) or not is_asked(row.placement, Side(row.side)):
        return 0
    return 1 if _send(row, by=None, at=at) else 0


def _send(row: FollowUp, *, by: Actor | None, at: datetime) -> Made | None:
    reader = reader_for(row.placement, Side(row.side))
    if reader is None:
        return None
    made = _key(row, reader.name, reader.email, by=by, at=at)
    row.asked, row.asked_on = row.asked + 1, timezone.localdate(at)
    row.save(update_fields=["asked", "asked_on"])
    notices.tell_follow_up(row, reader, made, at=at)
    return made


def _key(row: FollowUp, name: str, email: str, *, by: Actor | None, at: datetime) -> Made:
    return make_link(
        row.placement, About.FOLLOW_UP, Side(row.side), name=name, email=email, months=row.months,
        lasts=FOLLOW_UP_LINK_LASTS, by=by, at=at,
    )  # fmt: skip


def send_follow_up(row: FollowUp, *, show: bool = False, by: Actor, at: datetime) -> Made:
    """A new link to a follow-up: mailed, or shown once to print or copy."""
    placement = steps.lock(row.placement)
    require(by, Verb.SEND_LINK, placement)
    kept = FollowUp.objects.select_for_update(of=("self",)).get(pk=row.pk)
    kept.placement = placement
    if kept.answered_on or not is_asked(placement, Side(kept.side)):
        raise ValidationError(_("There is nothing to answer now."))
    if show:
        person = kept.side == Side.PERSON
        name = placement.participant.given_name if person else placement.opening.organisation.name
        return _key(kept, name, "", by=by, at=at)
    if made := _send(kept, by=by, at=at):
        return made
    raise ValidationError(
        _("There is no e-mail address to write to, or no yes to be written to. Show the link instead.")
    )  # fmt: skip
