"""What is done about a gap: who, when, how far, and what came of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.oversight.equality.models import EqualityStep
from pakten.oversight.equality.states import StepState
from pakten.parties.pacts.models import Pact


@dataclass(frozen=True, slots=True)
class Step:
    """A step as typed."""

    what: LocalText
    owner: str
    due_on: date
    state: StepState = StepState.ON_TRACK
    reason: str = ""
    result: LocalText = field(default_factory=LocalText)


def add_equality_step(pact: Pact, step: Step, *, by: Actor, at: datetime) -> EqualityStep:
    """Something we will do."""
    require(by, Verb.ADD_EQUALITY_STEP, pact)
    return _write(EqualityStep(pact=pact), step, by, at)


def edit_equality_step(row: EqualityStep, step: Step, *, by: Actor, at: datetime) -> EqualityStep:
    """How it goes: on track, late, done or dropped. Nothing is taken away; it is dropped, and why."""
    kept = EqualityStep.objects.select_for_update().get(pk=row.pk)
    require(by, Verb.EDIT_EQUALITY_STEP, kept)
    return _write(kept, step, by, at)


def _write(row: EqualityStep, step: Step, by: Actor, at: datetime) -> EqualityStep:
    if step.state == StepState.DROPPED and not step.reason.strip():
        raise ValidationError({"reason": _("Say why it was dropped.")})
    today = timezone.localdate(at)
    row.what, row.owner, row.due_on = step.what, step.owner, step.due_on
    row.state, row.result = step.state, step.result
    row.reason = step.reason.strip() if step.state == StepState.DROPPED else ""
    row.done_on = (row.done_on or today) if step.state == StepState.DONE else None
    row.recorded_by_id, row.recorded_at = cast("int", by.account_id), at
    row.save()
    return row
