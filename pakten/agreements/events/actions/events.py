"""Planning, changing, cancelling and closing an event."""

from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.events import notices
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.rules import EventTerms, event_faults
from pakten.agreements.events.states import EVENTS, Answer, EventState
from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.links import hash_of_token, new_token
from pakten.parties.pacts.models import Pact


def lock(event: Event) -> Event:
    """The event as it is now, held until the transaction ends."""
    rows = Event.objects.select_related("pact").select_for_update(of=("self",))
    return rows.get(pk=event.pk)


def _can_move(event: Event, to: EventState) -> None:
    if event.state not in EVENTS[to][0]:
        raise ValidationError(
            _("The event is “%(state)s” and cannot become “%(to)s” from there.")
            % {"state": EventState(event.state).label, "to": to.label}
        )


def can_change(event: Event) -> None:
    """Raise in words unless the event is still planned."""
    if event.state != EventState.PLANNED:
        raise ValidationError(
            _("The event is “%(state)s”. Open it again before you change it.")
            % {"state": EventState(event.state).label}
        )


def renew_link(guest: Invitation) -> str:
    """A new secret for the guest's link; the one before no longer works. The caller saves."""
    token = new_token(guest.pact_id)
    guest.token_hash = hash_of_token(token)
    return token


def plan_event(pact: Pact, terms: EventTerms, *, by: Actor, at: datetime) -> Event:
    """Put an event in the calendar."""
    require(by, Verb.PLAN_EVENT, pact)
    if faults := event_faults(terms):
        raise ValidationError(faults)
    return Event.objects.create(
        pact=pact,
        planned_by_id=by.account_id,  # type: ignore[misc]
        changed_at=at,
        **_values(terms),
    )


def _values(terms: EventTerms) -> dict[str, object]:
    return {**asdict(terms), "title": terms.title, "description": terms.description}


def edit_event(event: Event, terms: EventTerms, *, by: Actor, at: datetime) -> Event:
    """Change an event. A new time or place is told to everybody who may come."""
    kept = lock(event)
    require(by, Verb.EDIT_EVENT, kept)
    can_change(kept)
    if faults := event_faults(terms):
        raise ValidationError(faults)
    before = (kept.starts_at, kept.ends_at, kept.place, kept.address, kept.online_url)
    for name, value in _values(terms).items():
        setattr(kept, name, value)
    kept.sequence, kept.changed_at = kept.sequence + 1, at
    kept.save()
    if before != (kept.starts_at, kept.ends_at, kept.place, kept.address, kept.online_url):
        _tell_changed(kept, at)
    return kept


def _told(event: Event) -> list[Invitation]:
    """Those who know of the event and have not said no."""
    rows = event.invitations.exclude(sent_at=None).exclude(answer=Answer.NO).exclude(email="")
    guests = list(rows.order_by("id"))
    for guest in guests:
        guest.event = event
    return guests


def _tell_changed(event: Event, at: datetime) -> None:
    for guest in _told(event):
        token = renew_link(guest)
        guest.save(update_fields=["token_hash"])
        notices.tell_changed(guest, token, at=at)


def cancel_event(event: Event, reason: str, *, by: Actor, at: datetime) -> Event:
    """Call it off, with the reason the guests get."""
    kept = lock(event)
    require(by, Verb.CANCEL_EVENT, kept)
    _can_move(kept, EventState.CANCELLED)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why, for those who are invited.")})
    kept.cancel_reason = reason.strip()
    _move(kept, EventState.CANCELLED, at)
    for guest in _told(kept):
        notices.tell_cancelled(guest, at=at)
    return kept


def close_event(event: Event, *, by: Actor, at: datetime) -> Event:
    """It has been held."""
    kept = lock(event)
    require(by, Verb.CLOSE_EVENT, kept)
    _can_move(kept, EventState.HELD)
    if kept.starts_at > at:
        raise ValidationError(_("The event has not begun yet. Cancel it, or wait."))
    return _move(kept, EventState.HELD, at)


def reopen_event(event: Event, *, by: Actor, at: datetime) -> Event:
    """Take back that it was closed or cancelled. Nobody is told: send the invitations again."""
    kept = lock(event)
    require(by, Verb.REOPEN_EVENT, kept)
    _can_move(kept, EventState.PLANNED)
    kept.cancel_reason = ""
    return _move(kept, EventState.PLANNED, at)


def _move(event: Event, to: EventState, at: datetime) -> Event:
    event.state, event.changed_at, event.sequence = to, at, event.sequence + 1
    event.save()
    return event
