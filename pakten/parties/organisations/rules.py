"""When something is possible: a number that passes its check, contacts, what may be shown."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.se import orgnr


def read_number(typed: str) -> str:
    """An organisation number as ten digits. Says what is wrong with it and how to mend it."""
    digits = "".join(orgnr.compact(typed).split())
    if len(digits) == 12 and digits.startswith("16"):
        digits = digits[2:]  # the form some registers write, with 16 for a legal person
    if digits and not digits.isdecimal():
        raise ValidationError(
            _("An organisation number has only digits. Write it like 556012-3456.")
        )
    if len(digits) != 10:
        raise ValidationError(
            _("An organisation number has 10 digits, this one has %(n)d. Count them once more.")
            % {"n": len(digits)}
        )
    if not orgnr.is_valid(digits):
        raise ValidationError(
            _(
                "The last digit does not fit the others, so one digit is wrong or two have changed"
                " places. Compare with the organisation's own papers."
            )
        )
    return digits


def answer_day(received: date, working_days: int) -> date:
    """The last day for an answer: so many working days after the day it came."""
    day = received
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


def half_of(day: date) -> str:
    """The half-year of a day, as "2026-2": contacts are asked about once in each."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


ASKING_BEGINS = {1: (2, 1), 2: (9, 1)}  # half-year -> month and day of the question
FRESH_DAYS = 60  # contacts confirmed so lately are not asked about


def is_asking_time(day: date) -> bool:
    """Whether the half-year's question about contacts is due: from February, from September."""
    return (day.month, day.day) >= ASKING_BEGINS[1 if day.month <= 6 else 2]
