"""What we know of somebody's work and studies over time, from follow-ups and later answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

NEAR = timedelta(days=45)


@dataclass
class Life:
    """One person's known spells at work and single answers: (day, whether at work or studies)."""

    spells: list[tuple[date, date]] = field(default_factory=list)
    answers: list[tuple[date, bool]] = field(default_factory=list)

    def at(self, day: date) -> bool | None:
        """At work or studying on the day; None when nobody knows.

        A spell counts for each of its days, an answer for the weeks around its own.
        """
        if any(first <= day <= last for first, last in self.spells):
            return True
        near = [(abs(told - day), said) for told, said in self.answers if abs(told - day) <= NEAR]
        return min(near)[1] if near else None

    def last_known(self, since: date) -> date | None:
        """The latest day, from `since` on, that we know of work or studies."""
        days = [last for _first, last in self.spells if last >= since]
        days += [told for told, said in self.answers if said and told >= since]
        return max(days, default=None)


def months_kept(since: date, last_known: date | None, marks: Iterable[tuple[int, date]]) -> int:
    """The longest of the marks (months, day) that the last known day reaches; 0 when none."""
    if last_known is None:
        return 0
    return max((months for months, day in marks if since <= day <= last_known), default=0)
