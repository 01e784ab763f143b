"""The interest form: received from anybody, answered by the office."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.accounts.models import Account
from pakten.parties.organisations import notices
from pakten.parties.organisations.actions.contacts import ContactDetails
from pakten.parties.organisations.actions.register import (
    OrganisationDetails,
    register_organisation,
)
from pakten.parties.organisations.models import Interest, InterestActivity, Organisation
from pakten.parties.organisations.queries import exclusion_of
from pakten.parties.organisations.rules import answer_day, read_number
from pakten.parties.organisations.states import ContactRole, InterestState, Kind
from pakten.parties.pacts.models import Activity, Pact

MOST_FROM_ONE_ADDRESS = 5  # interest forms in a day


@dataclass(frozen=True, slots=True)
class InterestForm:
    """What an organisation writes when it wants to join. The number may be left out."""

    organisation_name: str
    contact_name: str
    email: str
    number: str = ""
    kind: str = Kind.COMPANY
    sector: str = ""
    employees: int | None = None
    hours: str = ""
    want: str = ""
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
    today = timezone.localdate(at)
    _refuse_an_excluded_sector(pact, form.sector, today)
    _refuse_a_flood(form.email, at)
    interest = Interest.objects.create(
        pact=pact, received_at=at, answer_by=answer_day(today, pact.reply_days), **values
    )
    InterestActivity.objects.bulk_create(
        InterestActivity(pact=pact, interest=interest, activity=each) for each in activities
    )
    notices.tell_received(interest, at=at)
    return interest


def _refuse_an_excluded_sector(pact: Pact, sector: str, today: date) -> None:
    if excluded := exclusion_of(pact.pk, sector, today):
        said = _("Organisations in this sector cannot join the pact. %(reason)s")
        raise ValidationError({"sector": said % {"reason": excluded.reason}})


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
        sector=interest.sector,
        employees=interest.employees,
        responsible=Account.objects.filter(pk=by.account_id or 0).first(),
        reply_days=interest.pact.reply_days,
        contacted_on=timezone.localdate(at),
    )
    contact = ContactDetails(
        interest.contact_name, interest.email, phone=interest.phone, roles=(ContactRole.DAILY,)
    )
    return register_organisation(interest.pact, details, contact, by=by, at=at)
