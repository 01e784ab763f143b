"""What became of the promises whose last day was in the year. Promises are not persons."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Sum

from pakten.agreements.commitments.models import LetterLine, Pledge
from pakten.agreements.commitments.states import EndReason
from pakten.agreements.results.models import Outcome
from pakten.base.statistics.suppression import shown_figure
from pakten.base.ui.text import LocalText
from pakten.oversight.annual.states import Fate


@dataclass(slots=True)
class YearPromise:
    """A promise with what the ledger counted for it until its last day, and in all."""

    organisation_id: int
    party: str
    kin: str
    name: LocalText
    sentence: LocalText
    per_person: bool
    quantity: int
    due_on: date
    root: int
    on_time: int = 0
    done: int = 0

    @property
    def fate(self) -> Fate:
        if self.on_time >= self.quantity:
            return Fate.ON_TIME
        if self.done >= self.quantity:
            return Fate.LATE
        return Fate.PARTLY if self.done > 0 else Fate.NOT_KEPT

    @property
    def is_kept(self) -> bool:
        return self.done >= self.quantity


def promises_of(year: int, until: date) -> list[YearPromise]:
    """The signed promises of the year whose last day has passed by `until`. Three queries."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), until)
    signed = LetterLine.objects.filter(pledge=OuterRef("pk"), letter__active_from__isnull=False)
    # What a new letter took the place of before the day came is not asked for any more.
    signed = signed.exclude(
        letter__end_reason=EndReason.REPLACED, letter__ended_on__lt=OuterRef("due_on")
    )
    rows = Pledge.objects.filter(Exists(signed), due_on__range=(first, last))
    found = [
        YearPromise(
            organisation_id=row.organisation_id,
            party=row.promised_by,
            kin=row.measure.kin,
            name=row.measure.name,
            sentence=row.measure.pledge_sentence,
            per_person=row.measure.per_person,
            quantity=row.quantity,
            due_on=row.due_on,
            root=row.origin_id or row.pk,
        )
        for row in rows.select_related("measure").order_by("due_on", "pk")
    ]
    _count(found)
    return found


def _count(promises: Iterable[YearPromise]) -> None:
    """What was done for one form of a promise counts for all its forms."""
    by_root: defaultdict[int, list[YearPromise]] = defaultdict(list)
    for each in promises:
        by_root[each.root].append(each)
    forms = Pledge.objects.order_by().filter(Q(pk__in=by_root) | Q(origin__in=by_root))
    roots = {pk: origin or pk for pk, origin in forms.values_list("pk", "origin")}
    deeds = Outcome.objects.order_by().filter(pledge__in=roots)
    sums = deeds.values_list(F("pledge"), F("occurred_on")).annotate(number=Sum("quantity"))
    for pledge, day, number in sums:
        for each in by_root[roots[pledge]]:
            each.done += number
            each.on_time += number if day <= each.due_on else 0


@dataclass(slots=True)
class Tally:
    """Promised and done of one measure by one party."""

    promised: int = 0
    done: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    begun: list[tuple[int, int]] = field(default_factory=list)

    def shown_done(self, smallest: int) -> int | None:
        """What was done, of persons: hidden where it would tell how far a promise came.

        Which promises are kept is open to all, so whoever takes these from the sum has what was
        done of those that are not. That must be none or enough, and give no few of them away: each
        of them came to less than it promised, and at least to one.
        """
        rest = sum(done for done, _promised in self.begun)
        if shown_figure(self.done, smallest) is None or shown_figure(rest, smallest) is None:
            return None
        least = rest - sum(promised - 1 for _done, promised in self.begun)
        most = rest - len(self.begun) + 1
        for done, promised in self.begun:
            known = max(1, least + promised - 1) == min(promised - 1, most)
            if known and shown_figure(done, smallest) is None:
                return None
        return self.done


def summed(promises: Iterable[YearPromise]) -> dict[tuple[str, str], Tally]:
    """By party and measure. What was done beyond a promise does not make up for another."""
    found: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    for each in promises:
        into = found[each.party, each.kin]
        into.promised += each.quantity
        into.done += min(each.done, each.quantity)
        into.begun += [] if each.is_kept or not each.done else [(each.done, each.quantity)]
        into.fates[each.fate] += 1
    return found


def fates_of(promises: Iterable[YearPromise], party: str) -> dict[str, int]:
    """How many promises of one party met which fate, every fate named."""
    counted = Counter(each.fate.value for each in promises if each.party == party)
    return {fate.value: counted[fate.value] for fate in Fate}
