"""What the open pages read besides the figures: members, their promises, the ways in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import OpeningState
from pakten.agreements.commitments.models import LetterLine, Pledge, in_force_on
from pakten.agreements.commitments.states import Party
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.base.ui.text import LocalText
from pakten.oversight.reports.figures import Kept
from pakten.oversight.reports.promises import due_pledges, kept_by_member
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Activity, CooperationForm, ExcludedSector, Pact
from pakten.parties.pacts.sectors import sector_name, sectors

HOME_MEMBERS = 12
DUE_SHOWN = 5
LINES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A member as a list shows it."""

    organisation: Organisation
    activities: tuple[str, ...]
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class Cooperation:
    """What each side does in an activity."""

    member: list[LocalText]
    city: list[LocalText]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise in words with how far it is."""

    text: str
    progress: Progress
    note: str

    @property
    def tone(self) -> str:
        return self.progress.tone

    @property
    def is_counted(self) -> bool:
        """Whether how far it is may be told in numbers: one member's persons are too few."""
        return not self.progress.pledge.measure.per_person


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Everything the page of one member shows."""

    organisation: Organisation
    by_member: tuple[PromiseLine, ...]
    by_city: tuple[PromiseLine, ...]
    due: tuple[PromiseLine, ...]
    kept: Kept
    openings: tuple[Opening, ...] = field(default_factory=tuple)

    @property
    def due_first(self) -> tuple[PromiseLine, ...]:
        return self.due[:DUE_SHOWN]

    @property
    def due_rest(self) -> tuple[PromiseLine, ...]:
        return self.due[DUE_SHOWN:]

    @property
    def dots(self) -> list[bool]:
        return [line.progress.is_kept for line in self.due]


def public_members() -> QuerySet[Organisation]:
    """Members that are vetted, published and have a letter in force."""
    return Organisation.objects.public().select_related("district")


def public_group(organisation: Organisation) -> list[Organisation]:
    """The others of a member's group that are shown themselves; nothing of the rest, not a name."""
    top = organisation.parent_id or organisation.pk
    others = public_members().filter(Q(pk=top) | Q(parent=top)).exclude(pk=organisation.pk)
    return list(others)


def with_kept(rows: QuerySet[Organisation], today: date) -> QuerySet[Organisation]:
    """Members with how many of their own promises were due, and how many of those were kept."""
    due = due_pledges(today).filter(organisation=OuterRef("pk"), promised_by=Party.MEMBER)
    return rows.annotate(
        promises_due=_count(due),
        promises_kept=_count(due.filter(done__gte=F("quantity"))),  # type: ignore[misc]
    )


def _count(pledges: QuerySet[Pledge]) -> Coalesce:
    counted = pledges.order_by().values("organisation").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def in_activity(rows: QuerySet[Organisation], code: str) -> QuerySet[Organisation]:
    """Members with a promise in an activity, in a letter in force."""
    in_force = in_force_on(timezone.localdate(), "letter__")
    taking_part = LetterLine.objects.filter(in_force, pledge__measure__activity__code=code)
    return rows.filter(pk__in=taking_part.values("letter__organisation"))


def member_cards(rows: Iterable[Organisation], today: date) -> list[MemberCard]:
    """Cards of some members with their activities and kept promises. Two queries."""
    houses = list(rows)
    ids = [house.pk for house in houses]
    lines = (
        LetterLine.objects.filter(in_force_on(today, "letter__"), letter__organisation__in=ids)
        .order_by("pledge__measure__activity__position")
        .values_list("letter__organisation", "pledge__measure__activity__name")
        .distinct()
    )
    activities: dict[int, list[str]] = {}
    for organisation_id, name in lines:
        activities.setdefault(organisation_id, []).append(str(LocalText(name)))
    kept = kept_by_member(ids, today)
    return [MemberCard(h, tuple(activities.get(h.pk, ())), kept.get(h.pk)) for h in houses]


def member_page(organisation: Organisation, today: date) -> MemberPage:
    """The promises of a member and of the city to it. Three queries."""
    current = with_done(
        Pledge.objects.in_force(today)
        .filter(organisation=organisation, due_on__gte=today)
        .select_related("measure")
    )
    now = [_line(p) for p in progress_of(current.order_by("due_on", "id"), today)]
    due = due_pledges(today).filter(organisation=organisation).select_related("measure")
    past = [_line(p) for p in progress_of(due.order_by("-due_on", "-id"), today)]
    own = [line for line in past if line.progress.pledge.promised_by == Party.MEMBER]
    if organisation.is_civil_society:
        prefetch_related_objects([organisation], "active_in__district")
    openings = Opening.objects.filter(organisation=organisation, state=OpeningState.OPEN)
    return MemberPage(
        organisation=organisation,
        by_member=tuple(x for x in now if x.progress.pledge.promised_by == Party.MEMBER),
        by_city=tuple(x for x in now if x.progress.pledge.promised_by == Party.CITY),
        due=tuple(own),
        kept=Kept(len(own), sum(line.progress.is_kept for line in own)),
        openings=tuple(openings.order_by("starts_on", "id")[:6]),
    )


def _line(progress: Progress) -> PromiseLine:
    pledge = progress.pledge
    sentence = str(pledge.measure.pledge_sentence) or f"{pledge.measure.name}: {{quantity}}"
    return PromiseLine(
        sentence.replace("{quantity}", str(pledge.quantity)), progress, _note(progress)
    )


def _note(progress: Progress) -> str:
    if progress.is_kept:
        return _("Done")
    if progress.is_behind:
        return _("%(n)d left, behind plan") % {"n": progress.left}
    return _("On plan")


@dataclass(frozen=True, slots=True)
class NewcomerContact:
    """The named person a newcomer can call."""

    name: str
    role: LocalText
    languages: LocalText
    hours: LocalText
    visit: LocalText
    phone: str
    email: str

    @property
    def given_name(self) -> str:
        return self.name.split()[0] if self.name else ""


def newcomer_contact(pact: Pact) -> NewcomerContact | None:
    """Who that is in a pact, or None where the city has named nobody."""
    kept: dict[str, Any] = pact.newcomer_contact
    if not kept.get("name"):
        return None
    return NewcomerContact(
        name=kept["name"],
        role=LocalText(kept.get("role")),
        languages=LocalText(kept.get("languages")),
        hours=LocalText(kept.get("hours")),
        visit=LocalText(kept.get("visit")),
        phone=kept.get("phone", ""),
        email=kept.get("email", ""),
    )


def activities_in_force(today: date) -> QuerySet[Activity]:
    """The catalogue of today."""
    return Activity.objects.on(today)


def sectors_offered(pact: Pact, today: date) -> list[tuple[str, str]]:
    """The sectors a visitor chooses among: the sections, and the divisions the pact excludes.

    An excluded division has to be there by its own name, or nobody in it could say so.
    """
    excluded = set(
        ExcludedSector.objects.on(today).filter(pact=pact).values_list("sector", flat=True)
    )
    found = [(each.code, str(each.name)) for each in sectors().values() if each.is_section]
    extra = [(code, str(sector_name(code))) for code in sorted(excluded) if code.isdecimal()]
    return [("", _("Choose")), *found, *extra]


def sharing_a_sector(sector: str) -> dict[int, int]:
    """How many shown members of a sector take part in each activity, by its id."""
    chosen = sectors().get(sector)
    if chosen is None:
        return {}
    rows = LetterLine.objects.filter(
        in_force_on(timezone.localdate(), "letter__"),
        letter__organisation__in=public_members().filter(sector__regex=_within(chosen.section)),
    )
    counted = rows.order_by().values_list("pledge__measure__activity")
    return dict(counted.annotate(Count("letter__organisation", distinct=True)))


def _within(section: str) -> str:
    """A pattern for every SNI code of a section: its letter, or one of its divisions first."""
    divisions = [code for code, each in sectors().items() if each.section == section]
    return f"^({'|'.join(divisions)})"


def cooperation(activity_ids: Iterable[int], today: date) -> dict[int, Cooperation]:
    """What the member does and what the city does in some activities, at most two lines of each."""
    found: dict[int, Cooperation] = {}
    rows = CooperationForm.objects.on(today).filter(activity__in=list(activity_ids))
    for form in rows.order_by("position", "id"):
        both = found.setdefault(form.activity_id, Cooperation([], []))
        side = both.city if form.from_city else both.member
        if len(side) < LINES_SHOWN:
            side.append(form.name)
    return found
