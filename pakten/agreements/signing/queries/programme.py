"""An occasion's programme: each letter with its time, who signs, who is in the room."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.states import EventKind, EventState, Photo
from pakten.agreements.signing.models import Programme, ProgrammeItem
from pakten.agreements.signing.rules import planned_times
from pakten.base.access import Actor, Verb


@dataclass(slots=True)
class Signer:
    """Somebody at the table."""

    signatory: Signatory
    signed_at: datetime | None
    signed_before: bool
    guest: Invitation | None

    @property
    def is_here(self) -> bool:
        return bool(self.guest and self.guest.is_here)

    @property
    def phone(self) -> str:
        return self.guest.phone if self.guest else ""


@dataclass(slots=True)
class Turn:
    """A letter's turn in the programme."""

    item: ProgrammeItem
    letter: Letter
    planned_at: datetime
    number: int
    member: list[Signer] = field(default_factory=list)
    city: list[Signer] = field(default_factory=list)
    is_now: bool = False

    @property
    def signers(self) -> list[Signer]:
        return [*self.member, *self.city]

    @property
    def is_signed(self) -> bool:
        return self.letter.state in (LetterState.ACTIVE, LetterState.ENDED)

    @property
    def is_begun(self) -> bool:
        return not self.is_signed and any(s.signed_at for s in self.signers)

    @property
    def is_hoped(self) -> bool:
        return self.letter.state == LetterState.DRAFT

    @property
    def signed_at(self) -> datetime | None:
        """When the last one signed."""
        return max((s.signed_at for s in self.signers if s.signed_at), default=None)

    @property
    def missing(self) -> list[Signer]:
        """Those who have not signed and are not checked off at the door."""
        return [s for s in self.signers if not s.signed_at and not s.is_here]

    @property
    def left(self) -> list[Signer]:
        return [s for s in self.signers if not s.signed_at]


@dataclass(slots=True)
class Day:
    """The whole occasion as the page shows it."""

    event: Event
    programme: Programme
    turns: list[Turn]
    guests: list[Invitation]

    @property
    def signed(self) -> int:
        return sum(turn.is_signed for turn in self.turns)

    @property
    def current(self) -> Turn | None:
        return next((turn for turn in self.turns if turn.is_now), None)

    @property
    def missing(self) -> list[tuple[Turn, Signer]]:
        """Who is to sign and is not in the room."""
        return [(turn, one) for turn in self.turns if not turn.is_signed for one in turn.missing]

    @property
    def not_in_pictures(self) -> int:
        return sum(guest.photo == Photo.NO for guest in self.guests)

    @property
    def present(self) -> int:
        return sum(guest.is_here for guest in self.guests)

    def delay(self, now: datetime) -> timedelta | None:
        """How far behind the plan the letter at the table is; None when nothing is on."""
        turn = self.current
        begun = self.event.starts_at <= now <= self.event.ends_at + timedelta(hours=3)
        return now - turn.planned_at if turn and begun else None

    def ends(self, now: datetime) -> datetime:
        """When the last letter is signed at this pace."""
        left = sum(not turn.is_signed and not turn.is_hoped for turn in self.turns)
        return now + timedelta(minutes=left * self.programme.minutes_each)


def day_of(event: Event, now: datetime) -> Day:
    """The programme of an event with everything about it. Five queries."""
    programme = Programme.objects.filter(event=event).first() or Programme(
        pact_id=event.pact_id, event=event
    )
    signatories = Signatory.objects.select_related("signature").order_by("party", "position", "id")
    items = list(
        ProgrammeItem.objects.filter(programme__event=event)
        .select_related("letter__organisation", "letter__pact")
        .prefetch_related(Prefetch("letter__signatories", signatories))
        .order_by("position", "id")
    )
    guests = list(event.invitations.select_related("organisation").order_by("name", "id"))
    times = planned_times(
        event.starts_at, len(items), programme.first_after, programme.minutes_each
    )
    turns = [
        _turn(item, moment, number, guests, event)
        for number, (item, moment) in enumerate(zip(items, times, strict=True), 1)
    ]
    _mark_now(turns, event, now)
    return Day(event, programme, turns, guests)


def _turn(
    item: ProgrammeItem, planned_at: datetime, number: int, guests: Sequence[Invitation], event: Event
) -> Turn:  # fmt: skip
    turn = Turn(item, item.letter, planned_at, number)
    day = timezone.localdate(event.starts_at)
    for signatory in item.letter.signatories.all():
        signature = getattr(signatory, "signature", None)
        at = signature.recorded_at if signature else None
        before = signature is not None and signature.signed_on < day
        one = Signer(signatory, at, before, guest_for(signatory, guests))
        (turn.member if signatory.party == Party.MEMBER else turn.city).append(one)
    return turn


def guest_for(signatory: Signatory, guests: Sequence[Invitation]) -> Invitation | None:
    """The signatory as a guest: by address, else by name where neither tells an address apart."""
    if signatory.email:
        for guest in guests:
            if guest.email.lower() == signatory.email.lower():
                return guest
    same = (g for g in guests if g.name.casefold() == signatory.name.casefold())
    return next((g for g in same if not (g.email and signatory.email)), None)


def _mark_now(turns: Sequence[Turn], event: Event, now: datetime) -> None:
    """At the table: the one called last, else the first not signed once the occasion has begun."""
    if event.state != EventState.PLANNED:
        return
    open_ = [t for t in turns if not t.is_signed and not t.is_hoped and not t.item.reason]
    called = [t for t in open_ if t.item.called_at]
    if called:
        max(called, key=lambda t: t.item.called_at or now).is_now = True
    elif open_ and event.starts_at <= now:
        open_[0].is_now = True


def letters_to_add(actor: Actor, event: Event) -> QuerySet[Letter]:
    """Letters that are ready, and drafts that can be hoped for, not in this programme."""
    rows = Letter.objects.visible_to(actor).filter(
        pact=event.pact_id, state__in=[LetterState.READY, LetterState.DRAFT]
    )
    taken = ProgrammeItem.objects.filter(programme__event=event).values("letter")
    rows = rows.exclude(pk__in=taken).select_related("organisation")
    return rows.order_by("-state", "organisation__sort_key", "id")


def coming_occasions(actor: Actor, now: datetime) -> list[Day]:
    """Signing occasions that are planned and not over, with what they lack. For the desk."""
    if not actor.where(Verb.SEE_EVENTS, "pact"):
        return []
    rows = Event.objects.filter(
        kind=EventKind.SIGNING, state=EventState.PLANNED, ends_at__gte=now - timedelta(days=3)
    )
    rows = rows.select_related("pact").order_by("starts_at", "id")
    return [day_of(event, now) for event in rows[:3]]
