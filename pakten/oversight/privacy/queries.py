"""Page-shaped reads of one's own data: who sees what, who has looked, the answers, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import DECIDED, PlacementState
from pakten.base.access import Actor, Role
from pakten.base.accounts.models import Account
from pakten.base.accounts.states import ROLE_NAMES
from pakten.base.audit.models import Look
from pakten.base.audit.queries import looks_at
from pakten.base.audit.states import LookPurpose
from pakten.oversight.privacy.models import Correction, Erasure, Terms
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact, Staff
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import in_force
from pakten.parties.people.states import Purpose

ALL, MUCH, SOME, NOTHING = 3, 2, 1, 0
FIRST_OFFICE = 3


@dataclass(frozen=True, slots=True)
class Sees:
    """Somebody, and how much of the profile they see: three dots for all, none for nothing."""

    name: str
    role: str
    what: str
    level: int
    kind: str = "person"

    @property
    def dots(self) -> list[bool]:
        return [self.level > n for n in range(3)]


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody opened the person's data."""

    at: datetime
    who: str
    role: str
    why: str


def terms_of(pact_id: int) -> Terms:
    """The city's terms; the usual ones where none are set."""
    return Terms.objects.filter(pact=pact_id).first() or Terms(pact_id=pact_id)


def ask_at(pact: Pact) -> str:
    """Whom a person may ask about their data."""
    return terms_of(pact.pk).ask_at or pact.email


def who_sees(person: Participant) -> list[Sees]:
    """Everybody who sees something right now, those who see most first."""
    given = in_force(person)
    rows = []
    if person.counsellor:
        told = _("All that you have told.")
        rows.append(Sees(person.counsellor.name, _("your counsellor"), told, ALL))
    rows += _office(person, looking=Purpose.MATCHING in given)
    return rows + _houses(person, showing=Purpose.PRESENTING in given)


def _office(person: Participant, *, looking: bool) -> list[Sees]:
    staff = Staff.objects.filter(role=StaffRole.COORDINATOR, ended_on__isnull=True)
    others = staff.exclude(account=person.counsellor_id).select_related("account").order_by("pk")
    what = (
        _("What you can do, languages and times.")
        if looking
        else _("Does not look for you. If they open your page, you see it here.")
    )
    level = MUCH if looking else SOME
    role = _("looks for places in the city")
    return [Sees(each.account.name, role, what, level) for each in others[:FIRST_OFFICE]]


def _houses(person: Participant, *, showing: bool) -> list[Sees]:
    rows = person.placements.exclude(state=PlacementState.DECLINED)
    rows = rows.select_related("opening__organisation").order_by("-proposed_at", "-pk")
    return [_house(each, showing=showing) for each in rows]


def _house(placement: Placement, *, showing: bool) -> Sees:
    name, title = placement.opening.organisation.name, placement.opening.title
    if placement.presented_at and (showing or placement.state in DECIDED):
        what = _("Your name, and what you said yes to showing.")
        return Sees(name, title, what, SOME, "house")
    if placement.presented_at:
        return Sees(name, title, _("Nothing any more. You took back your yes."), NOTHING, "house")
    what = _("Nothing. They get your name if you say yes.")
    return Sees(name, title, what, NOTHING, "house")


def visits_to(numbers: Iterable[int], *, newest: int | None = None) -> list[Visit]:
    """Who has opened the data of the person who has (or had) these numbers, the latest first."""
    rows = list(looks_at(*numbers)[:newest])
    names = dict(
        Account.objects.filter(pk__in={r.account_id for r in rows}).values_list("pk", "name")
    )
    houses = {r.organisation_id for r in rows if r.organisation_id}
    called = dict(Organisation.objects.filter(pk__in=houses).values_list("pk", "name"))
    return [_visit(row, names, called) for row in rows]


def _visit(row: Look, names: dict[int, str], called: dict[int, str]) -> Visit:
    role = str(ROLE_NAMES[Role(row.role)]) if row.role in set(Role) else ""
    if row.organisation_id:
        role = called.get(row.organisation_id, role)
    who = names.get(row.account_id) or _("Somebody who has left")
    return Visit(row.at, who, role, str(LookPurpose(row.purpose).label))


def visits_in_words(numbers: Iterable[int], now: datetime) -> str:
    """How many have opened the person's data this month; empty when nobody has."""
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = looks_at(*numbers).filter(at__gte=month).order_by()
    number = rows.values("account_id").distinct().count()
    if not number:
        return ""
    text = ngettext(
        "%(number)d has opened your profile this month.",
        "%(number)d have opened your profile this month.",
        number,
    )
    return text % {"number": number}


def live_of(person: Participant) -> QuerySet[Placement]:
    """Proposals and places under way: what an erasure ends, or forgets."""
    over = (PlacementState.DECLINED, PlacementState.ENDED)
    return person.placements.exclude(state__in=over).select_related("opening__organisation")


def waiting_erasures(actor: Actor) -> QuerySet[Erasure]:
    """Who asks to be erased, the nearest day first: what the office's desk shows as waiting."""
    return Erasure.objects.visible_to(actor).waiting().select_related("participant")


def open_corrections(actor: Actor) -> QuerySet[Correction]:
    """What somebody says is wrong and nobody has answered, the oldest first."""
    rows = Correction.objects.visible_to(actor).filter(answered_at__isnull=True)
    return rows.select_related("participant")
