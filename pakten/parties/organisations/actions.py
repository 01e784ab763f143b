"""Every change in the register: who may, whether it is possible, and what is told."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.accounts.models import Account
from pakten.base.ui.text import LocalText
from pakten.parties.organisations import notices
from pakten.parties.organisations.models import (
    Contact,
    Interest,
    InterestActivity,
    Organisation,
)
from pakten.parties.organisations.queries import already_registered
from pakten.parties.organisations.rules import answer_day, read_number
from pakten.parties.organisations.states import STAGES, InterestState, Kind, Stage
from pakten.parties.pacts.models import Activity, District, Pact

MOST_FROM_ONE_ADDRESS = 5  # interest forms in a day


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What the register keeps about an organisation, as typed. The number is checked here."""

    number: str
    name: str
    kind: str = Kind.COMPANY
    employees: int | None = None
    district: District | None = None
    level: str = ""
    about: LocalText = field(default_factory=LocalText)
    website: str = ""
    responsible: Account | None = None
    reply_days: int = 5
    contacted_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """A person to talk to."""

    name: str
    email: str
    title: str = ""
    phone: str = ""


def register_organisation(
    pact: Pact, details: OrganisationDetails, contact: ContactDetails, *, by: Actor, at: datetime
) -> Organisation:
    """Put an organisation in the register, in dialogue, with its first contact."""
    require(by, Verb.REGISTER_ORGANISATION, pact)
    values = _can_be_kept(pact.pk, details, timezone.localdate(at))
    made = Organisation.objects.create(pact=pact, stage=Stage.DIALOGUE, registered_at=at, **values)
    Contact.objects.create(pact=pact, organisation=made, **asdict(contact))
    return made


def edit_organisation(
    organisation: Organisation, details: OrganisationDetails, *, by: Actor, at: datetime
) -> Organisation:
    """Change what the register keeps."""
    kept = lock(organisation)
    require(by, Verb.EDIT_ORGANISATION, kept)
    values = _can_be_kept(kept.pact_id, details, timezone.localdate(at), but=kept.pk)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    return kept


def _can_be_kept(
    pact_id: int, details: OrganisationDetails, today: date, but: int | None = None
) -> dict[str, object]:
    try:
        number = read_number(details.number)
    except ValidationError as error:
        raise ValidationError({"number": error}) from error
    if double := already_registered(pact_id, number, but):
        raise ValidationError({"number": double})
    if details.contacted_on and details.contacted_on > today:
        raise ValidationError({"contacted_on": _("This day has not come yet.")})
    values = {name: getattr(details, name) for name in OrganisationDetails.__slots__}
    return {**values, "number": number, "name": details.name.strip()}


def publish_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """Show a member on the public pages. Only one with a letter in force is lent the city's name."""
    kept = lock(organisation)
    require(by, Verb.PUBLISH_ORGANISATION, kept)
    if kept.stage != Stage.ACTIVE:
        raise ValidationError(
            _("Only a member with a letter in force can be shown. Let both parties sign first.")
        )
    return _show(kept, shown=True)


def withdraw_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """Take a member off the public pages. Always possible."""
    kept = lock(organisation)
    require(by, Verb.WITHDRAW_ORGANISATION, kept)
    return _show(kept, shown=False)


def _show(organisation: Organisation, *, shown: bool) -> Organisation:
    organisation.is_public = shown
    organisation.save(update_fields=["is_public"])
    return organisation


def move_stage(organisation: Organisation, to: Stage, *, by: Actor, at: datetime) -> Organisation:
    """Move along `STAGES`. A letter's actions call this as the letter moves."""
    kept = lock(organisation)
    origins, verb = STAGES[to]
    require(by, verb, kept)
    if kept.stage not in origins:
        raise ValidationError(
            _("%(name)s is at the stage “%(stage)s” and cannot go to “%(to)s” from there.")
            % {"name": kept.name, "stage": Stage(kept.stage).label, "to": to.label}
        )
    kept.stage = to
    if to == Stage.ACTIVE and kept.member_since is None:
        kept.member_since = timezone.localdate(at)
    if to == Stage.ENDED:
        kept.is_public = False
    kept.save(update_fields=["stage", "member_since", "is_public"])
    return kept


def add_contact(
    organisation: Organisation, details: ContactDetails, *, by: Actor, at: datetime
) -> Contact:
    """Add a person to talk to, last in the list."""
    kept = lock(organisation)
    require(by, Verb.ADD_CONTACT, kept)
    last = kept.contacts.order_by("-position").first()
    return Contact.objects.create(
        pact_id=kept.pact_id,
        organisation=kept,
        position=last.position + 1 if last else 0,
        **asdict(details),
    )


def edit_contact(contact: Contact, details: ContactDetails, *, by: Actor, at: datetime) -> Contact:
    """Change how a contact is reached."""
    kept = Contact.objects.select_for_update().get(pk=contact.pk)
    require(by, Verb.EDIT_CONTACT, kept)
    for name, value in asdict(details).items():
        setattr(kept, name, value)
    kept.save()
    return kept


def remove_contact(contact: Contact, *, by: Actor, at: datetime) -> Organisation:
    """Take a contact away; a member with a letter in force always keeps one."""
    house = lock(contact.organisation)
    require(by, Verb.REMOVE_CONTACT, contact)
    if house.stage == Stage.ACTIVE and house.contacts.count() < 2:
        raise ValidationError(
            _("%(name)s is an active member and needs a contact. Add the new one first.")
            % {"name": house.name}
        )
    contact.delete()
    return house


@dataclass(frozen=True, slots=True)
class InterestForm:
    """What an organisation writes when it wants to join. The number may be left out."""

    organisation_name: str
    contact_name: str
    email: str
    number: str = ""
    kind: str = Kind.COMPANY
    employees: int | None = None
    phone: str = ""
    message: str = ""


def send_interest(
    pact: Pact, form: InterestForm, activities: Iterable[Activity], *, by: Actor, at: datetime
) -> Interest:
    """Receive an interest form; anybody may send one. A receipt says when the answer comes."""
    values = asdict(form)
    try:
        values["number"] = read_number(form.number) if form.number.strip() else ""
    except ValidationError as error:
        raise ValidationError({"number": error}) from error
    _refuse_a_flood(form.email, at)
    today = timezone.localdate(at)
    interest = Interest.objects.create(
        pact=pact, received_at=at, answer_by=answer_day(today, pact.reply_days), **values
    )
    InterestActivity.objects.bulk_create(
        InterestActivity(pact=pact, interest=interest, activity=each) for each in activities
    )
    notices.tell_received(interest, at=at)
    return interest


def _refuse_a_flood(email: str, at: datetime) -> None:
    """Each form mails a receipt to an address anybody can type, so an address gets few a day."""
    sent = Interest.objects.filter(email__iexact=email, received_at__gt=at - timedelta(days=1))
    if sent.count() >= MOST_FROM_ONE_ADDRESS:
        raise ValidationError(
            {"email": _("Too many tries. Wait a few minutes and try again, or call us.")}
        )


@dataclass(frozen=True, slots=True)
class InterestAnswer:
    """Yes, with the number the register needs; or no, with a coded reason."""

    accept: bool
    number: str = ""
    decline_reason: str = ""


def answer_interest(
    interest: Interest, answer: InterestAnswer, *, by: Actor, at: datetime
) -> Interest:
    """Begin a dialogue (the organisation and its contact enter the register), or decline."""
    kept = Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    require(by, Verb.ANSWER_INTEREST, kept)
    if kept.state != InterestState.NEW:
        raise ValidationError(_("Somebody has already answered this interest."))
    if not answer.accept and not answer.decline_reason:
        raise ValidationError({"decline_reason": _("Choose why.")})
    kept.answered_at, kept.answered_by_id = at, by.account_id
    if answer.accept:
        kept.organisation = _enter(kept, answer.number, by=by, at=at)
        kept.state = InterestState.ACCEPTED
    else:
        kept.state, kept.decline_reason = InterestState.DECLINED, answer.decline_reason
    kept.save()
    tell = notices.tell_accepted if answer.accept else notices.tell_declined
    tell(kept, contact=by.name, at=at)
    return kept


def _enter(interest: Interest, number: str, *, by: Actor, at: datetime) -> Organisation:
    details = OrganisationDetails(
        number=number or interest.number,
        name=interest.organisation_name,
        kind=interest.kind,
        employees=interest.employees,
        responsible=Account.objects.filter(pk=by.account_id or 0).first(),
        reply_days=interest.pact.reply_days,
        contacted_on=timezone.localdate(at),
    )
    contact = ContactDetails(interest.contact_name, interest.email, phone=interest.phone)
    return register_organisation(interest.pact, details, contact, by=by, at=at)


def lock(organisation: Organisation) -> Organisation:
    """The organisation as it is now, held until the transaction ends."""
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
