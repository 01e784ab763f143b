"""Every change of a person, their profile and what they agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Denied, Verb, may, require
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door
from pakten.parties.pacts.models import Pact, Staff
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.consent_texts import consent_text
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.notices import tell_of_access, tell_of_withdrawn_consent
from pakten.parties.people.rules import OWN_FIELDS, can_hold
from pakten.parties.people.states import ConsentWay, Purpose

COUNSELLING = (StaffRole.COUNSELLOR, StaffRole.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes to one purpose: in which language it was asked, how it was given."""

    purpose: Purpose
    language: str
    how: ConsentWay = ConsentWay.TALK
    with_interpreter: bool = False


def register_participant(
    pact: Pact, values: dict[str, Any], *, consents: Iterable[Yes], by: Actor, at: datetime
) -> Participant:
    """Register a person with what they said yes to. Raises `ValidationError` keyed by field."""
    require(by, Verb.REGISTER_PARTICIPANT, pact)
    can_hold(values, timezone.localdate(at))
    _can_counsel(values["counsellor"])
    person = Participant.objects.create(pact=pact, registered_at=at, **values)
    for yes in consents:
        _give(person, yes, by=by, at=at)
    return person


def edit_participant(
    person: Participant, values: dict[str, Any], *, by: Actor, at: datetime
) -> Participant:
    """Change some fields. The person changes the own simple ones, the counsellor all."""
    person = _locked(person)
    require(by, Verb.EDIT_PARTICIPANT, person)
    if not _is_staff(by, person) and not set(values) <= OWN_FIELDS:
        raise Denied(Verb.EDIT_PARTICIPANT.value)
    can_hold(values, timezone.localdate(at))
    if "counsellor" in values:
        _can_counsel(values["counsellor"])
    for name, value in values.items():
        setattr(person, name, value)
    person.save(update_fields=list(values))
    return person


def mark_question(person: Participant, code: str, state: str, *, by: Actor) -> None:
    """Remember that a question was answered or passed by, so that nobody is asked twice."""
    person = _locked(person)
    require(by, Verb.EDIT_PARTICIPANT, person)
    person.asked = {**person.asked, code: state}
    person.save(update_fields=["asked"])


def record_consent(person: Participant, yes: Yes, *, by: Actor, at: datetime) -> Consent:
    """Record a yes to a purpose, with the version of the text it was given to."""
    person = _locked(person)
    require(by, Verb.RECORD_CONSENT, person)
    if person.consents.filter(purpose=yes.purpose, withdrawn_at__isnull=True).exists():
        raise ValidationError(_("There is already a yes to this."))
    return _give(person, yes, by=by, at=at)


def withdraw_consent(person: Participant, purpose: Purpose, *, by: Actor, at: datetime) -> Consent:
    """Take back a yes. It holds from this moment: every reader asks for consents in force."""
    person = _locked(person)
    require(by, Verb.WITHDRAW_CONSENT, person)
    consent = person.consents.filter(purpose=purpose, withdrawn_at__isnull=True).first()
    if consent is None:
        raise ValidationError(_("There is no yes to take back."))
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])
    if person.counsellor_id != by.account_id:
        tell_of_withdrawn_consent(person, consent, at=at)
    return consent


def give_access(person: Participant, *, by: Actor, at: datetime) -> Account:
    """Let the person sign in with the own e-mail address, and mail them the way in."""
    person = _locked(person)
    require(by, Verb.GIVE_ACCESS, person)
    if person.account_id:
        raise ValidationError(_("This person can already sign in."))
    if not person.email:
        raise ValidationError({"email": _("An e-mail address is needed to sign in.")})
    account = _account_for(person)
    try:
        with transaction.atomic():
            person.account = account
            person.save(update_fields=["account"])
    except IntegrityError as error:
        raise ValidationError(
            {"email": _("Another person signs in with this e-mail address.")}
        ) from error
    tell_of_access(person, account, at=at)
    return account


def _account_for(person: Participant) -> Account:
    """The account with the person's address, made when there is none."""
    with open_door():
        found = Account.objects.filter(email=person.email.lower()).first()
        return found or Account.objects.create_user(
            email=person.email, name=str(person), phone=person.phone, language=person.language
        )


def _locked(person: Participant) -> Participant:
    return Participant.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _is_staff(by: Actor, person: Participant) -> bool:
    return may(by, Verb.REGISTER_PARTICIPANT, person)


def _can_counsel(account: Account) -> None:
    """A counsellor is somebody with that work in the pact today."""
    if not Staff.objects.filter(
        account=account, role__in=COUNSELLING, ended_on__isnull=True
    ).exists():
        raise ValidationError({"counsellor": _("Choose one of the pact's counsellors.")})


def _give(person: Participant, yes: Yes, *, by: Actor, at: datetime) -> Consent:
    text = consent_text(yes.purpose, yes.language, _day(at))
    return Consent.objects.create(
        pact_id=person.pact_id,
        participant=person,
        purpose=yes.purpose,
        text_version=text.version,
        language=text.language,
        how=yes.how,
        with_interpreter=yes.with_interpreter,
        given_at=at,
        recorded_by_id=cast("int", by.account_id),
    )


def _day(at: datetime) -> date:
    return timezone.localdate(at)
