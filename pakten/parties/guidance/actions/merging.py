"""Two profiles are one person's: everything goes to one page, in one transaction.

The rooms above hang rows on a person too. They are found by the models themselves and not by
name, so that none can be forgotten; what cannot go over stops the whole.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.parties.guidance.actions.consents import merge_consents
from pakten.parties.guidance.actions.twins import locked_pair
from pakten.parties.guidance.actions.ways_in import keep_one_way_in
from pakten.parties.guidance.models import Leave, TwinVerdict
from pakten.parties.guidance.states import Verdict
from pakten.parties.people.models import Consent, OfPerson, Participant

# What is filled in from the other page where the kept one says nothing.
_FILLED = (
    "phone", "email", "available_from", "earliest_start", "hours_per_week", "own_words",
    "counsellor_id",
)  # fmt: skip


def merge_people(
    keep: Participant, gone: Participant, way_in: int | None = None, *, by: Actor, at: datetime
) -> Participant:
    """Move all that hangs on `gone` to `keep`, and take `gone` away. A person decides, never we.

    `way_in` is the account the person keeps, where both pages have one.
    """
    pair = locked_pair(keep, gone)
    require(by, Verb.MERGE_PEOPLE, pair[0])
    require(by, Verb.MERGE_PEOPLE, pair[1])
    keep, gone = pair if pair[0].pk == keep.pk else (pair[1], pair[0])
    _can_merge(keep, gone)
    keep_one_way_in(keep, gone, way_in, at=at)
    merge_consents(keep, gone, at=at)
    _move_verdicts(keep, gone)
    for model, field in _pointing():
        _move(model, field, keep, gone)
    _fill(keep, gone)
    number = gone.pk
    gone.delete()
    TwinVerdict.objects.create(
        pact_id=keep.pact_id,
        first=keep,
        gone=number,
        verdict=Verdict.SAME,
        decided_at=at,
        decided_by_id=cast("int", by.account_id),
    )
    return keep


def _can_merge(keep: Participant, gone: Participant) -> None:
    if any(person.sessions.open().exists() for person in (keep, gone)):
        raise ValidationError(_("End the open session first."))


def _pointing() -> Iterator[tuple[type[Model], str]]:
    """Every table with a column for a person, in whichever room, but the verdicts and consents."""
    for relation in Participant._meta.related_objects:
        model, field = relation.related_model, relation.field
        if model not in (TwinVerdict, Consent) and isinstance(field, Field):
            yield model, field.name


def _move(model: type[Model], field: str, keep: Participant, gone: Participant) -> None:
    """Row by row. A piece that the kept page has already stays as it is there."""
    rows = model._base_manager.filter(**{field: gone}).order_by("pk")
    for number in rows.values_list("pk", flat=True):
        row = model._base_manager.filter(pk=number)
        try:
            with transaction.atomic():
                row.update(**{field: keep})
        except IntegrityError as error:
            if not issubclass(model, OfPerson) or model is Leave:
                raise ValidationError(_both_have(model)) from error
            row.delete()


def _both_have(model: type[Model]) -> str:
    text = _("Both have the same under way: {what}. End one of them first.")
    return text.format(what=str(model._meta.verbose_name))


def _move_verdicts(keep: Participant, gone: Participant) -> None:
    """What was said about `gone` and a third person holds for `keep` and the third."""
    for verdict in TwinVerdict.objects.filter(first=gone) | TwinVerdict.objects.filter(second=gone):
        if verdict.second_id is None:
            verdict.first = keep
            verdict.save(update_fields=["first"])
            continue
        third = verdict.second_id if verdict.first_id == gone.pk else verdict.first_id
        low, high = sorted((keep.pk, third))
        if TwinVerdict.objects.filter(first=low, second=high).exists():
            verdict.delete()
            continue
        verdict.first_id, verdict.second_id = low, high
        verdict.save(update_fields=["first", "second"])


def _fill(keep: Participant, gone: Participant) -> None:
    values: dict[str, Any] = {
        name: getattr(gone, name) for name in _FILLED if getattr(keep, name) in (None, "")
    }
    values["registered_at"] = min(keep.registered_at, gone.registered_at)
    if gone.account_id:
        values["account_id"] = gone.account_id
        Participant.objects.filter(pk=gone.pk).update(account=None)
    Participant.objects.filter(pk=keep.pk).update(**values)
    keep.refresh_from_db()
