"""What is known of a person and a place besides what it asks for, as coded marks and in plain words.

What the two sides have said of each other; and what keeps them apart: another place at the same time,
an earlier question about this very place, the person's own no. Hours that nobody has told are full
time; a place without a last day goes on until it is ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.states import DeclineReason
from pakten.base.days import add_months

WHOLE = 100
ASKED_BEFORE = "asked_before"
CodedMark = dict[str, Any]

WORDS = {
    "employer_asks": gettext_lazy("The employer asks for this person"),
    "wants_place": gettext_lazy("Wants this place: choice number %(place)s"),
    "is_at": gettext_lazy("Is at %(house)s, %(share)s"),
    "is_at_until": gettext_lazy("Is at %(house)s until %(until)s, %(share)s"),
    "begins_at": gettext_lazy("Begins at %(house)s %(day)s, %(share)s"),
    "asked_before": gettext_lazy("Has been asked about this place already"),
    "not_for_me": gettext_lazy("Has said: not for me"),
    "not_for_me_because": gettext_lazy("Has said: not for me. %(reason)s"),
}
BUSY_CODES = frozenset({"is_at", "is_at_until", "begins_at"})


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when somebody is busy or would be, and how much of full time it takes."""

    begins: date
    ends: date | None
    share: int

    def meets(self, other: "Span") -> bool:
        """Whether both last at any same day."""
        return (other.ends is None or self.begins <= other.ends) and (
            self.ends is None or other.begins <= self.ends
        )


@dataclass(frozen=True, slots=True)
class Busy:
    """A place that somebody is in, or has agreed to begin at."""

    house: str
    span: Span
    begun: bool = True


def span(begins: date, ends: date | None, months: int | None, share: int | None) -> Span:
    """The days and the share of a place; its months count where it names no last day."""
    if ends is None and months:
        ends = add_months(begins, months)
    return Span(begins, ends, WHOLE if share is None else share)


def in_the_way(wanted: Span, busy: Iterable[Busy]) -> Busy | None:
    """What cannot go together with a place: of those at the same time the one that lasts longest."""
    together = [each for each in busy if each.span.meets(wanted)]
    if sum(each.span.share for each in together) + wanted.share <= WHOLE:
        return None
    return max(together, key=lambda each: each.span.ends or date.max, default=None)


def busy_mark(busy: Busy) -> CodedMark:
    """Another place at the same time, as it is stored."""
    code = "is_at" if busy.span.ends is None else "is_at_until"
    told: CodedMark = {"house": busy.house, "share": busy.span.share}
    if not busy.begun:
        return _mark("begins_at", day=busy.span.begins.isoformat(), **told)
    return _mark(code, until=busy.span.ends.isoformat() if busy.span.ends else "", **told)


def asked_mark() -> CodedMark:
    """Was asked about this very place, whatever the answer."""
    return _mark(ASKED_BEFORE)


def refused_mark(reason: str) -> CodedMark:
    """The person's own no to the place; `reason` is a code, or empty."""
    return _mark("not_for_me_because" if reason else "not_for_me", reason=reason)


def _mark(code: str, **params: Any) -> CodedMark:
    return {"kind": "conflict", "code": code, "state": "missing", "must": True, "key": "", **params}


def wish_marks(*, employer: bool, place: int | None) -> list[CodedMark]:
    """What the two sides have said of each other, as reasons."""
    plain = {"kind": "why", "state": "has", "must": False, "key": ""}
    found: list[CodedMark] = [{**plain, "code": "employer_asks"}] if employer else []
    return [*found, {**plain, "code": "wants_place", "place": place}] if place else found


def in_words(mark: CodedMark) -> str:
    """A mark to those who match."""
    told = dict(mark)
    if "share" in mark:
        told["share"] = share_in_words(mark["share"])
    if mark.get("reason"):
        told["reason"] = DeclineReason(mark["reason"]).label
    return str(WORDS[mark["code"]]) % told


def share_in_words(share: int) -> str:
    """100 as full time."""
    if share >= WHOLE:
        return _("full time")
    return _("%(percent)d %% of full time") % {"percent": share}
