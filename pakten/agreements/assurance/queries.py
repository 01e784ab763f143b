"""Reading: what waits, the error rate with how sure it is, and by month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.assurance.models import Sample
from pakten.agreements.assurance.states import WRONG, Answer, Mend, Side, Standing
from pakten.agreements.results.queries import published_corrections
from pakten.base.access import Actor, Verb
from pakten.base.statistics.intervals import Interval, wilson

__all__ = [
    "ErrorRate", "by_month", "error_rate", "published_corrections", "sample_by", "samples_of",
    "samples_waiting", "where_standing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How many of the checked deeds were wrong, and between what the true share is likely to be."""

    checked: int
    wrong: int
    corrected: int
    unanswered: int = 0

    @property
    def share(self) -> float | None:
        return self.wrong / self.checked if self.checked else None

    @property
    def likely(self) -> Interval:
        """Where the true share lies in 95 cases of 100; anywhere, while none is checked."""
        return wilson(self.wrong, self.checked) if self.checked else Interval(0.0, 1.0)

    def __str__(self) -> str:
        """In words, for those who know no statistics."""
        if not self.checked:
            return _("No deed has been checked yet, so nothing can be said of the errors.")
        said = ngettext(
            "%(wrong)d of the %(checked)d checked deeds was wrong.",
            "%(wrong)d of the %(checked)d checked deeds were wrong.",
            self.wrong,
        ) % {"wrong": self.wrong, "checked": self.checked}
        sure = _(
            "Of all deeds told by one side, most likely between %(low)d and %(high)d per cent are."
        ) % {"low": round(100 * self.likely.low), "high": round(100 * self.likely.high)}
        return f"{said} {sure}"


_IS_WRONG = Q(answer__in=WRONG) & ~Q(mend=Mend.KEPT)
_COUNTS = {
    "checked": Count("pk", filter=Q(answer__in=[Answer.RIGHT, *WRONG])),
    "wrong": Count("pk", filter=_IS_WRONG),
    "corrected": Count("pk", filter=Q(mend__in=[Mend.CORRECTED, Mend.TAKEN_BACK])),
    "unanswered": Count("pk", filter=Q(answer="") | Q(answer=Answer.UNKNOWN)),
}


def error_rate(today: date) -> ErrorRate:
    """Of the deeds told in the year of `today`, those drawn so far."""
    rows = Sample.objects.filter(round__month__year=today.year, round__month__lte=today)
    return ErrorRate(**rows.order_by().aggregate(**_COUNTS))


def by_month(year: int) -> dict[date, ErrorRate]:
    """The same for each month that is drawn, in order. One query."""
    rows = Sample.objects.filter(round__month__year=year).order_by("round__month")
    found = rows.values_list("round__month").annotate(**_COUNTS)
    return {month: ErrorRate(*counts) for month, *counts in found}


def samples_of(actor: Actor) -> QuerySet[Sample]:
    """The samples somebody may read, with their deeds."""
    rows = Sample.objects.all() if actor.where(Verb.SEE_SAMPLES, "pact") else Sample.objects.none()
    return rows.select_related(
        "round", "outcome__organisation", "outcome__measure", "outcome__recorded_by"
    )


def where_standing(standing: str) -> Q:
    """What waits for whom, as a condition."""
    left = Q(answer__in=WRONG, mend="")
    return {
        Standing.OFFICE: Q(answer="", side=Side.OFFICE),
        Standing.MEMBER: Q(answer="", side=Side.MEMBER),
        Standing.MEND: left,
        Standing.DONE: ~Q(answer="") & ~left,
    }[Standing(standing)]


def samples_waiting(actor: Actor) -> QuerySet[Sample]:
    """What waits for the office: to confirm, or to put right; the oldest first."""
    if not actor.where(Verb.ANSWER_SAMPLE, "pact"):
        return Sample.objects.none()
    waits = where_standing(Standing.OFFICE) | where_standing(Standing.MEND)
    return samples_of(actor).filter(waits).order_by("asked_at", "pk")


def sample_by(token_hash: str) -> Sample | None:
    """The sample a personal link leads to."""
    rows = Sample.objects.filter(token_hash=token_hash).exclude(token_hash="")
    return rows.select_related("outcome__organisation", "outcome__measure", "round").first()
