"""Beginning a profile alone, and going on with it on another phone: by a link sent by e-mail.

The page says the same whoever asks: whether an address is known is told in the mail only. A link
works for seven days and once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Grant, Role, Scope, Verb, require
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door, pact_context
from pakten.parties.organisations.models import Representative
from pakten.parties.pacts.links import hash_of_token, new_token
from pakten.parties.pacts.models import District, Pact, Staff, TargetGroup
from pakten.parties.people.actions import Yes, record_consent
from pakten.parties.people.models import Participant, ProfileLink
from pakten.parties.people.notices import send_link, send_to_sign_in, tell_of_begun
from pakten.parties.people.queries import is_like_another
from pakten.parties.people.rules import can_hold
from pakten.parties.people.states import ConsentWay, ContactWay, Purpose

VALID = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is asked of somebody who begins, and no more."""

    given_name: str
    family_name: str
    birth_year: int
    district: District
    purposes: tuple[Purpose, ...] = ()


def begin_profile(pact: Pact, email: str, language: str, *, by: Actor, at: datetime) -> None:
    """Send a way in to an address. Anybody may ask; what is sent depends on who has the address."""
    email = email.strip().lower()
    with open_door():
        account = Account.objects.filter(email=email).first()
    person = (
        Participant.objects.filter(account=account, left_on__isnull=True).first()
        if account
        else None
    )
    if account and (person is None or not account.is_active or has_other_role(account)):
        send_to_sign_in(account, at=at)
        return
    _send(pact, email, person.language if person else language, person, at)


def send_profile_link(person: Participant, *, by: Actor, at: datetime) -> None:
    """Send the person a link to go on elsewhere."""
    require(by, Verb.EDIT_PARTICIPANT, person)
    if person.account is None or person.account_id != by.account_id:
        raise ValidationError(_("Only the person can have this link."))
    if has_other_role(person.account):
        send_to_sign_in(person.account, at=at)
        return
    _send(person.pact, person.account.email, person.language, person, at)


def has_other_role(account: Account) -> bool:
    """Whether the account is more than a participant, in any pact: a link would let in to it all."""
    return account.is_superuser or any(_works_in(pact, account) for pact in Pact.objects.all())


def _works_in(pact: Pact, account: Account) -> bool:
    with pact_context(pact.pk, account.pk):
        return any(
            model.objects.filter(account=account.pk, ended_on__isnull=True).exists()
            for model in (Staff, Representative)
        )


def _send(
    pact: Pact, email: str, language: str, person: Participant | None, at: datetime
) -> ProfileLink:
    secret = new_token(pact.pk)
    link = ProfileLink.objects.create(
        pact=pact, participant=person, email=email, language=language[:5],
        token_hash=hash_of_token(secret), sent_at=at, ends_at=at + VALID,
    )  # fmt: skip
    send_link(link, secret, at=at)
    return link


def link_by(secret: str) -> ProfileLink | None:
    """The link of a secret, whether it works or not."""
    links = ProfileLink.objects.select_related("participant__account", "pact")
    return links.filter(token_hash=hash_of_token(secret)).first()


def works(link: ProfileLink, at: datetime) -> bool:
    """Not used, and not too old."""
    return link.used_at is None and link.ends_at > at


def open_profile(link: ProfileLink, newcomer: Newcomer | None, *, at: datetime) -> Account:
    """Use a link: the account to sign in. `newcomer` is told by somebody who begins."""
    kept = ProfileLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not works(kept, at):
        raise ValidationError(_("This link has been used or is too old. Ask for a new one."))
    kept.used_at = at
    kept.save(update_fields=["used_at"])
    if kept.participant is not None:
        return _account_of(kept.participant)
    if newcomer is None:
        raise ValidationError(_("Tell us who you are."))
    return _begin(kept, newcomer, at)


def _account_of(person: Participant) -> Account:
    with open_door():
        account = Account.objects.filter(participant=person, is_active=True).first()
    if account is None or person.left_on is not None or has_other_role(account):
        raise ValidationError(_("This link has been used or is too old. Ask for a new one."))
    return account


def _begin(link: ProfileLink, newcomer: Newcomer, at: datetime) -> Account:
    """The account and the person, with what they said yes to themselves."""
    today = timezone.localdate(at)
    values = {
        "given_name": newcomer.given_name, "family_name": newcomer.family_name,
        "birth_year": newcomer.birth_year, "district": newcomer.district,
    }  # fmt: skip
    can_hold(values, today)
    account = _new_account(link, f"{newcomer.given_name} {newcomer.family_name}")
    person = Participant.objects.create(
        pact=link.pact, account=account, email=link.email, language=link.language,
        contact_way=ContactWay.EMAIL, swedish="none", registered_at=at,
        target_group=_first_group(at), **values,
    )  # fmt: skip
    own = Actor(
        account_id=account.pk, name=account.name,
        grants=(Grant(Role.PARTICIPANT, Scope("person", person.pk)),),
    )  # fmt: skip
    for purpose in newcomer.purposes:
        yes = Yes(purpose, link.language, ConsentWay.OWN)
        record_consent(person, yes, by=own, at=at)
    tell_of_begun(person, is_like_another=is_like_another(person), at=at)
    return account


def _first_group(at: datetime) -> TargetGroup:
    """The pact's first group, until a counsellor has met the person and chooses."""
    group = TargetGroup.objects.on(timezone.localdate(at)).first()
    if group is None:
        raise ValidationError(_("This cannot be done here yet. Call us."))
    return group


def _new_account(link: ProfileLink, name: str) -> Account:
    try:
        with transaction.atomic(), open_door():
            return Account.objects.create_user(email=link.email, name=name, language=link.language)
    except IntegrityError as error:
        raise ValidationError(
            _("There is an account with this address. Sign in instead.")
        ) from error
