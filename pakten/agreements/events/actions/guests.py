"""Inviting guests, their answers, the waiting list, attendance and thanks."""

from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.events import notices
from pakten.agreements.events.actions.events import can_change, lock, renew_link
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.rules import Guest, guest_faults
from pakten.agreements.events.states import Answer, Attendance, EventState, Photo
from pakten.base.access import Actor, Verb, require


def _held(guest: Invitation, event: Event) -> Invitation:
    found = Invitation.objects.select_for_update().get(pk=guest.pk)
    found.event = event
    return found


def invite_guest(event: Event, guest: Guest, *, by: Actor, at: datetime) -> Invitation:
    """Put somebody on the guest list; the invitation is sent by `send_invitations`."""
    kept = lock(event)
    require(by, Verb.INVITE_GUEST, kept)
    can_change(kept)
    if faults := guest_faults(guest):
        raise ValidationError(faults)
    return Invitation.objects.create(pact_id=kept.pact_id, event=kept, **asdict(guest))


def edit_guest(
    invitation: Invitation, guest: Guest, *, answer: Answer, photo: Photo, by: Actor, at: datetime
) -> Invitation:
    """Correct a guest, or write what they said on the phone."""
    event = lock(invitation.event)
    kept = _held(invitation, event)
    require(by, Verb.EDIT_GUEST, kept)
    if faults := guest_faults(guest):
        raise ValidationError(faults)
    for name, value in asdict(guest).items():
        setattr(kept, name, value)
    _answer(kept, answer, photo, at)
    return kept


def remove_guest(invitation: Invitation, *, by: Actor, at: datetime) -> Event:
    """Take somebody off the list. Who waited for a seat may get one."""
    event = lock(invitation.event)
    kept = _held(invitation, event)
    require(by, Verb.REMOVE_GUEST, kept)
    can_change(event)
    kept.delete()
    _seat_the_next(event, at)
    return event


def send_invitations(event: Event, *, again: bool = False, by: Actor, at: datetime) -> int:
    """Mail each guest a personal link; returns how many mails.

    Each guest once. `again` also writes to those who have not answered, with a new link.
    """
    kept = lock(event)
    require(by, Verb.SEND_INVITATIONS, kept)
    can_change(kept)
    rows = kept.invitations.select_for_update().exclude(email="").order_by("id")
    rows = rows.filter(answer=Answer.WAITING) if again else rows.filter(sent_at=None)
    guests = list(rows)
    if not guests:
        raise ValidationError(_("Everybody with an e-mail address has got the invitation."))
    for guest in guests:
        guest.event = kept
        token = renew_link(guest)
        guest.sent_at = at
        guest.save(update_fields=["token_hash", "sent_at"])
        notices.tell_invited(guest, token, at=at)
    return len(guests)


def answer_invitation(
    invitation: Invitation, answer: Answer, photo: Photo, *, at: datetime
) -> Invitation:
    """The guest's own answer by the personal link, which is the permission.

    Returns the invitation; `queued_at` is set when all seats are taken.
    """
    event = lock(invitation.event)
    kept = _held(invitation, event)
    if event.state != EventState.PLANNED:
        raise ValidationError(_("It is too late to answer: the event is over or cancelled."))
    if answer == Answer.WAITING:
        raise ValidationError({"answer": _("Choose an answer.")})
    _answer(kept, answer, photo, at)
    return kept


def _answer(kept: Invitation, answer: Answer, photo: Photo, at: datetime) -> None:
    """The event is locked: two who answer at once cannot take the same last seat."""
    event = kept.event
    if photo != kept.photo:
        kept.photo, kept.photo_at = photo, at
    if answer != kept.answer:
        kept.answer, kept.answered_at = answer, at
        kept.queued_at = at if answer == Answer.YES and _is_full(event) else None
    kept.save()
    _seat_the_next(event, at)


def _is_full(event: Event) -> bool:
    return event.capacity is not None and event.invitations.seated().count() >= event.capacity


def _seat_the_next(event: Event, at: datetime) -> None:
    """Give free seats to those who wait, in order."""
    queue = Invitation.objects.filter(event=event).queued().select_for_update()
    for guest in queue if event.is_open else ():
        if _is_full(event):
            return
        guest.event, guest.queued_at = event, None
        token = renew_link(guest)
        guest.save(update_fields=["queued_at", "token_hash"])
        if guest.email:
            notices.tell_seated(guest, token, at=at)


def record_attendance(
    invitation: Invitation, attendance: Attendance, *, by: Actor, at: datetime
) -> Invitation:
    """Check somebody off at the door, or take it back."""
    event = lock(invitation.event)
    kept = _held(invitation, event)
    require(by, Verb.RECORD_ATTENDANCE, kept)
    if event.state == EventState.CANCELLED:
        raise ValidationError(_("The event is cancelled."))
    kept.attendance = attendance
    kept.attended_at = at if attendance == Attendance.CAME else None
    kept.save(update_fields=["attendance", "attended_at"])
    return kept


def thank_guests(event: Event, thanks: str, *, by: Actor, at: datetime) -> int:
    """One mail of thanks to everybody who came; nobody gets it twice. Returns how many mails."""
    kept = lock(event)
    require(by, Verb.THANK_GUESTS, kept)
    if kept.state != EventState.HELD:
        raise ValidationError(_("Close the event first. Then you can thank those who came."))
    if not thanks.strip():
        raise ValidationError({"thanks": _("Write what you want to say.")})
    rows = kept.invitations.select_for_update().filter(attendance=Attendance.CAME, thanked_at=None)
    guests = list(rows.exclude(email="").order_by("id"))
    if not guests:
        raise ValidationError(_("Everybody who came and has an e-mail address is already thanked."))
    for guest in guests:
        guest.event, guest.thanked_at = kept, at
        guest.save(update_fields=["thanked_at"])
        notices.tell_thanks(guest, thanks.strip(), at=at)
    return len(guests)
