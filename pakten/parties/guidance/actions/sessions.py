"""Filling in together: start, read out and answer, end, give a copy."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.parties.guidance.lines import HELP_VERSION, filled_in, wanted_lines
from pakten.parties.guidance.models import Session, SessionAnswer, SessionPiece
from pakten.parties.guidance.notices import can_have_copy, tell_copy
from pakten.parties.guidance.rules import can_start
from pakten.parties.guidance.states import HELP, MeetingWay
from pakten.parties.people.actions import Yes, record_consent, withdraw_consent
from pakten.parties.people.consent_texts import consent_text
from pakten.parties.people.models import Participant
from pakten.parties.people.states import ConsentWay, Purpose

Answers = Mapping[str, bool]


def start_session(
    person: Participant, values: dict[str, Any], *, by: Actor, at: datetime
) -> Session:
    """Begin to fill in together. One session at a time, for the person and for the counsellor."""
    person = Participant.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(by, Verb.START_SESSION, person)
    can_start(values)
    if person.left_on:
        raise ValidationError(_("This person does not go on. Welcome them back first."))
    if person.account_id is not None and person.account_id == by.account_id:
        raise ValidationError(_("You cannot hold a session with yourself."))
    return Session.objects.create(
        pact_id=person.pact_id,
        participant=person,
        led_by_id=cast("int", by.account_id),
        started_at=at,
        **values,
    )


def answer_lines(session: Session, answers: Answers, *, by: Actor, at: datetime) -> Session:
    """Keep the yes or no to each line as read out; a yes to a purpose is a consent from now.

    A no to the help itself ends the session: then nothing is written down.
    """
    session = _open(session)
    require(by, Verb.ANSWER_LINES, session)
    lines = wanted_lines()
    missing = [line for line in lines if line not in answers]
    if missing:
        raise ValidationError({line: _("Ask, and press yes or no.") for line in missing})
    for line in lines:
        _note(session, line, answers[line], by=by, at=at)
    if not answers[HELP]:
        return _end(session, at)
    for purpose in Purpose:
        _follow(session, purpose, answers[purpose.value], by=by, at=at)
    return session


def end_session(session: Session, *, by: Actor, at: datetime) -> Session:
    """End it, and keep which parts were filled in meanwhile and by whom."""
    session = _open(session)
    require(by, Verb.END_SESSION, session)
    return _end(session, at)


def copy_session(session: Session, *, by: Actor, at: datetime) -> Session:
    """Send the person what was said yes and no to, when they may be written to."""
    session = _locked(session)
    require(by, Verb.COPY_SESSION, session)
    if session.ended_at is None:
        raise ValidationError(_("End the session first."))
    if session.copied_at is not None:
        raise ValidationError(_("The copy has been sent already."))
    if not can_have_copy(session.participant):
        raise ValidationError(
            _("The person has not said yes to being written to, or has no e-mail. Print it.")
        )
    session.copied_at = at
    session.save(update_fields=["copied_at"])
    tell_copy(session, at=at)
    return session


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update(of=("self",)).get(pk=session.pk)


def _open(session: Session) -> Session:
    session = _locked(session)
    if session.ended_at is not None:
        raise ValidationError(_("This session has ended."))
    return session


def _end(session: Session, at: datetime) -> Session:
    session.ended_at = at
    session.save(update_fields=["ended_at"])
    counted = Counter(filled_in(session, at))
    SessionPiece.objects.bulk_create(
        SessionPiece(pact_id=session.pact_id, session=session, part=part, by_id=who, number=number)
        for (part, who), number in counted.items()
    )
    return session


def _note(session: Session, line: str, yes: bool, *, by: Actor, at: datetime) -> None:
    version, language = HELP_VERSION, session.language
    if line != HELP:
        text = consent_text(Purpose(line), session.language, timezone.localdate(at))
        version, language = text.version, text.language
    SessionAnswer.objects.update_or_create(
        session=session,
        line=line,
        defaults={
            "pact_id": session.pact_id,
            "yes": yes,
            "text_version": version,
            "language": language,
            "answered_at": at,
            "noted_by_id": cast("int", by.account_id),
        },
    )


def _follow(session: Session, purpose: Purpose, yes: bool, *, by: Actor, at: datetime) -> None:
    """Let the consent be as answered; an answer that changes nothing leaves it as it was given."""
    person = session.participant
    agreed = person.consents.filter(purpose=purpose, withdrawn_at__isnull=True).exists()
    if yes and not agreed:
        how = ConsentWay.PHONE if session.way == MeetingWay.PHONE else ConsentWay.TALK
        given = Yes(purpose, session.language, how, session.has_interpreter)
        record_consent(person, given, by=by, at=at)
    elif agreed and not yes:
        withdraw_consent(person, purpose, by=by, at=at)
