"""Planning the next step, and seeing it done."""

from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Denied, Verb, may, require
from pakten.parties.guidance.models import NextStep
from pakten.parties.guidance.rules import can_plan
from pakten.parties.guidance.states import Doer
from pakten.parties.people.models import Participant

MOST_OPEN = 12


def plan_step(person: Participant, values: dict[str, Any], *, by: Actor, at: datetime) -> NextStep:
    """A new step. What a person plans alone is the person's own to do, and seen by them."""
    person = Participant.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(by, Verb.PLAN_STEP, person)
    can_plan(values, timezone.localdate(at))
    if not may(by, Verb.EDIT_STEP, person):
        values = {"what": values["what"], "due_on": values["due_on"], "doer": Doer.PERSON}
    if person.next_steps.filter(done_at__isnull=True).count() >= MOST_OPEN:
        raise ValidationError(_("There are twelve steps already. Do one of them first."))
    return NextStep.objects.create(
        pact_id=person.pact_id,
        participant=person,
        made_at=at,
        made_by_id=cast("int", by.account_id),
        **values,
    )


def edit_step(step: NextStep, values: dict[str, Any], *, by: Actor, at: datetime) -> NextStep:
    """Change what, who or when."""
    step = _locked(step)
    require(by, Verb.EDIT_STEP, step)
    if step.done_at is not None:
        raise ValidationError(_("This step is done. Open it again to change it."))
    can_plan(values, timezone.localdate(at), was=step.due_on)
    for name, value in values.items():
        setattr(step, name, value)
    step.save(update_fields=list(values))
    return step


def complete_step(step: NextStep, *, by: Actor, at: datetime) -> NextStep:
    """The step is done. A person ticks off only the own ones."""
    step = _locked(step)
    require(by, Verb.COMPLETE_STEP, step)
    _own_or_staff(step, by)
    if step.done_at is not None:
        raise ValidationError(_("This step is done already."))
    step.done_at, step.done_by_id = at, by.account_id
    step.save(update_fields=["done_at", "done_by"])
    return step


def reopen_step(step: NextStep, *, by: Actor, at: datetime) -> NextStep:
    """It was not done after all."""
    step = _locked(step)
    require(by, Verb.REOPEN_STEP, step)
    _own_or_staff(step, by)
    if step.done_at is None:
        raise ValidationError(_("This step is not done yet."))
    step.done_at, step.done_by = None, None
    step.save(update_fields=["done_at", "done_by"])
    return step


def remove_step(step: NextStep, *, by: Actor, at: datetime) -> None:
    """Take a step away that is no longer wanted. The history keeps it."""
    step = _locked(step)
    require(by, Verb.REMOVE_STEP, step)
    step.delete()


def _own_or_staff(step: NextStep, by: Actor) -> None:
    if not may(by, Verb.EDIT_STEP, step) and step.doer != Doer.PERSON:
        raise Denied(Verb.COMPLETE_STEP.value)


def _locked(step: NextStep) -> NextStep:
    found = NextStep.objects.select_for_update(of=("self",)).filter(pk=step.pk).first()
    if found is None:
        raise ValidationError(_("Somebody has just taken this step away."))
    return found
