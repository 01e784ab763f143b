"""When steps of a check-in are possible, and how promises are judged, in plain values.

How promises are judged (decision 0016):

- A promise is *kept* when all of it is done, *past its day* when its last day has gone by before
  that, *behind* when it is at least a whole unit and more than `tolerance` of the promised number
  behind an even pace, else *on plan*.
- A member is *active* when every promise is kept or on plan. Otherwise the last sign of life
  decides (a recorded deed of the member's, a check-in it agreed to, or the day its letter came
  into force): *late* within six months of it, *silent* after six, *dormant* after twelve.
- A member that rests by agreement is *dormant* for as long as that was agreed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

from django.utils.translation import gettext as _

from pakten.agreements.followup.states import SIDES, Cause, Keeping, Next, Standing
from pakten.base.days import add_months

TOLERANCE = 0.25  # of the promise, for how members keep their promises
SHEET_TOLERANCE = 0.2  # of the promise, on the sheet: the same as everywhere a single bar is shown
SILENT_MONTHS, DORMANT_MONTHS = 6, 12
OBJECT_DAYS = 14  # to object to what was noted by phone
REMIND_EVERY = 7  # days between two reminders about the same sheet
LONGEST_REST_MONTHS = 12
MOST_ABOVE = 1.25  # a suggested number is at most this much above the promised pace
MONTH = 30.44  # days


@dataclass(frozen=True, slots=True)
class CampaignTerms:
    """The dates of a campaign: what it looks back on, and opening < due < review."""

    year: int
    period_from: date
    period_to: date
    opens_on: date
    due_on: date
    review_on: date


def campaign_faults(terms: CampaignTerms) -> dict[str, str]:
    """What is wrong with the dates, by field."""
    faults = {}
    if not 2000 <= terms.year <= 2100:
        faults["year"] = _("Write the year with four digits, for example 2026.")
    if terms.period_to <= terms.period_from:
        faults["period_to"] = _("The period ends before it begins. Choose a later last day.")
    if terms.opens_on <= terms.period_from:
        faults["opens_on"] = _("A check-in looks back. Open it after the period has begun.")
    if terms.due_on <= terms.opens_on:
        faults["due_on"] = _("The sheets are due before they are sent. Choose a later day.")
    if terms.review_on <= terms.due_on:
        faults["review_on"] = _("The review comes before the sheets are due. Choose a later day.")
    return faults


def standing_of(
    promised: int, done: int, expected: float, due_on: date, on: date, *, tolerance: float
) -> Standing:
    """One promise as it stood on a day. `expected`: where an even pace says it should be."""
    if done >= promised:
        return Standing.KEPT
    if on > due_on:
        return Standing.LATE
    gap = expected - done
    return Standing.BEHIND if gap >= 1 and gap > tolerance * promised else Standing.ON_PLAN


def pace(promised: int, starts_on: date, due_on: date, on: date) -> float:
    """Where an even pace says a promise should be on a day."""
    span = (due_on - starts_on).days or 1
    return promised * min(max((on - starts_on).days, 0), span) / span


def keeping(
    standings: Iterable[Standing], last_sign: date, on: date, *, rests: bool = False
) -> Keeping:
    """How a member keeps its promises on a day. The rules are at the top of this file."""
    if rests:
        return Keeping.DORMANT
    if all(each in (Standing.KEPT, Standing.ON_PLAN) for each in standings):
        return Keeping.ACTIVE
    if last_sign <= add_months(on, -DORMANT_MONTHS):
        return Keeping.DORMANT
    if last_sign <= add_months(on, -SILENT_MONTHS):
        return Keeping.SILENT
    return Keeping.LATE


def cause_faults(cause: str, side: str, *, needed: bool) -> dict[str, str]:
    """What is wrong with a coded cause and whose it is, by field ("cause", "side")."""
    faults = {}
    if needed and not cause:
        faults["cause"] = _("Choose why it became less than promised.")
    if (needed or cause) and not side:
        faults["side"] = _("Say whose side it was.")
    allowed = SIDES.get(Cause(cause)) if cause else None
    if side and allowed and side not in allowed:
        names = " / ".join(str(each.label) for each in allowed)
        faults["side"] = _("“%(cause)s” is on this side: %(sides)s.") % {
            "cause": Cause(cause).label, "sides": names,
        }  # fmt: skip
    if side and not cause:
        faults["cause"] = _("Choose why it became less than promised.")
    return faults


@dataclass(frozen=True, slots=True)
class Answer:
    """What the parties write about one promise."""

    told: str = "right"
    more: int | None = None
    cause: str = ""
    side: str = ""
    note: str = ""
    next: str = Next.GO_ON
    new_quantity: int | None = None
    new_due_on: date | None = None


def answer_faults(answer: Answer, done: int, on: date) -> dict[str, str]:
    """What is wrong with an answer, by field. A cause is asked for when the sheet is agreed."""
    faults = dict(cause_faults(answer.cause, answer.side, needed=False))
    if answer.told == "more" and not answer.more:
        faults["more"] = _("Write how many are missing.")
    if answer.next == Next.CHANGE:
        if not answer.new_quantity:
            faults["quantity"] = _("Write the new number.")
        elif answer.new_quantity < done:
            faults["quantity"] = _("%(n)d is already done. Write that number or a higher one.") % {
                "n": done
            }
        if answer.new_due_on is None:
            faults["due_on"] = _("Write the new last day.")
        elif answer.new_due_on <= on:
            faults["due_on"] = _("This day has passed. Choose a later one.")
    return faults


def suggested(promised: int, done: int, months_gone: float, months: float, new: float) -> int:
    """The number to suggest in a renewed letter.

    As many a month as were done in the old letter, over the months of the new one: rounded down,
    at least one, and never more than a quarter above the pace that was promised.
    """
    span = max(months, 1.0)
    pace_done = done / max(min(months_gone, span), 1.0)
    most = MOST_ABOVE * promised * new / span
    return max(1, floor(min(pace_done * new, most) + 1e-9))


def months_between(first: date, last: date) -> float:
    """Length in months of 30.44 days, both days counted."""
    return ((last - first).days + 1) / MONTH


def threshold(left: int, thresholds: Sequence[int]) -> int | None:
    """The reminder that is due with so many days left: the smallest threshold not yet passed.

    After days without a run the latest one is due, once; those before it are not sent as well.
    """
    return min((each for each in thresholds if left <= each), default=None) if left >= 0 else None


def rest_faults(until: date, today: date) -> dict[str, str]:
    """A rest has a last day, at most a year away."""
    if until <= today:
        return {"until": _("Choose a day to come.")}
    if add_months(until, -LONGEST_REST_MONTHS) > today:
        return {"until": _("A rest is for a year at the most. Talk again then.")}
    return {}
