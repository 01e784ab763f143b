"""Reading events: lists, one event's guests, and what an occasion still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.states import Answer, Attendance, EventState, Photo
from pakten.base.access import Actor, Verb, may
from pakten.parties.pacts.links import hash_of_token


def events_for_list(actor: Actor) -> QuerySet[Event]:
    """Events the actor may see, with how many are invited, come and have waited."""
    yes = Q(invitations__answer=Answer.YES)
    return Event.objects.visible_to(actor).annotate(
        invited=Count("invitations"),
        coming=Count("invitations", filter=yes & Q(invitations__queued_at__isnull=True)),
        queued=Count("invitations", filter=yes & Q(invitations__queued_at__isnull=False)),
        came=Count("invitations", filter=Q(invitations__attendance=Attendance.CAME)),
    )


def guests_of(event: Event) -> list[Invitation]:
    """The guests in order of name, with their organisations. One query."""
    return list(event.invitations.select_related("organisation").order_by("name", "id"))


@dataclass(frozen=True, slots=True)
class GuestCount:
    """The guests of an event in figures."""

    invited: int
    unsent: int
    coming: int
    maybe: int
    declined: int
    silent: int
    queued: int
    came: int
    not_in_pictures: int


def count_guests(guests: Sequence[Invitation]) -> GuestCount:
    """Figures out of rows that are already read."""

    def answered(answer: Answer) -> int:
        return sum(g.answer == answer for g in guests)

    queued = sum(g.queued_at is not None for g in guests)
    return GuestCount(
        invited=len(guests),
        unsent=sum(bool(g.email) and g.sent_at is None for g in guests),
        coming=answered(Answer.YES) - queued,
        maybe=answered(Answer.MAYBE),
        declined=answered(Answer.NO),
        silent=answered(Answer.WAITING),
        queued=queued,
        came=sum(g.is_here for g in guests),
        not_in_pictures=sum(g.photo == Photo.NO for g in guests),
    )


def invitation_by(token: str) -> Invitation | None:
    """The invitation of a personal link, in the pact of the running context."""
    rows = Invitation.objects.select_related("event__pact", "organisation")
    return rows.filter(token_hash=hash_of_token(token)).first() if token else None


def moves_of(event: Event, actor: Actor) -> dict[str, bool]:
    """What the actor may do with the event as it stands: verb -> True. For buttons."""
    verbs = {
        EventState.PLANNED: (
            Verb.EDIT_EVENT, Verb.CANCEL_EVENT, Verb.CLOSE_EVENT, Verb.INVITE_GUEST, Verb.EDIT_GUEST,
            Verb.SEND_INVITATIONS, Verb.RECORD_ATTENDANCE,
        ),
        EventState.HELD: (
            Verb.REOPEN_EVENT, Verb.THANK_GUESTS, Verb.EDIT_GUEST, Verb.RECORD_ATTENDANCE,
        ),
        EventState.CANCELLED: (Verb.REOPEN_EVENT,),
    }[EventState(event.state)]  # fmt: skip
    return {verb.value: True for verb in verbs if may(actor, verb, event)}


def coming_events(actor: Actor, now: datetime) -> QuerySet[Event]:
    """Planned events that are not over, the nearest first."""
    rows = events_for_list(actor).filter(state=EventState.PLANNED, ends_at__gte=now)
    return rows.order_by("starts_at", "id")
