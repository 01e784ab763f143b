"""When a decision is possible, and until when it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.base.days import add_months
from pakten.parties.vetting.states import (
    LOOK_DAYS,
    Decision,
    Finding,
)

LONGEST_DAYS = 5 * 366


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as typed: with a coded reason where it is a no, and the day of the next look."""

    decision: str
    reason: str = ""
    words: str = ""
    next_look: date | None = None


def usual_next_look(today: date, months: int) -> date:
    """So many months on, as the pact has it."""
    return add_months(today, months)


def shown_while_looked_at(vetted_until: date, today: date) -> date:
    """A look begun in time keeps the member shown until it is decided, but not longer than this."""
    if vetted_until < today:
        return vetted_until
    return max(vetted_until, today + timedelta(days=LOOK_DAYS))


def can_be_decided(ruling: Ruling, unanswered: int, findings: Iterable[str], today: date) -> None:
    """Raise for a decision that is not ready, all of what is wrong at once."""
    wrong: dict[str, str] = {}
    if ruling.decision not in (Decision.APPROVE, Decision.REFUSE):
        wrong["decision"] = _("Choose whether the city approves or refuses.")
    if ruling.decision == Decision.REFUSE and not ruling.reason:
        wrong["reason"] = _("Choose why.")
    if ruling.decision == Decision.APPROVE:
        wrong |= _approval(ruling, unanswered, findings, today)
    if wrong:
        raise ValidationError(wrong)


def _approval(
    ruling: Ruling, unanswered: int, findings: Iterable[str], today: date
) -> Mapping[str, str]:
    wrong = {}
    if unanswered:
        said = ngettext(
            "%(n)d question has to be answered before the city can approve.",
            "%(n)d questions have to be answered before the city can approve.",
            unanswered,
        )
        wrong["decision"] = said % {"n": unanswered}
    if Finding.REMARK in findings and not ruling.words.strip():
        wrong["words"] = _("There is a remark. Write why the city approves all the same.")
    if ruling.next_look is None:
        wrong["next_look"] = _("Choose the day to look again.")
    elif not today < ruling.next_look <= today + timedelta(days=LONGEST_DAYS):
        wrong["next_look"] = _("Choose a day after today and within five years.")
    return wrong
