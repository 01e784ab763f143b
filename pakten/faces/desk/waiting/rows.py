"""A row of the desk, and the words every row shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.results.queries import Progress
from pakten.parties.organisations.models import Contact, Organisation

LATE, TODAY, WEEK = "late", "today", "week"


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
