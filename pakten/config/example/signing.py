"""Signing: an occasion that has been, one that comes, and links on their way."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.commitments.states import LetterState, Method, Party
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.states import Answer, Attendance, EventKind, EventState, Photo
from pakten.agreements.signing.models import (
    Evidence,
    Programme,
    ProgrammeItem,
    SigningCode,
    SigningLink,
)
from pakten.agreements.signing.rules import (
    CODE_LASTS,
    LINK_LASTS,
    hash_of_address,
    masked,
    planned_times,
)
from pakten.config.example.world import World, text, working_day

HALL = "Stadshuset, Trapphallen"
TITLE = {"sv": "Signeringsdag", "en": "Signing day"}
ABOUT = {
    "sv": "Vi skriver under och hälsar nya medlemmar välkomna. Kaffe från halv ett.",
    "en": "We sign and welcome new members. Coffee from half past twelve.",
}
CITY_MAILBOX = "karin.holm"
MOST_LETTERS = 9
STATEMENT = "Jag har läst avsiktsförklaringen och har rätt att skriva under för %s."


def make_occasions(world: World) -> None:
    """Call when the letters are made."""
    city = world.accounts[CITY_MAILBOX].email
    Signatory.objects.filter(party=Party.CITY).update(email=city)
    _hold_the_last(world)
    _plan_the_next(world)
    _send_links(world)


def _hold_the_last(world: World) -> None:
    """The day on which most of the letters in force were signed, within two years."""
    signed = Signature.objects.filter(letter__state=LetterState.ACTIVE, method=Method.OCCASION)
    counted = Counter(signed.filter(party=Party.MEMBER).values_list("signed_on", flat=True))
    day = max(counted, key=lambda each: (counted[each], each))
    letters = list(
        Letter.objects.filter(state=LetterState.ACTIVE, signatures__signed_on=day)
        .distinct()
        .select_related("organisation")
        .order_by("organisation__sort_key")[:MOST_LETTERS]
    )
    event = _event(world, day, EventState.HELD)
    times = _programme(world, event, letters)
    for letter, moment in zip(letters, times, strict=True):
        Signature.objects.filter(letter=letter, signed_on=day).update(
            recorded_at=moment + timedelta(minutes=4)
        )
    _invite(world, event, letters, came=True)


def _plan_the_next(world: World) -> None:
    day = working_day(world.today + timedelta(days=6))
    rows = Letter.objects.select_related("organisation").order_by("organisation__sort_key")
    ready = list(rows.filter(state=LetterState.READY))
    hoped = list(rows.filter(state=LetterState.DRAFT)[: max(MOST_LETTERS - len(ready), 0)])
    event = _event(world, day, EventState.PLANNED)
    _programme(world, event, [*ready, *hoped[:2]])
    _invite(world, event, [*ready, *hoped[:2]], came=False)


def _event(world: World, day: date, state: EventState) -> Event:
    begins = timezone.make_aware(datetime.combine(day, time(13)))
    return Event.objects.create(
        pact=world.pact, kind=EventKind.SIGNING, title=text(TITLE), description=text(ABOUT),
        starts_at=begins, ends_at=begins + timedelta(hours=2), place=HALL, capacity=60,
        asks_photo=True, state=state, planned_by=world.accounts["coordinator"],
        changed_at=world.moment(min(day, world.today) - timedelta(days=21)),
    )  # fmt: skip


def _programme(world: World, event: Event, letters: Sequence[Letter]) -> list[datetime]:
    programme = Programme.objects.create(pact=world.pact, event=event)
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(pact=world.pact, programme=programme, letter=letter, position=position)
        for position, letter in enumerate(letters, 1)
    )
    return planned_times(
        event.starts_at, len(letters), programme.first_after, programme.minutes_each
    )


def _invite(world: World, event: Event, letters: Sequence[Letter], *, came: bool) -> None:
    """Everybody who signs, once each: the city's signatory signs many."""
    chance = world.chance(f"guests {event.state}")
    sent = world.moment(event.starts_at.date() - timedelta(days=20))
    guests: dict[str, Invitation] = {}
    for signer in Signatory.objects.filter(letter__in=letters).order_by("letter_id", "id"):
        house = signer.letter.organisation_id if signer.party == Party.MEMBER else None
        answer = Answer.YES if came else chance.choice((Answer.YES, Answer.YES, Answer.WAITING))
        no_picture = chance.random() < 0.2  # about one in five
        photo = Photo.NO if no_picture else Photo.YES
        guests[signer.email] = Invitation(
            pact=world.pact, event=event, organisation_id=house, name=signer.name,
            title=signer.title, email=signer.email, role="skriver under", language="sv",
            answer=answer, answered_at=None if answer == Answer.WAITING else sent,
            photo=photo if answer == Answer.YES else Photo.NOT_ASKED, sent_at=sent,
            attendance=Attendance.CAME if came else Attendance.UNKNOWN,
            attended_at=event.starts_at - timedelta(minutes=10) if came else None,
        )  # fmt: skip
    Invitation.objects.bulk_create(guests.values())


def _send_links(world: World) -> None:
    """Who is left to sign got a link some days ago; a member that has signed did so by one."""
    sent = world.moment(world.ago(4), 9)
    for signer in Signatory.objects.filter(letter__state=LetterState.READY).order_by("id"):
        signature = Signature.objects.filter(signatory=signer).first()
        if signature is None or signer.party == Party.MEMBER:
            link = _link(world, signer, signature.recorded_at if signature else sent)
            if signature:
                _signed_by(world, signature, link)


def _link(world: World, signer: Signatory, at: datetime) -> SigningLink:
    """No secret gives this hash, so nobody can open it; a new link is sent from the letter."""
    closed = hashlib.sha256(f"a closed door {signer.pk}".encode()).hexdigest()
    return SigningLink.objects.create(
        pact=world.pact, letter=signer.letter, signatory=signer, token_hash=closed,
        content_hash=signer.letter.content_hash, address_hash=hash_of_address(signer.email),
        sent_to=masked(signer.email), sent_by=world.accounts["coordinator"],
        sent_at=at - timedelta(hours=3), expires_at=at + LINK_LASTS,
    )  # fmt: skip


def _signed_by(world: World, signature: Signature, link: SigningLink) -> None:
    signer, at = signature.signatory, signature.recorded_at
    if signer is None:
        return
    Signature.objects.filter(pk=signature.pk).update(method=Method.LINK)
    code = SigningCode.objects.create(
        pact=world.pact, signatory=signer, code_hash="0" * 64, sent_to=masked(signer.email),
        sent_at=at - timedelta(minutes=2), expires_at=at - timedelta(minutes=2) + CODE_LASTS,
        used_at=at,
    )  # fmt: skip
    Evidence.objects.create(
        pact=world.pact, signature=signature, link=link, code=code, code_sent_to=code.sent_to,
        code_sent_at=code.sent_at, typed_name=signer.name, language="sv",
        statement=STATEMENT % signer.letter.organisation.name,
    )  # fmt: skip
