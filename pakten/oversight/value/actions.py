"""Writing a model, turning it on and off. Only a draft is ever changed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.oversight.value.models import UnitValue, ValueModel
from pakten.oversight.value.queries import doubled
from pakten.oversight.value.rules import range_faults
from pakten.oversight.value.states import MOVES, ModelState
from pakten.parties.pacts.models import Pact


def draft_values(pact: Pact, *, by: Actor, at: datetime) -> ValueModel:
    """A new version to work on, with the rows of the last one."""
    Pact.objects.select_for_update().get(pk=pact.pk)
    require(by, Verb.DRAFT_VALUES, pact)
    models = ValueModel.objects.filter(pact=pact)
    draft = models.filter(state=ModelState.DRAFT).first()
    if draft:
        return draft
    last = models.first()
    new = ValueModel.objects.create(
        pact=pact,
        version=(models.aggregate(last=Max("version"))["last"] or 0) + 1,
        about=last.about if last else {},
        not_counted=last.not_counted if last else {},
        drafted_by_id=by.account_id,
    )
    rows = list(last.units.all()) if last else []
    for row in rows:
        row.pk, row.model = None, new
    UnitValue.objects.bulk_create(rows)
    return new


def edit_values(
    model: ValueModel, texts: Mapping[str, Any], *, by: Actor, at: datetime
) -> ValueModel:
    """What the model is, and what it does not count."""
    kept = _draft(model, Verb.EDIT_VALUES, by)
    kept.about = {**kept.about, **texts["about"]}
    kept.not_counted = {**kept.not_counted, **texts["not_counted"]}
    kept.save(update_fields=["about", "not_counted"])
    return kept


def add_unit_value(
    model: ValueModel, values: Mapping[str, Any], *, by: Actor, at: datetime
) -> UnitValue:
    """One more measure and effect."""
    kept = _draft(model, Verb.ADD_UNIT_VALUE, by)
    _check(values)
    return UnitValue.objects.create(pact_id=kept.pact_id, model=kept, **values)


def edit_unit_value(
    unit: UnitValue, values: Mapping[str, Any], *, by: Actor, at: datetime
) -> UnitValue:
    """Other numbers, another source."""
    _draft(unit.model, Verb.EDIT_UNIT_VALUE, by)
    if not UnitValue.objects.filter(pk=unit.pk).exists():  # saving would put it back
        raise ValidationError(_("Somebody changed the model just before. Look at it again."))
    _check(values)
    for name, value in values.items():
        setattr(unit, name, value)
    unit.save()
    return unit


def remove_unit_value(unit: UnitValue, *, by: Actor, at: datetime) -> None:
    """Take a row out of the draft. Published versions keep theirs."""
    _draft(unit.model, Verb.REMOVE_UNIT_VALUE, by)
    unit.delete()


def publish_values(model: ValueModel, *, by: Actor, at: datetime) -> ValueModel:
    """Turn the model on: its page can be read by all, and the version before it ends."""
    Pact.objects.select_for_update().get(pk=model.pact_id)
    kept = _move(model, ModelState.PUBLISHED, Verb.PUBLISH_VALUES, by)
    if not kept.units.exists():
        raise ValidationError(_("The model has no values yet. Add one first."))
    if twice := doubled(kept):
        raise ValidationError(twice)
    today = timezone.localdate(at)
    ValueModel.objects.filter(pact=model.pact_id).published().update(
        state=ModelState.WITHDRAWN, valid_to=today - timedelta(days=1)
    )
    kept.state, kept.valid_from, kept.published_by_id = ModelState.PUBLISHED, today, by.account_id
    kept.save(update_fields=["state", "valid_from", "published_by"])
    return kept


def withdraw_values(model: ValueModel, *, by: Actor, at: datetime) -> ValueModel:
    """Turn the model off: its page is gone."""
    kept = _move(model, ModelState.WITHDRAWN, Verb.WITHDRAW_VALUES, by)
    kept.state, kept.valid_to = ModelState.WITHDRAWN, timezone.localdate(at)
    kept.save(update_fields=["state", "valid_to"])
    return kept


def _move(model: ValueModel, to: ModelState, verb: Verb, by: Actor) -> ValueModel:
    kept = ValueModel.objects.select_for_update().get(pk=model.pk)
    require(by, verb, kept.pact)
    if to not in MOVES[ModelState(kept.state)]:
        raise ValidationError(_("Somebody changed the model just before. Look at it again."))
    return kept


def _draft(model: ValueModel, verb: Verb, by: Actor) -> ValueModel:
    """The version to be changed: what is published stands."""
    kept = ValueModel.objects.select_for_update().get(pk=model.pk)
    require(by, verb, kept.pact)
    if not kept.is_draft:
        raise ValidationError(_("A published version is not changed. Make a new version."))
    return kept


def _check(values: Mapping[str, Any]) -> None:
    if faults := range_faults(values):
        raise ValidationError(faults)
