"""What is possible in the counsellor's work, as questions about values: who may is asked elsewhere."""

import re
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.parties.guidance.states import Interpreting

LONGEST_PLAN = timedelta(days=730)
# Twelve or ten digits in a row with a date first: a national number, which is never kept.
_NATIONAL_NUMBER = re.compile(
    r"\b(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])[-+ ]?\d{4}\b"
)


def can_start(values: dict[str, Any]) -> None:
    """Raise `ValidationError`, keyed by field, for a session that does not hold together."""
    none = values.get("interpreting") == Interpreting.NONE
    told = values.get("agency") or values.get("interpreter_number")
    if none and told:
        raise ValidationError({"interpreting": _("Choose how the interpreter takes part.")})
    number = str(values.get("interpreter_number") or "")
    if number and not any(each.isdigit() for each in number):
        raise ValidationError(
            {"interpreter_number": _("Write the interpreter's number, not the name.")}
        )
    if not none and not values.get("agency"):
        raise ValidationError({"agency": _("Write which agency the interpreter comes from.")})


def can_plan(values: dict[str, Any], today: date, *, was: date | None = None) -> None:
    """Raise for a step without a day to come, or with a national number in its words."""
    due = values.get("due_on")
    if due is not None and due != was and not today <= due <= today + LONGEST_PLAN:
        raise ValidationError({"due_on": _("Choose a day from today and at most two years on.")})
    for name in ("what", "note"):
        can_keep(str(values.get(name) or ""), name)


def can_keep(words: str, field: str) -> None:
    """Raise for free words that hold a national number."""
    if _NATIONAL_NUMBER.search(words):
        raise ValidationError({field: _("Take away the number. We keep no national numbers.")})
