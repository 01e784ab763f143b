"""The week's answer, who supervises, and calls that were made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.actions.links import disown_link
from pakten.activities.opportunities.models import Placement, PlacementLink
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.activities.pulses import notices
from pakten.activities.pulses.models import Pulse, Supervision
from pakten.activities.pulses.rules import monday_of
from pakten.activities.pulses.states import Mood, Present, Worked
from pakten.base.access import Actor, Verb, require


@dataclass(frozen=True, slots=True)
class Week:
    """A week as told: how it went, whether the person was there, what worked, and *ring me*."""

    mood: str
    present: str = ""
    worked: tuple[str, ...] = field(default_factory=tuple)
    call_me: bool = False


def answer_pulse(
    placement: Placement, week_on: date, said: Week, *, side: Side,
    by: Actor | None = None, link: PlacementLink | None = None, at: datetime,
) -> Pulse:  # fmt: skip
    """One side's week: by the link that was sent, or by the person signed in. It can be changed
    while the link works; both sides read each other's answers."""
    placement = steps.lock(placement)
    if link is None:
        require(by or Actor(None, ""), Verb.ANSWER_PULSE, placement)
    elif not link.works(at) or (link.side, link.week_on) != (side, week_on):
        raise ValidationError(_("The link no longer works. Ask the office for a new one."))
    _can_say(placement, said, week_on, timezone.localdate(at))
    pulse, _made = Pulse.objects.get_or_create(
        placement=placement, side=side, week_on=week_on,
        defaults={"pact_id": placement.pact_id, "asked_at": at},
    )  # fmt: skip
    pulse.mood, pulse.answered_at = said.mood, at
    pulse.present = said.present if side == Side.EMPLOYER else ""
    pulse.worked = sorted(set(said.worked) & set(Worked.values))
    asks_again = said.call_me and not (pulse.call_me and pulse.called_at is None)
    pulse.call_me = said.call_me
    if asks_again:
        pulse.called_at = pulse.called_by = None
    pulse.save()
    if asks_again:
        notices.tell_call_me(pulse, at=at)
    return pulse


def _can_say(placement: Placement, said: Week, week_on: date, today: date) -> None:
    begun, ended = placement.started_on, placement.ended_on
    if placement.state not in (PlacementState.STARTED, PlacementState.ENDED) or begun is None:
        raise ValidationError(_("There is nothing to answer now."))
    if week_on != monday_of(week_on) or week_on > today or week_on < monday_of(begun):
        raise ValidationError(_("There is nothing to answer now."))
    if ended and week_on > ended:
        raise ValidationError(_("There is nothing to answer now."))
    if said.mood not in Mood.values:
        raise ValidationError({"mood": _("Choose how the week went.")})
    if said.present and said.present not in Present.values:
        raise ValidationError({"present": _("Choose an answer.")})


def note_call(pulse: Pulse, *, by: Actor, at: datetime) -> Pulse:
    """Somebody at the office has rung who asked for it."""
    kept = Pulse.objects.select_for_update(of=("self",)).get(pk=pulse.pk)
    require(by, Verb.NOTE_CALL, kept)
    if not kept.call_me:
        raise ValidationError(_("Nobody has asked for a call."))
    if kept.called_at is None:
        kept.called_at, kept.called_by_id = at, by.account_id
        kept.save(update_fields=["called_at", "called_by"])
    return kept


def edit_supervision(
    placement: Placement, values: Mapping[str, Any], *, by: Actor, at: datetime
) -> Supervision:
    """Who supervises and where a question reaches them. A new address may be asked again."""
    placement = steps.lock(placement)
    require(by, Verb.EDIT_SUPERVISION, placement)
    kept = Supervision.objects.filter(placement=placement).first()
    made = kept or Supervision(pact_id=placement.pact_id, placement=placement)
    if made.email != values.get("email", made.email):
        made.stopped_at = None
        placement.links.filter(side=Side.EMPLOYER, revoked_at=None).exclude(
            about=PlacementLink.About.PRESENTATION
        ).update(revoked_at=at)
    for name, value in values.items():
        setattr(made, name, value)
    made.full_clean(exclude=["pact", "placement"])
    made.save()
    return made


def stop_pulses(link: PlacementLink, *, disown: bool, at: datetime) -> None:
    """The weekly question stops: it went to the wrong person, or is not wanted."""
    if disown:
        disown_link(link, at=at)
        notices.tell_disowned(link, at=at)
    rows = Supervision.objects.filter(placement=link.placement_id)
    if link.side == Side.PERSON:
        rows.update(asks_person=False)
    else:
        rows.update(stopped_at=at)
