"""Giving somebody a role, in the pact or in a member's house, and ending it."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Role, Verb, require
from pakten.base.accounts.models import Account
from pakten.base.accounts.states import ROLE_NAMES
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.base.tenancy.context import open_door
from pakten.parties.organisations.models import Organisation, Representative
from pakten.parties.organisations.states import RepresentativeRole
from pakten.parties.pacts.models import Pact, Staff
from pakten.parties.pacts.states import StaffRole

HeldRole = Staff | Representative


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who gets which role. `organisation` goes with the roles held in a member's house."""

    email: str
    name: str
    role: Role
    language: str = "sv"
    organisation: Organisation | None = None


def invite_account(pact: Pact, wanted: Invitation, *, by: Actor, at: datetime) -> Account:
    """Give a role to the account with this address, made when there is none, and mail the way in.

    Raises `ValidationError` for a role that needs an organisation, or one already held.
    """
    require(by, Verb.INVITE_ACCOUNT, pact)
    in_house = wanted.role.value in RepresentativeRole
    if in_house and wanted.organisation is None:
        raise ValidationError({"organisation": _("Choose which organisation this is for.")})
    if not in_house and wanted.role.value not in StaffRole:
        raise ValidationError({"role": _("A participant is registered by a counsellor.")})
    account = _account_for(wanted)
    if not account.is_active:
        raise ValidationError({"email": _("This account is closed.")})
    _tell(pact, _give(pact, account, wanted), wanted, at=at)
    return account


def _account_for(wanted: Invitation) -> Account:
    """The door is open only here: an address may belong to an account of another pact."""
    email = wanted.email.strip().lower()
    with open_door():
        found = Account.objects.filter(email=email).first()
        return found or Account.objects.create_user(
            email=email, name=wanted.name, language=wanted.language
        )


def _give(pact: Pact, account: Account, wanted: Invitation) -> HeldRole:
    house = wanted.organisation
    row: HeldRole
    if wanted.role.value in StaffRole:
        row, new = Staff.objects.get_or_create(
            pact=pact, account=account, role=wanted.role.value, ended_on=None
        )
    else:
        row, new = Representative.objects.get_or_create(
            pact=pact,
            organisation=house,
            account=account,
            role=wanted.role.value,
            ended_on=None,
        )
    if not new:
        raise ValidationError({"role": _("This account already holds the role.")})
    return row


def _tell(pact: Pact, row: HeldRole, wanted: Invitation, *, at: datetime) -> None:
    def write(reader: Reader) -> tuple[str, str]:
        role = str(ROLE_NAMES[wanted.role])
        where = wanted.organisation.name if wanted.organisation else str(pact)
        text = _(
            "You are now {role}, {where}.\n\n"
            "Sign in with the link below. Write your e-mail address and you get a code. You need no"
            " password."
        )
        words = {"role": role[:1].lower() + role[1:], "where": where}
        return _("You have a role in the Integration Pact"), text.format(**words)

    tell(
        [Reader(row.account.email, row.account.name, wanted.language, row.account_id)],
        write,
        topic=Topic.ACCOUNT,
        about=f"role:{row._meta.model_name}:{row.pk}",
        path=reverse("account_login"),
        at=at,
    )


def end_role(row: HeldRole, *, by: Actor, at: datetime) -> HeldRole:
    """End a role from today. What was done in it stays. The last administrator cannot be ended."""
    require(by, Verb.END_ROLE, row)
    rows = Staff.objects if isinstance(row, Staff) else Representative.objects
    row = rows.select_for_update().get(pk=row.pk)
    if row.ended_on is not None:
        raise ValidationError(_("This role has already ended."))
    if row.role == StaffRole.ADMIN and _is_the_last_administrator(row.pk):
        raise ValidationError(_("Somebody has to remain administrator. Invite another first."))
    row.ended_on = timezone.localdate(at)
    row.save(update_fields=["ended_on"])
    return row


def _is_the_last_administrator(pk: int) -> bool:
    others = Staff.objects.filter(role=StaffRole.ADMIN, ended_on__isnull=True).exclude(pk=pk)
    return not others.exists()
