"""How members keep what they promised, on any day: read from letters, ledger and check-ins.

Nothing is stored. Seven queries read everything, whatever the number of members and of days; then
each day is counted in memory. Deeds count from the day they were done, also when told late, so an
old figure mends itself when the ledger does.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from pakten.agreements.commitments.models import Letter, LetterLine
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.followup.models import Approval, Rest, Way
from pakten.agreements.followup.rules import TOLERANCE, keeping, pace, standing_of
from pakten.agreements.followup.states import Keeping, Standing
from pakten.agreements.results.models import Outcome


@dataclass(slots=True)
class Promised:
    """A promise of the member's and what the ledger had counted for it day by day."""

    quantity: int
    starts_on: date
    due_on: date
    days: list[date] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)

    def done(self, on: date) -> int:
        """How much was done up to and with a day."""
        known = bisect_right(self.days, on)
        return self.totals[known - 1] if known else 0

    def standing(self, on: date) -> Standing:
        expected = pace(self.quantity, self.starts_on, self.due_on, on)
        return standing_of(
            self.quantity, self.done(on), expected, self.due_on, on, tolerance=TOLERANCE
        )


@dataclass(slots=True)
class Term:
    """A letter that is or was in force. `last_on` is None while it is."""

    from_on: date
    last_on: date | None
    promises: list[Promised] = field(default_factory=list)


@dataclass(slots=True)
class Member:
    """A member's letters in force, signs of life and rests, over time."""

    organisation_id: int
    terms: list[Term] = field(default_factory=list)
    signs: list[date] = field(default_factory=list)
    rests: list[tuple[date, date]] = field(default_factory=list)

    @property
    def first_on(self) -> date:
        return self.terms[0].from_on

    def term(self, on: date) -> Term | None:
        """The letter in force on a day; the newer one on a day that both have."""
        return next(
            (t for t in reversed(self.terms) if t.from_on <= on and (t.last_on or on) >= on), None
        )

    def last_sign(self, on: date) -> date:
        """The last sign of life up to a day: a deed, an answer, or the letter coming into force."""
        term, known = self.term(on), bisect_right(self.signs, on)
        began = term.from_on if term else self.first_on
        return max(self.signs[known - 1], began) if known else began

    def rest(self, on: date) -> date | None:
        """Until when the member rests, on a day in an agreed rest."""
        return next((until for first, until in self.rests if first <= on <= until), None)

    def standings(self, on: date) -> list[Standing]:
        """Every promise of the letter in force that has begun."""
        term = self.term(on)
        return [p.standing(on) for p in term.promises if p.starts_on <= on] if term else []

    def keeping(self, on: date) -> Keeping | None:
        """How the member keeps its promises on a day; None without a letter in force."""
        if self.term(on) is None:
            return None
        rests = self.rest(on) is not None
        return keeping(self.standings(on), self.last_sign(on), on, rests=rests)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How many members were what on a day. `is_running`: the period is not over."""

    on: date
    numbers: dict[Keeping, int]
    is_running: bool = False

    @property
    def total(self) -> int:
        return sum(self.numbers.values())

    @property
    def active(self) -> int:
        return self.numbers[Keeping.ACTIVE]

    @property
    def share(self) -> float | None:
        """The share of the members that are active."""
        return self.active / self.total if self.total else None

    @property
    def quarter(self) -> int:
        return (self.on.month + 2) // 3

    @property
    def cells(self) -> list[int]:
        """The numbers in the order of `Keeping`."""
        return [self.numbers[each] for each in Keeping]


def members_over_time(organisations: Iterable[int] | None = None) -> list[Member]:
    """Everybody who has or had a letter in force, the oldest first; some of them when asked."""
    letters = Letter.objects.filter(
        state__in=[LetterState.ACTIVE, LetterState.ENDED], active_from__isnull=False
    )
    if organisations is not None:
        letters = letters.filter(organisation__in=list(organisations))
    members: dict[int, Member] = {}
    terms: dict[int, Term] = {}
    rows = letters.order_by("active_from", "version", "pk")
    for pk, house, first, last in rows.values_list("pk", "organisation", "active_from", "ended_on"):
        terms[pk] = Term(first or date.min, last)
        members.setdefault(house, Member(house)).terms.append(terms[pk])
    _read_promises(terms)
    _read_signs(members)
    _read_rests(members)
    return list(members.values())


def _read_promises(terms: dict[int, Term]) -> None:
    """The member's pledges. What was done for one form of a pledge counts for all its forms."""
    root = Coalesce("pledge__origin", "pledge")
    lines = LetterLine.objects.filter(letter__in=list(terms), pledge__promised_by=Party.MEMBER)
    found: defaultdict[int, list[Promised]] = defaultdict(list)
    rows = lines.order_by("pk").values_list(
        "letter", root, "pledge__quantity", "pledge__starts_on", "pledge__due_on"
    )
    for letter, first_form, quantity, first, last in rows:
        promised = Promised(quantity, first, last)
        found[first_form].append(promised)
        terms[letter].promises.append(promised)
    done: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    ledger = Outcome.objects.filter(pledge__promised_by=Party.MEMBER).order_by("occurred_on")
    by_day = ledger.values_list(root, "occurred_on").annotate(number=Sum("quantity"))
    for first_form, day, number in by_day:
        done[first_form].append((day, number))
    for first_form, forms in found.items():
        days = [day for day, _number in done[first_form]]
        totals = list(accumulate(number for _day, number in done[first_form]))
        for promised in forms:
            promised.days, promised.totals = days, totals


def _read_signs(members: dict[int, Member]) -> None:
    """Deeds of the member's own that stand, sheets it agreed to, questions it answered."""
    signs: defaultdict[int, set[date]] = defaultdict(set)
    own = Outcome.objects.filter(measure__by_city=False, organisation__in=list(members))
    deeds = own.order_by().values_list("organisation", "occurred_on")
    for house, day, number in deeds.annotate(number=Sum("quantity")):
        if number > 0:
            signs[house].add(day)
    agreed = Approval.objects.filter(party=Party.MEMBER, check_in__organisation__in=list(members))
    for house, moment in agreed.values_list("check_in__organisation", "recorded_at"):
        signs[house].add(timezone.localdate(moment))
    answered = Way.objects.filter(answered_at__isnull=False, organisation__in=list(members))
    for house, replied in answered.values_list("organisation", "answered_at"):
        signs[house].add(timezone.localdate(replied))
    for house, days in signs.items():
        members[house].signs = sorted(days)


def _read_rests(members: dict[int, Member]) -> None:
    rows = Rest.objects.filter(organisation__in=list(members)).order_by("from_on", "pk")
    for house, first, until, ended in rows.values_list(
        "organisation", "from_on", "until", "ended_on"
    ):
        last = min(until, ended - timedelta(days=1)) if ended else until
        members[house].rests.append((first, last))


def states_on(members: Iterable[Member], on: date) -> dict[int, Keeping]:
    """How every member with a letter in force on a day keeps its promises, by organisation."""
    found = ((each.organisation_id, each.keeping(on)) for each in members)
    return {house: state for house, state in found if state is not None}


def snapshot(members: Iterable[Member], on: date, *, is_running: bool = False) -> Snapshot:
    """The numbers of a day."""
    states = list(states_on(members, on).values())
    return Snapshot(on, {each: states.count(each) for each in Keeping}, is_running)


def quarter_ends(first: date, today: date) -> list[date]:
    """The last day of every quarter from `first` on, and today as the end of the running one."""
    return _ends(first, today, 3)


def month_ends(first: date, today: date) -> list[date]:
    """The last day of every month from `first` on, and today as the end of the running one."""
    return _ends(first, today, 1)


def _ends(first: date, today: date, months: int) -> list[date]:
    number = (first.year * 12 + first.month - 1) // months + 1
    found = []
    while (end := _day_before(number * months)) < today:
        found.append(end)
        number += 1
    return [*found, today]


def _day_before(months: int) -> date:
    year, month = divmod(months, 12)
    return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)


def over_time(members: Sequence[Member], days: Sequence[date], today: date) -> list[Snapshot]:
    """The numbers of each day, in order; the last one is running when it is today."""
    return [snapshot(members, day, is_running=day == today) for day in days]
