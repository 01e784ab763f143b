"""What a renewal begins with: the old promises, what came of them, and a number to suggest."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.queries import pledge_text
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.followup.queries.together import months_of
from pakten.agreements.followup.rules import months_between, suggested
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.base.access import Actor

YEARS = 2


@dataclass(frozen=True, slots=True)
class OldPromise:
    """A promise of the old letter with its outcome and the number to suggest."""

    progress: Progress
    text: str
    suggested: int

    @property
    def pk(self) -> int:
        return self.progress.pledge.pk

    @property
    def promised(self) -> int:
        return self.progress.pledge.quantity

    @property
    def by_city(self) -> bool:
        return self.progress.pledge.promised_by == Party.CITY


def renewal_dates(letter: Letter) -> tuple[date, date]:
    """The day after the old letter's last, and two years on."""
    first = letter.valid_to + timedelta(days=1)
    last = first.replace(year=first.year + YEARS, day=min(first.day, 28)) - timedelta(days=1)
    return first, last


def old_promises(letter: Letter, today: date, first: date, last: date) -> list[OldPromise]:
    """Both parties' promises in the letter's order, the member's first. Two queries."""
    rows = with_done(Pledge.objects.filter(letter_lines__letter=letter).select_related("measure"))
    ordered = rows.order_by("-promised_by", "letter_lines__position", "pk")
    months = months_between(first, last)
    return [
        OldPromise(each, pledge_text(each.pledge), _number(each, today, months))
        for each in progress_of(ordered, today)
    ]


def _number(progress: Progress, today: date, months: float) -> int:
    gone, whole = months_of(progress.pledge, today)
    return suggested(progress.pledge.quantity, progress.done, gone, whole, months)


def renewals_to_start(actor: Actor, today: date, warn_days: int) -> QuerySet[Letter]:
    """Letters in force near their last day with no new one in preparation, the nearest first."""
    rows = Letter.objects.visible_to(actor).filter(
        state=LetterState.ACTIVE, valid_to__lte=today + timedelta(days=warn_days)
    )
    begun = Letter.objects.filter(state__in=[LetterState.DRAFT, LetterState.READY])
    rows = rows.exclude(organisation__in=begun.values("organisation"))
    return rows.select_related("organisation__responsible").order_by("valid_to", "pk")
