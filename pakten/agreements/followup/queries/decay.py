"""The page of how promises are kept: who is on the way where, since when, and what next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.followup.models import CheckIn
from pakten.agreements.followup.queries.keeping import Member, Snapshot, month_ends
from pakten.agreements.followup.states import SHORT, CampaignState, Keeping, SheetState
from pakten.base.days import add_months
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.organisations.states import Kind

GROUPS: dict[str, tuple[Kind, ...]] = {
    "companies": (Kind.COMPANY, Kind.MUNICIPAL_COMPANY),
    "associations": (Kind.ASSOCIATION,),
    "public": (Kind.CITY_ADMINISTRATION, Kind.AUTHORITY),
}
AGES = (6, 12, 24, 36)  # months
_RANK = {state: number for number, state in enumerate(Keeping)}


@dataclass(frozen=True, slots=True)
class Found:
    """A member that does not keep its promises, as a row: where it was, since when, what next."""

    organisation: Organisation
    state: Keeping
    before: Keeping | None
    since: date
    last_sign: date
    why: str
    verb: str
    href: str
    rests_until: date | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who joined in a year and how many of them were active at each age, left ones too."""

    year: int
    members: int
    shares: tuple[float | None, ...]


def in_group(group: str) -> list[int] | None:
    """Ids of the organisations of a group, or None for everybody."""
    kinds = GROUPS.get(group)
    if kinds is None:
        return None
    return list(Organisation.objects.filter(kind__in=kinds).values_list("pk", flat=True))


def since_of(member: Member, state: Keeping, today: date) -> date:
    """The day a member came into its state, to the month: the first month-end of the run."""
    ends = [day for day in month_ends(member.first_on, today) if day < today]
    since = today
    for day in reversed(ends):
        if member.keeping(day) != state:
            break
        since = day
    return since


def last_quarter(today: date) -> date:
    """The last day of the quarter before."""
    return date.fromordinal(date(today.year, (today.month - 1) // 3 * 3 + 1, 1).toordinal() - 1)


def worsened(members: Iterable[Member], today: date) -> list[Member]:
    """Those in a worse state than at the end of last quarter, the worst and quietest first."""
    found = []
    for each in members:
        now, then = each.keeping(today), each.keeping(last_quarter(today))
        if now and then and _RANK[now] > _RANK[then] and each.rest(today) is None:
            found.append((-_RANK[now], each.last_sign(today), each))
    return [each for _rank, _sign, each in sorted(found, key=lambda row: row[:2])]


def in_state(members: Iterable[Member], state: Keeping, today: date) -> list[Member]:
    """Those in a state, the longest quiet first."""
    found = [each for each in members if each.keeping(today) == state]
    return sorted(found, key=lambda each: (each.last_sign(today), each.organisation_id))


def rows_of(members: Sequence[Member], today: date) -> list[Found]:
    """Rows with name, why and what next. Three queries whatever the number."""
    ids = [each.organisation_id for each in members]
    contacts = Prefetch("contacts", queryset=Contact.objects.order_by("position", "id"))
    houses = Organisation.objects.prefetch_related(contacts).in_bulk(ids)
    late = _late_sheets(ids, today)
    last = last_quarter(today)
    return [_row(houses[m.organisation_id], m, late.get(m.organisation_id), last, today)
            for m in members]  # fmt: skip


def _late_sheets(ids: Sequence[int], today: date) -> dict[int, CheckIn]:
    rows: QuerySet[CheckIn] = CheckIn.objects.filter(
        organisation__in=ids, campaign__state=CampaignState.OPEN, campaign__due_on__lt=today,
        state__in=[SheetState.DRAFT, SheetState.SENT],
    ).select_related("campaign")  # fmt: skip
    return {each.organisation_id: each for each in rows}


def _row(
    house: Organisation, member: Member, sheet: CheckIn | None, last: date, today: date
) -> Found:
    state = member.keeping(today) or Keeping.ACTIVE
    verb, href = _next(house, state, sheet)
    if member.rest(today):
        verb = _("See the rest")
    sign = member.last_sign(today)
    return Found(
        house, state, member.keeping(last), since_of(member, state, today), sign,
        _why(member, state, sheet, today), verb, href, member.rest(today),
    )  # fmt: skip


def _why(member: Member, state: Keeping, sheet: CheckIn | None, today: date) -> str:
    if until := member.rest(today):
        return _("Rests by agreement until %(day)s") % {"day": until.isoformat()}
    if sheet and state != Keeping.DORMANT:
        days = (today - sheet.campaign.due_on).days
        late = ngettext("The check-in is %(n)d day late", "The check-in is %(n)d days late", days)
        return late % {"n": days}
    if state == Keeping.LATE:
        short = sum(each in SHORT for each in member.standings(today))
        said = ngettext("%(n)d promise is behind plan", "%(n)d promises are behind plan", short)
        return said % {"n": short}
    return _("No sign since %(day)s") % {"day": member.last_sign(today).isoformat()}


def _next(house: Organisation, state: Keeping, sheet: CheckIn | None) -> tuple[str, str]:
    """The one thing to do: suggest a rest, fill in the late sheet by phone, or call."""
    if state == Keeping.DORMANT:
        return _("Suggest a rest"), reverse("rest_member", args=[house.pk])
    if sheet:
        return _("Do the check-in by phone"), reverse("phone_check_in", args=[sheet.pk])
    contact = next(iter(house.contacts.all()), None)
    page = reverse("see_organisation", args=[house.pk]) + "#contacts"
    return _("Call %(name)s") % {"name": contact.name} if contact else _("Find a contact"), page


def cohorts(members: Iterable[Member], today: date) -> list[Cohort]:
    """By the year of the first letter: the share active at each age. Ages nobody has reached are None."""
    by_year: dict[int, list[Member]] = {}
    for each in members:
        by_year.setdefault(each.first_on.year, []).append(each)
    return [
        Cohort(year, len(rows), tuple(_share(rows, age, today) for age in AGES))
        for year, rows in sorted(by_year.items())
    ]


def _share(rows: Sequence[Member], age: int, today: date) -> float | None:
    """Of those who have had time to reach the age; somebody who has left counts, as not active."""
    reached = [(each, add_months(each.first_on, age)) for each in rows]
    due = [(each, day) for each, day in reached if day <= today]
    if not due:
        return None
    return sum(each.keeping(day) == Keeping.ACTIVE for each, day in due) / len(due)


def changes(now: Snapshot, before: Snapshot | None) -> dict[str, int | None]:
    """How many more or fewer of each state than a quarter before."""
    if before is None:
        return {state.value: None for state in Keeping}
    return {state.value: now.numbers[state] - before.numbers[state] for state in Keeping}
