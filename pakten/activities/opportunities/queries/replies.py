"""The reply promise: a member answers about a person within so many working days. Measured honestly.

What counts: every person shown to the employer with a day to answer by. An answer is the employer's
yes or no. *Kept*: it came on that day or before. *Broken*: it came later, or the day has passed
without one, also when the city or the person took the proposal back after it. *Open*: the day has
not passed. Taken back by the city or the person before the day: not counted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.activities.opportunities.workdays import working_days_until
from pakten.base.access import Actor, Verb
from pakten.parties.organisations.models import Organisation

BACK = timedelta(days=365)  # the promise is measured over the last year
WARN_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Asked:
    """One person shown to a member: when, until when an answer was promised, when it came."""

    placement_id: int
    shown_on: date
    answer_by: date
    answered_on: date | None
    is_waiting: bool

    def kept(self, today: date) -> bool | None:
        """Whether the promise was kept; None while it is open or where it does not count."""
        if self.answered_on:
            return self.answered_on <= self.answer_by
        return False if self.answer_by < today else None

    @property
    def days(self) -> int | None:
        """Working days from shown to answered."""
        return working_days_until(self.shown_on, self.answered_on) if self.answered_on else None


@dataclass(frozen=True, slots=True)
class Replies:
    """How a member keeps its reply promise, over the last year."""

    promise_days: int
    kept: tuple[bool, ...]
    median_days: float | None
    waiting: tuple[Asked, ...] = field(default_factory=tuple)
    today: date = date.min

    @property
    def asked(self) -> int:
        return len(self.kept)

    @property
    def in_time(self) -> int:
        return sum(self.kept)

    @property
    def share(self) -> float | None:
        """Share answered within the promise; None before anybody was shown."""
        return self.in_time / self.asked if self.asked else None

    @property
    def median_text(self) -> str:
        """The middle answer in words: "2 working days"."""
        if self.median_days is None:
            return ""
        number = f"{self.median_days:g}".replace(".", ",")
        said = ngettext("%(n)s working day", "%(n)s working days", 1 if number == "1" else 2)
        return said % {"n": number}

    @property
    def tone(self) -> str:
        if self.share is None or self.share >= WARN_SHARE:
            return "ok"
        return "warning" if self.share >= 0.5 else "late"

    @property
    def dots(self) -> list[bool]:
        """The last twelve, the oldest first."""
        return list(self.kept[-12:])

    @property
    def overdue(self) -> int:
        return sum(each.answer_by < self.today for each in self.waiting)

    @property
    def next_by(self) -> date | None:
        """The nearest day an answer is promised."""
        return min((each.answer_by for each in self.waiting), default=None)

    @property
    def left(self) -> int | None:
        """Working days left until then; negative when it has passed."""
        return working_days_until(self.today, self.next_by) if self.next_by else None

    @property
    def clock(self) -> int:
        """Days left, never below nought, for the drawn clock."""
        return max(self.left or 0, 0)


def _asked(houses: Iterable[int] | None, today: date) -> QuerySet[Placement]:
    rows = Placement.objects.filter(
        presented_at__date__gt=today - BACK, answer_by__isnull=False
    ).order_by("presented_at", "pk")
    return rows if houses is None else rows.filter(opening__organisation__in=list(houses))


def _read(houses: Iterable[int] | None, today: date) -> dict[int, list[Asked]]:
    """Who was shown, by organisation, the oldest first. One query; no name is read."""
    found: defaultdict[int, list[Asked]] = defaultdict(list)
    rows = _asked(houses, today).values_list(
        "opening__organisation", "pk", "presented_at", "answer_by", "answered_at", "state"
    )
    for house, pk, shown, by, answered, state in rows:
        found[house].append(
            Asked(
                pk,
                timezone.localdate(shown),
                by or today,
                timezone.localdate(answered) if answered else None,
                state == PlacementState.PRESENTED,
            )
        )
    return found


def _sum(asked: Iterable[Asked], promise_days: int, today: date) -> Replies:
    rows = list(asked)
    judged = [row.kept(today) for row in rows]
    days = [row.days for row in rows if row.days is not None]
    return Replies(
        promise_days,
        tuple(kept for kept in judged if kept is not None),
        median(days) if days else None,
        tuple(row for row in rows if row.is_waiting and row.answered_on is None),
        today,
    )


def replies_of(house: Organisation, today: date) -> Replies:
    """How one member keeps its promise to answer. One query."""
    return _sum(_read([house.pk], today)[house.pk], house.reply_days, today)


def replies_by_member(houses: Iterable[Organisation], today: date) -> dict[int, Replies]:
    """The same for many members, by organisation. One query whatever the number."""
    chosen = list(houses)
    rows = _read([house.pk for house in chosen], today)
    return {h.pk: _sum(rows.get(h.pk, ()), h.reply_days, today) for h in chosen}


@dataclass(frozen=True, slots=True)
class Row:
    """A member in the coordinator's list."""

    organisation: Organisation
    replies: Replies


def worst_replies(actor: Actor, today: date) -> list[Row]:
    """Members that somebody was shown to in the last year, those that answer worst first.

    First those with answers overdue now, then by the share in time, the one asked most before the
    others. For those who read placements in the whole pact; nobody else gets a list. Two queries.
    """
    if not actor.where(Verb.SEE_PLACEMENT, "pact"):
        return []
    found = _read(None, today)
    houses = Organisation.objects.filter(pk__in=list(found)).select_related("responsible")
    rows = [Row(h, _sum(found[h.pk], h.reply_days, today)) for h in houses]
    return sorted(
        rows,
        key=lambda row: (
            -row.replies.overdue,
            row.replies.share if row.replies.share is not None else 2.0,
            -row.replies.asked,
            row.organisation.sort_key,
        ),
    )
