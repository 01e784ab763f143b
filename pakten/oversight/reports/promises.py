"""Promises that should have been kept by now, and how it went: members and city by the same rule."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from pakten.agreements.commitments.models import LetterLine, Pledge
from pakten.agreements.commitments.states import EndReason, Party
from pakten.agreements.results.queries import with_done
from pakten.oversight.reports.figures import Kept

KEPT_WITHIN = timedelta(days=730)
_KEPT, _IN_TIME = Q(done__gte=F("quantity")), Q(done_in_time__gte=F("quantity"))
_COUNTED = {
    "due": Count("pk"),
    "kept": Count("pk", filter=_KEPT),
    "late": Count("pk", filter=_KEPT & ~_IN_TIME),
    "partly": Count("pk", filter=~_KEPT & Q(done__gt=0)),
}


@dataclass(frozen=True, slots=True)
class KeptBy:
    """Kept promises by who promised, by activity (its id), and in all."""

    parties: dict[str, Kept]
    activities: dict[int, Kept]

    @property
    def all(self) -> Kept:
        whole = Kept(0, 0)
        for each in self.parties.values():
            whole = whole.plus(each)
        return whole


def due_pledges(today: date) -> QuerySet[Pledge]:
    """Signed promises that should have been kept by now, of the last 24 months, with `done`."""
    signed = LetterLine.objects.filter(pledge=OuterRef("pk"), letter__active_from__isnull=False)
    # What a new letter took the place of before the day came is not asked for any more.
    signed = signed.exclude(
        letter__end_reason=EndReason.REPLACED, letter__ended_on__lt=OuterRef("due_on")
    )
    due = Pledge.objects.filter(Exists(signed), due_on__lt=today, due_on__gte=today - KEPT_WITHIN)
    return with_done(due)


def kept_by(today: date) -> KeptBy:
    """How the due promises were kept, by who promised and by activity. One query."""
    parties = {party.value: Kept(0, 0) for party in Party}
    activities: dict[int, Kept] = {}
    rows = with_done(due_pledges(today), until_due=True).order_by()
    names = ("promised_by", "measure__activity")
    for party, activity, *counts in (
        rows.values(*names).annotate(**_COUNTED).values_list(*names, *_COUNTED)
    ):
        kept = Kept(*counts)
        parties[party] = parties[party].plus(kept)
        activities[activity] = activities.get(activity, Kept(0, 0)).plus(kept)
    return KeptBy(parties, activities)


def kept_promises(today: date) -> dict[str, Kept]:
    """How many of the due promises were kept, by who promised ("member", "city"). One query."""
    return kept_by(today).parties


def kept_by_member(organisation_ids: Iterable[int], today: date) -> dict[int, Kept]:
    """How many of their own due promises some members kept. One query."""
    due: Counter[int] = Counter()
    kept: Counter[int] = Counter()
    rows = due_pledges(today).filter(
        promised_by=Party.MEMBER, organisation__in=list(organisation_ids)
    )
    for organisation_id, quantity, done in rows.values_list("organisation_id", "quantity", "done"):  # type: ignore[misc]
        due[organisation_id] += 1
        kept[organisation_id] += done >= quantity
    return {pk: Kept(due[pk], kept[pk]) for pk in due}
