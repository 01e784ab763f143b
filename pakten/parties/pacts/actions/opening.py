"""Opening a new pact in this deployment: the pact itself and its first administrator."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door, pact_context
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import Pact, Staff
from pakten.parties.pacts.starting import fill_catalogue
from pakten.parties.pacts.states import StaffRole

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,48}[a-z0-9]")
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")


@dataclass(frozen=True, slots=True)
class NewPact:
    """A pact as the operator names it. `host`: the city's own address, or "" for a shared one."""

    slug: str
    name: str
    city: str
    admin_email: str
    host: str = ""
    with_catalogue: bool = False


def create_pact(new: NewPact, *, at: datetime) -> tuple[Pact, bool]:
    """The pact, and whether it was made now. Run again with the same words it changes nothing.

    For the operator at the command line, so there is no actor. Raises `ValidationError` for words
    that cannot be used, or that another pact uses.
    """
    _can_open(new)
    with transaction.atomic():
        pact = Pact.objects.select_for_update().filter(slug=new.slug).first()
        if pact and (pact.name.get("sv"), pact.city, pact.host) != (new.name, new.city, new.host):
            raise ValidationError(
                f"There is a pact “{new.slug}” already, with another name, city or host."
            )
        if not pact and new.host and Pact.objects.filter(host=new.host).exists():
            raise ValidationError(f"Another pact has the host {new.host}.")
        made = pact is None
        pact = pact or Pact.objects.create(
            slug=new.slug, name=LocalText(sv=new.name), city=new.city, host=new.host
        )
        with pact_context(pact.pk, verb="create_pact"):
            if made and new.with_catalogue:
                fill_catalogue(pact)
            _give_admin(pact, new.admin_email)
    return pact, made


def _can_open(new: NewPact) -> None:
    if not _SLUG.fullmatch(new.slug):
        raise ValidationError(
            "SLUG is 3 to 50 small letters a to z, digits and hyphens, beginning with a letter."
        )
    for word, text, longest in (("--name", new.name, 120), ("--city", new.city, 80)):
        if not 1 <= len(text) <= longest:
            raise ValidationError(f"{word} is needed, at most {longest} characters.")
    try:
        validate_email(new.admin_email)
    except ValidationError as error:
        raise ValidationError(f"--admin-email is no address: “{new.admin_email}”.") from error
    if new.host and not _HOST.fullmatch(new.host):
        raise ValidationError(f"--host is no host name such as pakt.city.se: “{new.host}”.")


def _give_admin(pact: Pact, email: str) -> None:
    """The account of the address, made where there is none, with the role unless it has it."""
    with open_door():
        known = Account.objects.filter(email__iexact=email).first()
        account = known or Account.objects.create_user(email=email, name=email.partition("@")[0])
    Staff.objects.get_or_create(
        pact=pact, account=account, role=StaffRole.ADMIN, ended_on__isnull=True
    )
