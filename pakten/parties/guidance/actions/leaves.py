"""Who counsels whom, and when a person does not go on or comes back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.accounts.models import Account
from pakten.parties.guidance.models import Handover, Leave, NextStep
from pakten.parties.guidance.notices import tell_of_handover
from pakten.parties.guidance.rules import can_keep
from pakten.parties.guidance.states import LeaveReason
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import counsellors

# As long as a step's note may be.
NOTE = 200


def hand_over_people(
    people: Iterable[Participant], taker: Account, note: str, *, by: Actor, at: datetime
) -> list[Handover]:
    """Give one or several people another counsellor; both counsellors are told."""
    chosen = sorted({person.pk for person in people})
    rows = Participant.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    locked = list(rows)
    for person in locked:
        require(by, Verb.HAND_OVER_PEOPLE, person)
    can_keep(note, "note")
    if not counsellors().filter(pk=taker.pk).exists():
        raise ValidationError({"taker": _("Choose one of the pact's counsellors.")})
    moving = [person for person in locked if person.counsellor_id != taker.pk]
    if not moving:
        raise ValidationError({"taker": _("Those you chose have this counsellor already.")})
    made = Handover.objects.bulk_create(
        Handover(
            pact_id=person.pact_id,
            participant=person,
            giver_id=person.counsellor_id,
            taker=taker,
            note=note,
            made_by_id=cast("int", by.account_id),
            made_at=at,
        )
        for person in moving
    )
    Participant.objects.filter(pk__in=[person.pk for person in moving]).update(counsellor=taker)
    tell_of_handover(made, at=at)
    return made


def note_leave(
    person: Participant, reason: LeaveReason, left_on: date, *, by: Actor, at: datetime
) -> Leave:
    """The person does not go on: nothing new is proposed, and they are in no list of ours."""
    person = _locked(person)
    require(by, Verb.NOTE_LEAVE, person)
    today = timezone.localdate(at)
    if person.left_on is not None:
        raise ValidationError(_("This is noted already."))
    if not timezone.localdate(person.registered_at) <= left_on <= today:
        raise ValidationError(
            {"left_on": _("Choose a day from when the person was registered until today.")}
        )
    if person.sessions.filter(ended_at__isnull=True).exists():
        raise ValidationError(_("End the session with this person first."))
    person.left_on = left_on
    person.save(update_fields=["left_on"])
    _close_steps(person, by=by, at=at)
    return Leave.objects.create(
        pact_id=person.pact_id,
        participant=person,
        reason=reason,
        left_on=left_on,
        noted_by_id=cast("int", by.account_id),
    )


def _close_steps(person: Participant, *, by: Actor, at: datetime) -> None:
    """Nobody is reminded of steps that will not be taken; why they are closed stands with them."""
    word = _("Closed when the person stopped.")
    for step in NextStep.objects.select_for_update().open().filter(participant=person):
        room = NOTE - len(word) - 1
        step.note = f"{step.note[:room]}\n{word}".strip()
        step.done_at, step.done_by_id = at, by.account_id
        step.save(update_fields=["note", "done_at", "done_by"])


def welcome_back(person: Participant, *, by: Actor, at: datetime) -> Participant:
    """The person goes on again. What they had said yes to holds, unless they took it back."""
    person = _locked(person)
    require(by, Verb.WELCOME_BACK, person)
    if person.left_on is None:
        raise ValidationError(_("This person has not left."))
    today = timezone.localdate(at)
    Leave.objects.filter(participant=person, back_on__isnull=True).update(
        back_on=today, back_noted_by=by.account_id
    )
    person.left_on = None
    person.save(update_fields=["left_on"])
    return person


def _locked(person: Participant) -> Participant:
    return Participant.objects.select_for_update(of=("self",)).get(pk=person.pk)
