"""What a person asks for, or the office on the person's word: to be erased, to have it put right."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.oversight.privacy.models import Correction, Erasure, Terms
from pakten.oversight.privacy.notices import (
    tell_of_correction,
    tell_of_erasure,
    tell_person_of_erasure,
)
from pakten.oversight.privacy.queries import terms_of
from pakten.oversight.privacy.states import Asker, ErasureState
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

MOST_CORRECTIONS = 5


def ask_erasure(person: Participant, *, by: Actor, at: datetime) -> Erasure:
    """Erase this person when the waiting time is over. From now nobody looks for them any more."""
    person = _locked(person)
    require(by, Verb.ASK_ERASURE, person)
    if person.erasures.filter(state=ErasureState.WAITING).exists():
        raise ValidationError(_("This is already asked for."))
    own = person.account_id is not None and person.account_id == by.account_id
    days = timedelta(days=terms_of(person.pact_id).wait_days)
    erasure = Erasure.objects.create(
        pact_id=person.pact_id,
        participant=person,
        asked=Asker.PERSON if own else Asker.OFFICE,
        asked_by_id=by.account_id,
        asked_at=at,
        due_on=timezone.localdate(at) + days,
    )
    in_force = person.consents.filter(withdrawn_at__isnull=True)
    in_force.exclude(purpose=Purpose.CONTACT).update(withdrawn_at=at)
    look(person.pk, LookPurpose.ERASURE, by, at)
    tell_of_erasure(erasure, at=at)
    tell_person_of_erasure(person, erasure, at=at)
    return erasure


def cancel_erasure(person: Participant, *, by: Actor, at: datetime) -> Erasure:
    """Keep the person after all. What they had said yes to stays taken back until they say so."""
    person = _locked(person)
    require(by, Verb.CANCEL_ERASURE, person)
    erasure = person.erasures.select_for_update().filter(state=ErasureState.WAITING).first()
    if erasure is None:
        raise ValidationError(_("There is nothing to take back."))
    erasure.state, erasure.ended_at = ErasureState.CANCELLED, at
    erasure.save(update_fields=["state", "ended_at"])
    return erasure


def ask_correction(person: Participant, text: str, *, by: Actor, at: datetime) -> Correction:
    """Tell the counsellor what is wrong. Any of one's own data may be put right."""
    person = _locked(person)
    require(by, Verb.ASK_CORRECTION, person)
    if not text.strip():
        raise ValidationError({"text": _("Write what is wrong.")})
    if person.corrections.filter(answered_at__isnull=True).count() >= MOST_CORRECTIONS:
        raise ValidationError(_("We have not answered your last ones yet. Call us instead."))
    correction = Correction.objects.create(
        pact_id=person.pact_id, participant=person, text=text.strip()[:500], asked_at=at
    )
    tell_of_correction(correction, at=at)
    return correction


def answer_correction(correction: Correction, *, by: Actor, at: datetime) -> Correction:
    """Note that it has been put right, or that the person has been told why not."""
    kept = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    require(by, Verb.ANSWER_CORRECTION, kept)
    if kept.answered_at is not None:
        raise ValidationError(_("Somebody has already answered this."))
    kept.answered_at, kept.answered_by_id = at, by.account_id
    kept.save(update_fields=["answered_at", "answered_by"])
    return kept


def edit_terms(pact: Pact, *, wait_days: int, ask_at: str, by: Actor, at: datetime) -> Terms:
    """How long an erasure waits here, and whom a person may ask. Those under way keep their day."""
    require(by, Verb.EDIT_TERMS, pact)
    terms, _new = Terms.objects.update_or_create(
        pact=pact, defaults={"wait_days": wait_days, "ask_at": ask_at}
    )
    return terms


def _locked(person: Participant) -> Participant:
    """The person for changing; somebody erased meanwhile has nothing left to change."""
    found = Participant.objects.select_for_update(of=("self",)).filter(pk=person.pk).first()
    if found is None:
        raise ValidationError(_("There is nothing to take back."))
    return found
