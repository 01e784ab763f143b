"""What is aimed for: in a year or a quarter, for everybody, for women or men, for a group."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.models import District, Measure, Pact, Target, TargetGroup
from pakten.parties.pacts.rules import FIRST_YEAR, LAST_YEAR

LARGEST, WHOLE = 100_000, 100


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at: a year of a measure, or a part of it."""

    kin: str
    year: int
    quarter: int | None = None
    gender: str = ""
    target_group: TargetGroup | None = None
    district: District | None = None

    @property
    def is_for_some(self) -> bool:
        return bool(self.gender or self.target_group or self.district)


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood there when somebody began to write; None: nothing."""

    quantity: int | None


def set_target(
    pact: Pact, aim: Aim, quantity: int, *, by: Actor, at: datetime, seen: Seen | None = None
) -> Target:
    """Aim for so many. Setting the same twice changes nothing.

    With `seen`, an aim that somebody else has changed since is not written over.
    """
    require(by, Verb.EDIT_MEASURE, pact)
    # the measure's rows are held, so that two who set the same new aim come one after the other
    versions = list(Measure.objects.select_for_update().filter(pact=pact, kin=aim.kin))
    _can_aim(pact, versions, aim, quantity)
    place: dict[str, Any] = {"pact": pact, "kin": aim.kin, "year": aim.year, "quarter": aim.quarter,
             "gender": aim.gender, "target_group": aim.target_group, "district": aim.district}  # fmt: skip
    kept = Target.objects.filter(**place).first()
    now = kept.quantity if kept else None
    if seen and now not in (seen.quantity, quantity):
        raise ValidationError({"quantity": _changed(now)})
    if kept and now == quantity:
        return kept
    decided: dict[str, Any] = {"quantity": quantity, "decided_on": timezone.localdate(at),
               "decided_by_id": by.account_id}  # fmt: skip
    made, _new = Target.objects.update_or_create(**place, defaults=decided)
    return made


def remove_target(target: Target, *, by: Actor, at: datetime) -> None:
    """No longer aim for this."""
    kept = Target.objects.select_for_update().get(pk=target.pk)
    require(by, Verb.EDIT_MEASURE, kept)
    kept.delete()


def _changed(now: int | None) -> str:
    if now is None:
        return _("Somebody else removed this aim while you wrote. Save again to keep yours.")
    return _("Somebody else wrote %(now)d while you wrote. Save again to keep yours.") % {
        "now": now
    }


def _can_aim(pact: Pact, versions: list[Measure], aim: Aim, quantity: int) -> None:
    if not versions:
        raise ValidationError(_("There is no such measure."))
    if not FIRST_YEAR <= aim.year <= LAST_YEAR:
        raise ValidationError({"year": _("Write a year from 2000 to 2100.")})
    if aim.quarter not in (None, 1, 2, 3, 4):
        raise ValidationError({"quarter": _("Choose a quarter from 1 to 4.")})
    last = max(versions, key=lambda row: row.pk)
    if aim.is_for_some and not (last.per_person or last.is_share):
        raise ValidationError({"gender": _("This measure does not count persons.")})
    most = WHOLE if last.is_share else LARGEST
    if not 1 <= quantity <= most:
        raise ValidationError(
            {"quantity": _("Write a whole number from 1 to %(most)d.") % {"most": most}}
        )
    for row in (aim.target_group, aim.district):
        if row and row.pact_id != pact.pk:
            raise ValidationError({"target_group": _("Choose from the list.")})
