"""The programme of a signing occasion: which letters, in which order, at which pace."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.events.actions.events import can_change, lock
from pakten.agreements.events.actions.guests import invite_guest
from pakten.agreements.events.models import Event
from pakten.agreements.events.rules import Guest
from pakten.agreements.events.states import EventState
from pakten.agreements.signing.models import Programme, ProgrammeItem
from pakten.agreements.signing.queries.programme import guest_for
from pakten.agreements.signing.states import NotSigned
from pakten.base.access import Actor, Verb, require


def _held(event: Event, by: Actor, verb: Verb = Verb.ARRANGE_SIGNING) -> tuple[Event, Programme]:
    kept = lock(event)
    require(by, verb, kept)
    programme, _made = Programme.objects.get_or_create(pact_id=kept.pact_id, event=kept)
    return kept, programme


def add_letters(event: Event, letters: Sequence[Letter], *, by: Actor, at: datetime) -> int:
    """Put letters last in the programme; those who sign them go on the guest list."""
    kept, programme = _held(event, by)
    can_change(kept)
    last = programme.items.aggregate(last=Max("position"))["last"] or 0
    for position, letter in enumerate(letters, last + 1):
        if letter.state not in (LetterState.READY, LetterState.DRAFT):
            raise ValidationError(
                _("The letter with %(name)s is signed already.")
                % {"name": letter.organisation.name}
            )
        ProgrammeItem.objects.create(
            pact_id=kept.pact_id, programme=programme, letter=letter, position=position
        )
        _invite_signers(kept, letter, by, at)
    return len(letters)


def _invite_signers(event: Event, letter: Letter, by: Actor, at: datetime) -> None:
    guests = list(event.invitations.all())
    for signer in letter.signatories.order_by("party", "position", "id"):
        if guest_for(signer, guests):
            continue
        house = letter.organisation_id if signer.party == "member" else None
        guest = Guest(
            name=signer.name,
            email=signer.email,
            title=signer.title,
            role=_("signs"),
            language=signer.language,
            organisation_id=house,
        )
        guests.append(invite_guest(event, guest, by=by, at=at))


def move_letter(item: ProgrammeItem, steps: int, *, by: Actor, at: datetime) -> None:
    """Earlier (negative) or later in the programme."""
    kept, programme = _held(item.programme.event, by)
    can_change(kept)
    rows = list(programme.items.select_for_update().order_by("position", "id"))
    here = next(n for n, each in enumerate(rows) if each.pk == item.pk)
    there = min(max(here + steps, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    _number(rows)


def place_letter(item: ProgrammeItem, number: int, *, by: Actor, at: datetime) -> None:
    """To the given number in the programme, the first being 1."""
    rows = list(item.programme.items.order_by("position", "id"))
    here = next(n for n, each in enumerate(rows, 1) if each.pk == item.pk)
    move_letter(item, number - here, by=by, at=at)


def _number(rows: Sequence[ProgrammeItem]) -> None:
    for position, each in enumerate(rows, 1):
        each.position = position
    ProgrammeItem.objects.bulk_update(rows, ["position"])


def remove_letter(item: ProgrammeItem, *, by: Actor, at: datetime) -> None:
    """Out of the programme. Guests stay on the list until they are taken off it."""
    kept, programme = _held(item.programme.event, by)
    can_change(kept)
    programme.items.filter(pk=item.pk).delete()
    _number(list(programme.items.order_by("position", "id")))


def set_pace(event: Event, first: int, each: int, *, by: Actor, at: datetime) -> Programme:
    """Minutes before the first letter and for each."""
    kept, programme = _held(event, by)
    can_change(kept)
    programme.first_after, programme.minutes_each = first, each
    programme.full_clean(exclude=["event", "pact"])
    programme.save()
    return programme


def call_letter(item: ProgrammeItem, *, by: Actor, at: datetime) -> ProgrammeItem:
    """The letter comes to the table, and the screens on the spot show it."""
    kept, _programme = _held(item.programme.event, by)
    can_change(kept)
    held = ProgrammeItem.objects.select_for_update().get(pk=item.pk)
    held.called_at, held.reason, held.next_on = at, "", None
    held.save(update_fields=["called_at", "reason", "next_on"])
    return held


def pass_letter(item: ProgrammeItem, *, by: Actor, at: datetime) -> None:
    """Wait with this letter and take the next: it goes last."""
    ProgrammeItem.objects.filter(pk=item.pk).update(called_at=None)
    move_letter(item, 10_000, by=by, at=at)


def note_not_signed(
    item: ProgrammeItem, reason: NotSigned, next_on: date | None, *, by: Actor, at: datetime
) -> ProgrammeItem:
    """Why a letter was not signed that day, and when it is to be signed instead."""
    kept, _programme = _held(item.programme.event, by, Verb.NOTE_NOT_SIGNED)
    if kept.state == EventState.CANCELLED:
        raise ValidationError(_("The event is cancelled."))
    held = ProgrammeItem.objects.select_for_update(of=("self",)).select_related("letter").get(
        pk=item.pk
    )  # fmt: skip
    if held.letter.state in (LetterState.ACTIVE, LetterState.ENDED):
        raise ValidationError(_("The letter is signed by all."))
    if next_on and next_on < timezone.localdate(at):
        raise ValidationError({"next_on": _("The day has been. Choose a day to come.")})
    held.reason, held.next_on, held.called_at = reason, next_on, None
    held.save(update_fields=["reason", "next_on", "called_at"])
    return held
