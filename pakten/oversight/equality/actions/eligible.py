"""Whom reach is counted against: written by the city, corrected with its history kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.oversight.equality.models import Eligible
from pakten.parties.pacts.models import District, Pact, TargetGroup


@dataclass(frozen=True, slots=True)
class Group:
    """A group as typed."""

    year: int
    women: int
    men: int
    source: str
    counted_on: date
    target_group: TargetGroup | None = None
    district: District | None = None


def add_eligible(pact: Pact, group: Group, *, by: Actor, at: datetime) -> Eligible:
    """A group of a year."""
    require(by, Verb.ADD_ELIGIBLE, pact)
    return _write(Eligible(pact=pact), group, by, at)


def edit_eligible(row: Eligible, group: Group, *, by: Actor, at: datetime) -> Eligible:
    """Correct a group; the figures that are counted against it follow at once."""
    kept = Eligible.objects.select_for_update().get(pk=row.pk)
    require(by, Verb.EDIT_ELIGIBLE, kept)
    return _write(kept, group, by, at)


def remove_eligible(row: Eligible, *, by: Actor, at: datetime) -> None:
    """Take a group away. The history keeps what it was."""
    kept = Eligible.objects.select_for_update().get(pk=row.pk)
    require(by, Verb.REMOVE_ELIGIBLE, kept)
    kept.delete()


def _write(row: Eligible, group: Group, by: Actor, at: datetime) -> Eligible:
    if group.counted_on > timezone.localdate(at):
        raise ValidationError({"counted_on": _("This day has not come yet.")})
    if not group.women + group.men:
        raise ValidationError({"women": _("Write how many women and men there are.")})
    values: dict[str, Any] = {name: getattr(group, name) for name in group.__slots__}
    for name, value in values.items():
        setattr(row, name, value)
    row.recorded_by_id, row.recorded_at = cast("int", by.account_id), at
    row.validate_constraints()
    row.save()
    return row
