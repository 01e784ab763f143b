"""Reading the rows of the ledger: who may, where each comes from, what it counts towards."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries.progress import with_done
from pakten.agreements.results.states import NO_ERROR, Correction
from pakten.base.access import Actor


def ledger(actor: Actor) -> QuerySet[Outcome]:
    """The rows somebody may read, with `is_reversed`. No row holds a person."""
    taken_back = Outcome.objects.filter(reverses=OuterRef("pk"))
    return (
        Outcome.objects.visible_to(actor)
        .select_related("measure", "organisation", "pledge", "reverses", "origin")
        .annotate(is_reversed=Exists(taken_back))
    )


def standing(rows: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """What stands of the deeds: not taken back, and followed to where each was written anew."""
    ids = rows.filter(reverses__isnull=True).order_by().values("pk")
    found = Outcome.objects.filter(Q(pk__in=ids) | Q(origin__in=ids))
    return found.filter(reverses__isnull=True, reversal__isnull=True)


def origin_of(outcome: Outcome) -> str:
    """Where a row comes from, in words: read from the `source` of the row it first was."""
    if outcome.reverses:
        return _("Takes back the row of {day}").format(day=outcome.reverses.occurred_on)
    words = {
        "placement": _("A placement"),
        "opening": _("A place that was offered"),
        "letter": _("A signed letter"),
    }
    return words.get(_first(outcome).source.partition(":")[0], _("Told by hand"))


def linked_placement(outcome: Outcome) -> int | None:
    """The placement a row was recorded from, for those who may open it."""
    kind, _colon, rest = _first(outcome).source.partition(":")
    number = rest.partition(":")[0]
    return int(number) if kind == "placement" and number.isdecimal() else None


def _first(outcome: Outcome) -> Outcome:
    return outcome.origin or outcome


def promise_of(row: Outcome) -> str:
    """The promise a row counts towards, in words."""
    if row.pledge is None:
        return _("No promise")
    return _("A promise of {quantity}").format(quantity=row.pledge.quantity)


@dataclass(frozen=True, slots=True)
class Fit:
    """A promise that a deed can count towards: what its bar shows, and would show with the deed."""

    pledge: Pledge
    now: int
    after: int


def pledges_that_fit(row: Outcome) -> list[Fit]:
    """Other promises the deed can count towards: same member and kind, in a letter signed by all,
    the day within the dates. Of a promise carried on by revisions, only its latest form."""
    found = Pledge.objects.filter(
        organisation=row.organisation_id,
        measure__kin=row.measure.kin,
        promised_by=Party.CITY if row.measure.by_city else Party.MEMBER,
        starts_on__lte=row.occurred_on,
        due_on__gte=row.occurred_on,
        letter_lines__letter__state__in=[LetterState.ACTIVE, LetterState.ENDED],
    ).distinct()
    taken = _family(row.pledge) if row.pledge else None
    latest = {_family(each): each for each in with_done(found.order_by("pk"))}
    chosen = sorted(latest.items(), key=lambda item: (item[1].due_on, item[1].pk))
    return [
        Fit(each, each.done, each.done + row.quantity)  # type: ignore[attr-defined]
        for family, each in chosen
        if family != taken
    ]


def _family(pledge: Pledge) -> int:
    return pledge.origin_id or pledge.pk


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as anybody may read it: no member, no person, no words of the office."""

    day: date
    measure: str
    year: int
    why: str


def published_corrections(limit: int = 20) -> list[Corrected]:
    """The latest corrections that changed a figure, the newest first."""
    rows = Outcome.objects.filter(reverses__isnull=False).exclude(correction__in=NO_ERROR)
    latest = rows.select_related("measure").order_by("-recorded_at", "-pk")[:limit]
    return [
        Corrected(
            timezone.localdate(row.recorded_at),
            str(row.measure),
            row.occurred_on.year,
            str(Correction(row.correction or Correction.OTHER).label),
        )
        for row in latest
    ]


def corrections_between(first: date, after: date) -> int:
    """How many corrections changed a figure from a day to the day before another."""
    rows = Outcome.objects.filter(reverses__isnull=False, recorded_at__date__gte=first)
    return rows.filter(recorded_at__date__lt=after).exclude(correction__in=NO_ERROR).count()
