"""Contacts: added, changed, replaced, gone, and asked about twice a year."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from pakten.base.access import Actor, Verb, require
from pakten.base.tenancy.context import pact_context
from pakten.parties.organisations import notices
from pakten.parties.organisations.actions.locks import lock
from pakten.parties.organisations.models import Contact, ContactReview, Organisation
from pakten.parties.organisations.queries import contacts_to_ask
from pakten.parties.organisations.rules import half_of, is_asking_time
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Pact


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """A person to talk to. `roles` are values of `ContactRole`."""

    name: str
    email: str
    title: str = ""
    phone: str = ""
    roles: tuple[str, ...] = ()
    language: str = "sv"


def enter_contact(
    organisation: Organisation, details: ContactDetails, *, at: datetime, position: int = 0
) -> Contact:
    """The row of a new contact; who may and whether it can be is asked by the actions."""
    values = {**asdict(details), "roles": list(details.roles)}
    return Contact.objects.create(
        pact_id=organisation.pact_id, organisation=organisation, position=position,
        confirmed_on=timezone.localdate(at), **values,
    )  # fmt: skip


def add_contact(
    organisation: Organisation, details: ContactDetails, *, by: Actor, at: datetime
) -> Contact:
    """Add a person to talk to, last in the list."""
    kept = lock(organisation)
    require(by, Verb.ADD_CONTACT, kept)
    last = kept.contacts.order_by("-position").first()
    return enter_contact(kept, details, at=at, position=last.position + 1 if last else 0)


def edit_contact(contact: Contact, details: ContactDetails, *, by: Actor, at: datetime) -> Contact:
    """Change how a contact is reached and what they do."""
    kept = _lock_current(contact)
    require(by, Verb.EDIT_CONTACT, kept)
    for name, value in asdict(details).items():
        setattr(kept, name, value)
    kept.roles, kept.confirmed_on = list(details.roles), timezone.localdate(at)
    kept.save()
    return kept


def remove_contact(contact: Contact, *, by: Actor, at: datetime) -> Organisation:
    """The contact leaves: no longer shown or written to, kept a year, then erased."""
    house = lock(contact.organisation)
    kept = _lock_current(contact)
    require(by, Verb.REMOVE_CONTACT, kept)
    if house.stage != Stage.ENDED and house.contacts.count() < 2:
        raise ValidationError(
            _("%(name)s always needs a contact. Add the new one first, or let somebody take over.")
            % {"name": house.name}
        )
    _leave(kept, at)
    return house


def replace_contact(
    contact: Contact, details: ContactDetails, *, by: Actor, at: datetime
) -> Contact:
    """One leaves and another takes over the roles and the place in the list, in one step.

    The other may already be a contact of the house: then they get the roles beside their own.
    """
    house = lock(contact.organisation)
    gone = _lock_current(contact)
    require(by, Verb.REPLACE_CONTACT, gone)
    if details.email.lower() == gone.email.lower():
        raise ValidationError({"email": _("This is the address of the one who leaves.")})
    known = house.contacts.filter(email__iexact=details.email).first()
    _leave(gone, at)
    if known is None:
        roles = details.roles or tuple(gone.roles)
        values = {**asdict(details), "roles": roles}
        return enter_contact(house, ContactDetails(**values), at=at, position=gone.position)
    known.roles = [*known.roles, *(role for role in gone.roles if role not in known.roles)]
    known.position = min(known.position, gone.position)
    known.save(update_fields=["roles", "position"])
    return known


def _lock_current(contact: Contact) -> Contact:
    rows = Contact.objects.select_for_update(of=("self",)).select_related("organisation")
    kept = rows.filter(pk=contact.pk).first()
    if kept is None:
        raise ValidationError(_("%(name)s is no longer a contact.") % {"name": contact.name})
    return kept


def _leave(contact: Contact, at: datetime) -> None:
    contact.left_on = timezone.localdate(at)
    contact.save(update_fields=["left_on"])


def confirm_contacts(organisation: Organisation, *, by: Actor, at: datetime) -> ContactReview:
    """Yes, these are still our people. The office confirms for a member it spoke with on the phone."""
    kept = lock(organisation)
    require(by, Verb.CONFIRM_CONTACTS, kept)
    today = timezone.localdate(at)
    review, _new = ContactReview.objects.get_or_create(
        pact_id=kept.pact_id, organisation=kept, half=half_of(today), defaults={"asked_at": at}
    )
    kept.contacts.update(confirmed_on=today)
    if review.confirmed_at is None:
        review.confirmed_at, review.confirmed_by_id = at, by.account_id
        review.by_phone = bool(by.where(Verb.CONFIRM_CONTACTS, "pact"))
        review.save()
    return review


def ask_contacts(pact_id: int, *, at: datetime) -> int:
    """Ask the active members of a pact once in a half-year; return how many. Safe to run again."""
    today = timezone.localdate(at)
    if not is_asking_time(today):
        return 0
    asked = 0
    for house in contacts_to_ask(pact_id, today):
        _review, new = ContactReview.objects.get_or_create(
            pact_id=pact_id, organisation=house, half=half_of(today), defaults={"asked_at": at}
        )
        if new:
            notices.ask_whether_contacts_are_right(house, at=at)
            asked += 1
    return asked


def forget_contacts(pact_id: int, *, at: datetime) -> int:
    """Erase those who left more than a year ago; return how many rows of theirs went."""
    long_ago = timezone.localdate(at) - timedelta(days=365 * Contact.retention.years)
    gone = Contact.ever.filter(pact=pact_id, left_on__lt=long_ago)
    return gone.delete()[1].get(Contact._meta.label, 0)


@app.task(name="ask_contacts_of_pact")
def ask_contacts_of_pact(*, pact_id: int) -> None:
    """Run by the clock, one job a pact."""
    with pact_context(pact_id, verb="ask_contacts"):
        ask_contacts(pact_id, at=timezone.now())
        forget_contacts(pact_id, at=timezone.now())


def ask_all_contacts(timestamp: int) -> None:
    """Called by the clock every morning; asks only in the half-year's own time, erases always."""
    for pact_id in Pact.objects.order_by("pk").values_list("pk", flat=True):
        ask_contacts_of_pact.defer(pact_id=pact_id)
