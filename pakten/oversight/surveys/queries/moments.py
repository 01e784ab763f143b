"""Whose moment has come in a survey, who of them may be written to, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from pakten.activities.opportunities.models import Placement
from pakten.agreements.followup.models import CheckIn
from pakten.agreements.followup.states import SheetState
from pakten.base.accounts.models import Account
from pakten.base.notices.models import MutedAddress, Preference
from pakten.base.notices.queries import address_hash
from pakten.base.notices.states import Pace, Reader, Topic
from pakten.oversight.surveys.models import Survey
from pakten.oversight.surveys.rules import blind_key
from pakten.oversight.surveys.states import DAYS_AFTER, MOMENT_LASTS, PARTICIPANTS, Audience
from pakten.parties.organisations.models import Contact
from pakten.parties.organisations.states import Stage
from pakten.parties.people.models import Participant
from pakten.parties.people.states import ContactWay, Purpose


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody to ask: a participant or a contact, by the blind key of this survey."""

    key: str
    reader: Reader
    participant: Participant | None = None
    contact: Contact | None = None


def due_people(survey: Survey, today: date) -> QuerySet[Participant]:
    """Participants whose moment is now and who agree to be contacted, however they wish to be."""
    last = today - timedelta(days=DAYS_AFTER[Audience(survey.audience)])
    first = last - timedelta(days=MOMENT_LASTS)
    day = "ended_on" if survey.audience == Audience.AFTER_END else "started_on"
    moments = Placement.objects.filter(
        participant=OuterRef("pk"), **{f"{day}__gt": first, f"{day}__lte": last}
    )
    return (
        Participant.objects.consenting(Purpose.CONTACT)
        .filter(Exists(moments), pact=survey.pact_id, left_on__isnull=True)
        .order_by("pk")
    )


def by_mail(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those who have chosen mail. The others are not written to: their counsellor may ask them."""
    return people.filter(contact_way=ContactWay.EMAIL).exclude(email="")


def due_contacts(survey: Survey, today: date) -> QuerySet[Contact]:
    """The first contact of each active member, or of each whose check-in was closed lately."""
    firsts = Contact.objects.filter(organisation=OuterRef("organisation")).order_by(
        "position", "id"
    )
    rows = Contact.objects.filter(pact=survey.pact_id, organisation__stage=Stage.ACTIVE)
    rows = rows.filter(pk=firsts.values("pk")[:1])
    if survey.audience == Audience.AFTER_CHECK_IN:
        last = today - timedelta(days=DAYS_AFTER[Audience.AFTER_CHECK_IN])
        closed = CheckIn.objects.filter(
            organisation=OuterRef("organisation"), state=SheetState.CLOSED,
            closed_at__date__gt=last - timedelta(days=MOMENT_LASTS), closed_at__date__lte=last,
        )  # fmt: skip
        rows = rows.filter(Exists(closed))
    return rows.exclude(email="").order_by("pk")


def due(survey: Survey, today: date) -> list[Due]:
    """All whose moment has come and who read mail from us. At most five queries."""
    if survey.audience == Audience.OPEN_LINK:
        return []
    if survey.audience in PARTICIPANTS:
        people = by_mail(due_people(survey, today))
        found = [
            Due(blind_key(survey.pk, "p", each.pk), reader_of(each), participant=each)
            for each in people
        ]
    else:
        found = [
            Due(blind_key(survey.pk, "c", each.pk), reader_of(each), contact=each)
            for each in due_contacts(survey, today)
        ]
    muted = muted_addresses(each.reader.email for each in found)
    return [each for each in found if each.reader.email.lower() not in muted]


def reader_of(person: Participant | Contact) -> Reader:
    """Where somebody is written to."""
    if isinstance(person, Participant):
        return Reader(person.email, str(person), person.language, person.account_id)
    return Reader(person.email, person.name, person.language)


def muted_addresses(emails: Iterable[str]) -> set[str]:
    """Those who want no reminders from us, and so no questions either."""
    asked = {email.lower() for email in emails}
    hashes = {address_hash(email): email for email in asked}
    rows = MutedAddress.objects.filter(address_hash__in=hashes, topic=Topic.REMINDERS)
    muted = {hashes[each] for each in rows.values_list("address_hash", flat=True)}
    off = Preference.objects.filter(topic=Topic.REMINDERS, pace=Pace.OFF).values("account")
    accounts = Account.objects.filter(email__in=asked, pk__in=off)
    return muted | set(accounts.values_list("email", flat=True))


def asked_otherwise(survey: Survey, today: date) -> int:
    """How many have come to the moment but want to be reached in another way than by mail."""
    if survey.audience not in PARTICIPANTS:
        return 0
    people = due_people(survey, today)
    return people.count() - by_mail(people).count()
