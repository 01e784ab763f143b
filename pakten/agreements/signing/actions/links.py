"""Personal links to sign by: ask, remind, take back, decline."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions import lock
from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.signing import notices
from pakten.agreements.signing.models import SigningLink
from pakten.agreements.signing.rules import (
    LINK_LASTS,
    REMIND_AFTER,
    REMIND_AGAIN_AFTER,
    hash_of_address,
    masked,
)
from pakten.agreements.signing.states import DeclineReason
from pakten.base.access import Actor, Verb, require
from pakten.base.tenancy.context import pact_context
from pakten.parties.pacts.links import hash_of_token, new_token
from pakten.parties.pacts.models import Pact


def ask_for_signatures(
    letter: Letter, *, only: Signatory | None = None, by: Actor, at: datetime
) -> list[SigningLink]:
    """Mail a personal link to each who has not signed and has no link that works.

    `only`: just that one, with a new link even where one works; the earlier one is then dead.
    """
    kept = lock(letter)
    require(by, Verb.ASK_FOR_SIGNATURES, kept)
    _can_ask(kept)
    chosen = [s for s in _unsigned(kept) if s.email and (only is None or s.pk == only.pk)]
    if only is None:
        chosen = [s for s in chosen if not _has_link(s, kept, at)]
    if not chosen:
        raise ValidationError(
            _("Everybody who has an e-mail address has signed or got a link. Remind them instead.")
        )
    return [_send_link(kept, each, by.account_id, at) for each in chosen]


def remind_signatories(letter: Letter, *, by: Actor, at: datetime) -> list[SigningLink]:
    """Mail those who have a link and have not signed; a new link, as the secret is not kept."""
    kept = lock(letter)
    require(by, Verb.REMIND_SIGNATORIES, kept)
    _can_ask(kept)
    links = _live(kept).filter(declined_at=None, sent_at__lt=at - REMIND_AGAIN_AFTER)
    chosen = [each for each in links if each.signatory]
    if not chosen:
        raise ValidationError(_("Nobody to remind: each was written to less than a day ago."))
    return _send_again(kept, chosen, by.account_id, at)


def revoke_link(signatory: Signatory, *, by: Actor, at: datetime) -> int:
    """The signatory's link stops working at once. Returns how many were taken back."""
    kept = lock(signatory.letter)
    require(by, Verb.REVOKE_LINK, kept)
    return SigningLink.objects.filter(signatory=signatory, revoked_at=None).update(revoked_at=at)


def decline_by_link(
    link: SigningLink, reason: DeclineReason, words: str, *, at: datetime
) -> SigningLink:
    """Say that one does not sign, and why. The link still works, for who changes their mind."""
    kept = lock(link.letter)
    live = SigningLink.objects.select_for_update(of=("self",)).select_related("signatory").get(
        pk=link.pk
    )  # fmt: skip
    if not live.works(kept, at) or kept.state != LetterState.READY or live.signatory is None:
        raise ValidationError(_("The link no longer works. Ask the office for a new one."))
    if hasattr(live.signatory, "signature"):
        raise ValidationError(_("You have already signed."))
    live.declined_at, live.decline_reason, live.decline_words = at, reason, words.strip()
    live.save(update_fields=["declined_at", "decline_reason", "decline_words"])
    notices.tell_declined(kept, live, live.signatory.name, at=at)
    return live


def _can_ask(letter: Letter) -> None:
    if letter.state != LetterState.READY:
        raise ValidationError(
            _("The letter is “%(state)s”. Only a letter that is ready can be signed.")
            % {"state": LetterState(letter.state).label}
        )


def _unsigned(letter: Letter) -> list[Signatory]:
    rows = letter.signatories.filter(signature__isnull=True)
    return list(rows.order_by("party", "position", "id"))


def _live(letter: Letter) -> "QuerySet[SigningLink]":
    """Links that are not replaced, of those who have not signed."""
    rows = SigningLink.objects.filter(letter=letter, revoked_at=None, signatory__isnull=False)
    rows = rows.filter(signatory__signature__isnull=True).exclude(signatory__email="")
    return rows.select_related("signatory").order_by("pk")


def _has_link(signatory: Signatory, letter: Letter, at: datetime) -> bool:
    return any(
        link.works(letter, at)
        for link in SigningLink.objects.filter(signatory=signatory, revoked_at=None).select_related(
            "signatory"
        )
    )


def _send_link(
    letter: Letter, signatory: Signatory, by: int | None, at: datetime, *, is_reminder: bool = False
) -> SigningLink:
    SigningLink.objects.filter(signatory=signatory, revoked_at=None).update(revoked_at=at)
    token = new_token(letter.pact_id)
    link = SigningLink.objects.create(
        pact_id=letter.pact_id,
        letter=letter,
        signatory=signatory,
        token_hash=hash_of_token(token),
        content_hash=letter.content_hash,
        address_hash=hash_of_address(signatory.email),
        sent_to=masked(signatory.email),
        sent_by_id=by,  # type: ignore[misc]
        sent_at=at,
        expires_at=at + LINK_LASTS,
        is_reminder=is_reminder,
    )
    notices.tell_asked(letter, link, token, at=at)
    return link


def _send_again(
    letter: Letter, links: Iterable[SigningLink], by: int | None, at: datetime
) -> list[SigningLink]:
    return [
        _send_link(letter, link.signatory, by or link.sent_by_id, at, is_reminder=True)
        for link in links
        if link.signatory
    ]


def remind_unsigned(*, at: datetime) -> int:
    """In every pact: one reminder to those whose link is a week old. Run by the clock, once a day."""
    return sum(_remind_in(pact.pk, at) for pact in Pact.objects.order_by("pk"))


def _remind_in(pact_id: int, at: datetime) -> int:
    with pact_context(pact_id, verb="remind_signatories"):
        waiting = SigningLink.objects.filter(
            revoked_at=None, declined_at=None, is_reminder=False, sent_at__lte=at - REMIND_AFTER,
            letter__state=LetterState.READY, signatory__signature__isnull=True, expires_at__gt=at,
        )  # fmt: skip
        letters = sorted(set(waiting.values_list("letter", flat=True)))
        return sum(_remind_letter(pk, at) for pk in letters)


def _remind_letter(letter_id: int, at: datetime) -> int:
    letter = lock(Letter(pk=letter_id))
    links = _live(letter).filter(
        declined_at=None, is_reminder=False, sent_at__lte=at - REMIND_AFTER, expires_at__gt=at
    )
    due = [link for link in links if link.works(letter, at)]
    return len(_send_again(letter, due, None, at)) if letter.state == LetterState.READY else 0


def remind_unsigned_letters(timestamp: int) -> None:
    """The job; `config.jobs` says when."""
    remind_unsigned(at=timezone.now())
