"""Working days: plain calendar arithmetic.

A working day is Monday to Friday. Public holidays are not known here, so a reply asked for over
Christmas gets fewer real days; the date is always shown, and whoever asks can wait.
"""

from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < _SATURDAY


def add_working_days(day: date, number: int) -> date:
    """The working day that comes `number` working days after `day`; 0 is the day or the next one."""
    while not is_working_day(day):
        day += _DAY
    for _turn in range(number):
        day += _DAY
        while not is_working_day(day):
            day += _DAY
    return day


def working_days_until(day: date, last: date) -> int:
    """How many working days are left after `day` up to and with `last`; negative when it has passed."""
    if last < day:
        return -working_days_until(last, day)
    whole, rest = divmod((last - day).days, 7)
    return whole * 5 + sum(is_working_day(day + _DAY * n) for n in range(1, rest + 1))
