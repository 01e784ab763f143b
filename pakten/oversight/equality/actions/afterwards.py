"""What somebody does some months after an effort ended."""

from datetime import datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Placement
from pakten.base.access import Actor, Verb, require
from pakten.base.days import add_months
from pakten.oversight.equality.models import Afterwards
from pakten.oversight.equality.states import AFTER_MONTHS, Standing


def note_afterwards(
    placement: Placement, *, months: int, standing: str, by: Actor, at: datetime
) -> Afterwards:
    """Write the answer. It can be changed later: somebody not reached today may answer tomorrow."""
    kept = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    require(by, Verb.NOTE_AFTERWARDS, kept)
    if standing not in Standing.values:
        raise ValidationError({"standing": _("Choose an answer.")})
    if kept.ended_on is None or months not in AFTER_MONTHS:
        raise ValidationError(_("There is nothing to ask about now."))
    due = add_months(kept.ended_on, months)
    if due > timezone.localdate(at):
        told = {"day": due.isoformat()}
        raise ValidationError(_("It is too early: this is asked from %(day)s.") % told)
    row, _made = Afterwards.objects.update_or_create(
        placement=kept,
        months=months,
        defaults={
            "pact_id": kept.pact_id,
            "standing": standing,
            "recorded_by_id": cast("int", by.account_id),
            "recorded_at": at,
        },
    )
    return row
