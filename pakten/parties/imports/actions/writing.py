"""One message to the contacts of many organisations, each person once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Scope, Verb, may, require
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.actions import TalkDetails, write_talk
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.organisations.states import TalkKind

MOST_MEMBERS = 300  # in one message: more is a mailing list, and takes a minute


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A message: its words, and which of the contacts get it (values of `ContactRole`; "" for all)."""

    subject: str
    text: str
    role: str = ""


@dataclass(slots=True)
class Mailing:
    """Who gets the message, and the members left out with the reason."""

    readers: dict[str, Reader] = field(default_factory=dict)
    houses: list[Organisation] = field(default_factory=list)
    denied: list[Organisation] = field(default_factory=list)


def plan_writing(houses: Sequence[Organisation], role: str, *, by: Actor) -> Mailing:
    """Who would get a message. One query; nothing is written.

    Where a role is asked for and nobody at a house has it, the first contact gets it.
    """
    plan = Mailing()
    contacts: defaultdict[int, list[Contact]] = defaultdict(list)
    rows = Contact.objects.filter(organisation__in=[house.pk for house in houses])
    for each in rows.order_by("position", "id"):
        contacts[each.organisation_id].append(each)
    for house in houses:
        if not may(by, Verb.WRITE_TO_CONTACTS, house):
            plan.denied.append(house)
            continue
        plan.houses.append(house)
        everyone = contacts[house.pk]
        chosen = [each for each in everyone if role in each.roles] if role else everyone
        for each in chosen or everyone[:1]:
            reader = Reader(each.email, each.name, each.language)
            plan.readers.setdefault(each.email.casefold(), reader)
    return plan


def write_to_contacts(
    pact_id: int, ids: Iterable[int], letter: Letterhead, *, by: Actor, at: datetime
) -> Mailing:
    """Send the message to each contact once, and note it in the log of each member."""
    require(by, Verb.WRITE_TO_CONTACTS, {Scope("pact", pact_id)})
    houses = list(Organisation.objects.filter(pact=pact_id, pk__in=list(ids)).order_by("pk"))
    if len(houses) > MOST_MEMBERS:
        raise ValidationError(
            _("A message can go to %(n)d members at a time. Choose fewer.") % {"n": MOST_MEMBERS}
        )
    plan = plan_writing(houses, letter.role, by=by)
    if not plan.readers:
        raise ValidationError(_("Nobody would get this message. Choose other members."))
    name = sha256(f"{by.account_id}{at.isoformat()}{letter.subject}".encode()).hexdigest()[:16]
    tell(
        plan.readers.values(), lambda _reader: (letter.subject, letter.text),
        topic=Topic.REGISTER, about=f"register:message:{name}", path="/", at=at,
    )  # fmt: skip
    said = f"{letter.subject}\n\n{letter.text}"[:2000]
    note = TalkDetails(timezone.localdate(at), said, kind=TalkKind.MAIL)
    for house in plan.houses:
        write_talk(house, note, by=by, at=at)
    return plan
