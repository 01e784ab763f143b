"""A row of the desk, and the words every row shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import IntegerField, Prefetch, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.results.queries import Progress
from pakten.parties.organisations.models import Contact, Organisation

LATE, TODAY, WEEK = "late", "today", "week"
# Nobody's own: it stands under the office's work only.
OFFICE = 0


@dataclass(frozen=True, slots=True)
class Work:
    """A row of the desk. `responsible` is the account that minds the member, None for everybody."""

    group: str
    icon: str
    what: str
    href: str
    when: str
    why: str
    verb: str
    verb_href: str
    responsible: int | None = None
    progress: Progress | None = None


class NumberOf(Subquery):
    """How many rows a queryset has, as a value inside another query."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk"))


@dataclass(frozen=True, slots=True)
class Kind:
    """What is counted, how urgent it is, and where one does something about it."""

    rows: QuerySet[Any]
    group: str
    icon: str
    href: str
    why: str
    verb: str
    responsible: int | None = None


def groups_of(rows: Iterable[Work]) -> list[dict[str, Any]]:
    """The rows under late, today and this week; an empty group is left out."""
    named = ((LATE, _("Late"), "late"), (TODAY, _("Today"), "now"), (WEEK, _("This week"), ""))
    all_rows, found = list(rows), []
    for key, label, tone in named:
        chosen = [row for row in all_rows if row.group == key]
        if chosen:
            found.append({"label": label, "tone": tone, "rows": chosen, "number": len(chosen)})
    return found


def group_of(due: date, today: date) -> str:
    return LATE if due < today else TODAY if due == today else WEEK


def by_day(due: date, today: date, promised: str) -> str:
    days = (today - due).days
    if days > 0:
        return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    return _("Today") if days == 0 else promised % {"day": due.isoformat()}


def contacts_of(ids: Iterable[int]) -> dict[int, Organisation]:
    first = Prefetch("contacts", queryset=Contact.objects.order_by("position", "id"))
    return Organisation.objects.filter(pk__in=list(ids)).prefetch_related(first).in_bulk()


def call(house: Organisation) -> str:
    for contact in house.contacts.all():
        return _("Call %(name)s") % {"name": contact.name}
    return _("Find a contact")


def page_of(house: Organisation) -> str:
    return reverse("see_organisation", args=[house.pk])
