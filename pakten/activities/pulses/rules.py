"""Weeks, how long a link holds, and when silence is seen. Plain Python."""

from collections.abc import Sequence
from datetime import date, timedelta

WEEK_LINK_LASTS = timedelta(days=14)
FOLLOW_UP_LINK_LASTS = timedelta(days=45)
REMIND_AFTER = timedelta(days=7)
MOST_REMINDERS = 2
SILENT_WEEKS = 3  # so many in a row without an answer are seen by the office
CALL_WITHIN = 2  # working days


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def friday_of(monday: date) -> date:
    """The last working day of the week that begins on `monday`."""
    return monday + timedelta(days=4)


def silent_in_a_row(answered: Sequence[bool]) -> int:
    """How many of the latest weeks have no answer. `answered` is the oldest first.

    By hand: yes, no, no, no is 3; no, no, yes is 0; nothing asked is 0.
    """
    silent = 0
    for each in reversed(answered):
        if each:
            break
        silent += 1
    return silent


def mail_is_due(asked: int, days_since: int) -> bool:
    """Whether to write now: the question once, then a reminder a week apart, twice."""
    return asked == 0 or (asked <= MOST_REMINDERS and days_since >= REMIND_AFTER.days)
