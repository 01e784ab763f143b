"""The register as a list: its views, filters, search and sorts. Used by the page, exports and bulk changes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter, LetterLine
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.followup.models import CheckIn
from pakten.agreements.followup.states import SheetState
from pakten.base.accounts.models import SavedView
from pakten.base.ui.listing import Filter, Listing, state_of
from pakten.faces.desk.standing import QUIET_DAYS, living_letters, with_activities
from pakten.parties.organisations.models import Contact, ContactReview, Organisation
from pakten.parties.organisations.queries import coordinators
from pakten.parties.organisations.rules import half_of
from pakten.parties.organisations.states import Kind, Level, Stage, VettingState
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity, District, Pact
from pakten.parties.vetting.queries import look_is_due

PAGE = "see_register"
EXPIRING, NONE, OVERDUE, NEVER = "expiring", "none", "overdue", "never"
Rows = QuerySet[Organisation]


def with_ends(rows: Rows) -> Rows:
    """The organisations with `ends`, the last day of the letter in force, and `next_from`, the first
    day of one that is signed to follow it."""
    today, own = timezone.localdate(), OuterRef("pk")
    now = Letter.objects.in_force(today).filter(organisation=own).order_by("-valid_to")
    last = Coalesce("ended_on", "valid_to")
    later = Letter.objects.begins_later(today).filter(organisation=own).order_by()
    return rows.annotate(
        ends=Subquery(now.values_list(last)[:1]),
        next_from=Subquery(later.values("active_from")[:1]),
    )


def with_check_in(rows: Rows) -> Rows:
    """The organisations with `check_on`, the day of the check-in that is open: the meeting, else the due day."""
    mine = CheckIn.objects.filter(organisation=OuterRef("pk")).exclude(state=SheetState.CLOSED)
    day = Coalesce("meets_on", "campaign__due_on", output_field=DateField())
    return rows.annotate(check_on=Subquery(mine.order_by("pk").values_list(day)[:1]))


def shown(rows: Rows) -> Rows:
    """The organisations with all that a row of the register tells."""
    told = with_activities(with_check_in(with_ends(rows))).select_related("responsible")
    return told.defer("about", "offers_locally", "reaches", "languages")


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the register: one of ours, or one that somebody has saved."""

    label: str
    href: str
    count: int
    is_current: bool


class Register:
    """The register as one person sees it under one query string."""

    def __init__(self, request: PactRequest, query: QueryDict) -> None:
        self.pact, self.actor, self.me = request.pact, request.actor, request.user.pk
        self.today = timezone.localdate()
        self.warn_days = request.pact.warn_days
        self.query = query
        self.view = _view_of(query)
        self.activities, self.districts = _catalogue(request.pact, self.today)
        self.everything = Organisation.objects.visible_to(request.actor)
        self.views = self._views()
        self.listing = self._listing()

    def _views(self) -> dict[str, tuple[str, Q]]:
        quiet = self._quiet(QUIET_DAYS) & ~Q(stage=Stage.ENDED)
        return {
            "": (_("All"), Q()),
            "mine": (_("Mine"), Q(responsible=self.me)),
            "active": (_("Active"), Q(stage=Stage.ACTIVE)),
            EXPIRING: (_("Running out"), self._ends_within(self.warn_days)),
            "quiet": (_("Needs contact"), quiet),
            "contacts": (_("Contacts to confirm"), self._unconfirmed()),
            "vetting": (_("To vet"), look_is_due(self.today)),
        }

    def _quiet(self, days: int) -> Q:
        since = self.today - timedelta(days=days)
        return Q(contacted_on__isnull=True) | Q(contacted_on__lte=since)

    def _ends_within(self, days: int) -> Q:
        last = self.today + timedelta(days=days)
        letters = Letter.objects.filter(state=LetterState.ACTIVE).order_by()
        ending = letters.filter(valid_to__lte=last).values("organisation")
        renewed = letters.filter(valid_to__gt=last).values("organisation")
        return Q(pk__in=ending) & ~Q(pk__in=renewed)

    def _unconfirmed(self) -> Q:
        asked = ContactReview.objects.filter(half=half_of(self.today), confirmed_at__isnull=True)
        return Q(stage=Stage.ACTIVE, pk__in=asked.order_by().values("organisation"))

    def _listing(self) -> Listing[Organisation]:
        return Listing(
            _with_bare_number(self.query),
            with_ends(self.everything.filter(self.views[self.view][1])),
            find=_find,
            filters=self._filters(),
            sorts=SORTS,
            default_sort="name",
            per_page=25,
            dress=shown,
        )

    def _filters(self) -> tuple[Filter, ...]:
        people = list(coordinators(self.pact.pk).values_list("pk", "name"))
        stages = [choice for choice in Stage.choices if choice[0] != Stage.INTEREST]
        vetting = [*VettingState.choices, (OVERDUE, _("Approval has run out"))]
        days = [(str(n), _("Within %(n)d days") % {"n": n}) for n in (30, 90, 180)]
        quiet = [(str(n), _("More than %(n)d days ago") % {"n": n}) for n in (30, 60, 180)]
        return (
            Filter("stage", _("Stage"), [*stages, (EXPIRING, _("Running out"))], where=self._stage),
            Filter("activity", _("Activity"), [(a.pk, a.name) for a in self.activities], where=_activity),
            Filter("district", _("District"), [(d.pk, d.name) for d in self.districts]),
            Filter("responsible", _("Responsible"), [*people, (NONE, _("Nobody yet"))], where=_responsible),
            Filter("kind", _("Kind"), Kind.choices, more=True),
            Filter("level", _("Level of engagement"), [*Level.choices, (NONE, _("Not chosen"))],
                   where=_level, more=True),
            Filter("vetting", _("Vetting"), vetting, where=self._vetting, more=True),
            Filter("ends", _("Letter ends"), days, where=lambda v: self._ends_within(int(v)), more=True),
            Filter("quiet", _("Latest contact"), [*quiet, (NEVER, _("Never"))],
                   where=self._contact, more=True),
        )  # fmt: skip

    def _stage(self, value: str) -> Q:
        return self._ends_within(self.warn_days) if value == EXPIRING else Q(stage=value)

    def _vetting(self, value: str) -> Q:
        if value == OVERDUE:
            return Q(vetting=VettingState.APPROVED, vetted_until__lt=self.today)
        return Q(vetting=value)

    def _contact(self, value: str) -> Q:
        return Q(contacted_on__isnull=True) if value == NEVER else self._quiet(int(value))

    def tabs(self) -> tuple[list[Tab], dict[str, int], SavedView | None]:
        """The views with their counts, the figures of the page, and the saved view looked at.

        Two queries, however many views: every count is a condition in the same statement. The
        number of rows found is in it too, so the pages need not ask again.
        """
        saved = list(SavedView.objects.visible_to(self.actor).filter(pact=self.pact, page=PAGE))
        counts = self._counted(saved)
        here, path = state_of(self.query), reverse(PAGE)
        found = next((each for each in saved if each.query == here), None)
        tabs = [
            Tab(label, f"{path}?view={key}" if key else path, counts[f"view_{key}"],
                found is None and key == self.view)
            for key, (label, _q) in self.views.items()
        ]  # fmt: skip
        tabs += [
            Tab(each.name, f"{path}?{each.query}", counts[f"saved_{each.pk}"], each == found)
            for each in saved
        ]
        self.listing.know_total(counts["found"])
        return tabs, {"all": counts["view_"], "active": counts["view_active"]}, found

    def _counted(self, saved: list[SavedView]) -> dict[str, int]:
        conditions = {f"view_{key}": q for key, (_label, q) in self.views.items()}
        conditions |= {f"saved_{each.pk}": self._condition_of(each) for each in saved}
        conditions["found"] = self.views[self.view][1] & self.listing.condition_of(
            _with_bare_number(self.query)
        )
        counted = {
            name: Count("pk", filter=q) if q else Count("pk") for name, q in conditions.items()
        }
        found: dict[str, int] = self.everything.order_by().aggregate(**counted)
        return found

    def _condition_of(self, saved: SavedView) -> Q:
        query = QueryDict(saved.query)
        return self.views[_view_of(query)][1] & self.listing.condition_of(_with_bare_number(query))


def _catalogue(pact: Pact, today: date) -> tuple[list[Activity], list[District]]:
    """The activities and districts of today, for marks and filters. One query for both."""
    places = District.objects.filter(pact=pact, successor__isnull=True).order_by()
    activities = Activity.objects.on(today).filter(pact=pact).order_by()
    names = ("kind", "position", "pk", "name", "icon")
    both = activities.annotate(kind=Value(0)).values_list(*names)
    found = both.union(
        places.annotate(kind=Value(1), icon=Value("")).values_list(*names), all=True
    ).order_by("kind", "position", "pk")
    rows = list(found)
    return (
        [Activity(pk=pk, name=name, icon=icon) for kind, _at, pk, name, icon in rows if kind == 0],
        [District(pk=pk, name=name) for kind, _at, pk, name, _icon in rows if kind == 1],
    )


VIEWS = ("", "mine", "active", EXPIRING, "quiet", "contacts")
SORTS: dict[str, tuple[Any, ...]] = {
    "name": ("sort_key",),
    "stage": ("stage", "sort_key"),
    "ends": ("ends", "sort_key"),
    "contact": ("contacted_on", "sort_key"),
    "responsible": ("responsible__name", "sort_key"),
}
Where = Callable[[str], Q]


def _view_of(query: QueryDict) -> str:
    asked = str(query.get("view", ""))
    return asked if asked in VIEWS else ""


def _with_bare_number(query: QueryDict) -> QueryDict:
    """The query with a number as people write it, 559999-1234, turned into its digits."""
    if "q" not in query:
        return query
    bare = query.copy()
    bare["q"] = re.sub(r"(?<=\d)-(?=\d)", "", str(query["q"]))
    return bare


def _find(word: str) -> Q:
    """The name, the number, or the name or address of a contact."""
    people = Contact.objects.filter(Q(name__icontains=word) | Q(email__icontains=word))
    found = Q(name__icontains=word) | Q(pk__in=people.order_by().values("organisation"))
    return found | Q(number__contains=word) if word.isdecimal() else found


def _activity(value: str) -> Q:
    lines = LetterLine.objects.filter(living_letters(), pledge__measure__activity=int(value))
    return Q(pk__in=lines.order_by().values("letter__organisation"))


def _responsible(value: str) -> Q:
    return Q(responsible__isnull=True) if value == NONE else Q(responsible=int(value))


def _level(value: str) -> Q:
    return Q(level="" if value == NONE else value)
