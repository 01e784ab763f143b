"""One field set for many organisations: planned, made, taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.base.access import Actor, Verb, may, require
from pakten.base.ui.forms import number_in
from pakten.parties.imports.models import UNDO_DAYS, BulkChange, BulkChangeRow
from pakten.parties.imports.states import Field
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import coordinators
from pakten.parties.organisations.states import Level, Stage
from pakten.parties.pacts.models import District

# field -> column of the organisation
BULK_FIELDS: dict[Field, str] = {
    Field.RESPONSIBLE: "responsible_id",
    Field.LEVEL: "level",
    Field.DISTRICT: "district_id",
    Field.CONTACTED: "contacted_on",
}
NOT_YOURS, ALREADY, ENDED, LATER = "not_yours", "already", "ended", "later"
WHY: dict[str, str | Promise] = {
    NOT_YOURS: gettext_lazy("You may not change these"),
    ALREADY: gettext_lazy("It is so already"),
    ENDED: gettext_lazy("Their membership has ended"),
    LATER: gettext_lazy("There is a later day already"),
}


@dataclass(slots=True)
class Plan:
    """What a change would do: those it changes, and those it leaves out with the reason."""

    changes: list[Organisation] = field(default_factory=list)
    left: dict[str, list[Organisation]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.changes) + self.left_out

    @property
    def left_out(self) -> int:
        return sum(len(houses) for houses in self.left.values())

    @property
    def reasons(self) -> list[tuple[str, list[Organisation]]]:
        """The reasons in words, with those they concern."""
        return [(str(WHY[code]), houses) for code, houses in self.left.items()]


def plan_change(houses: Iterable[Organisation], change: Field, value: str, *, by: Actor) -> Plan:
    """Sort out whom the change concerns. Nothing is written."""
    plan = Plan()
    for house in houses:
        why = _why_not(house, change, value, by)
        if why:
            plan.left.setdefault(why, []).append(house)
        else:
            plan.changes.append(house)
    return plan


def _why_not(house: Organisation, change: Field, value: str, by: Actor) -> str:
    if not may(by, Verb.EDIT_ORGANISATION, house):
        return NOT_YOURS
    if _text(getattr(house, BULK_FIELDS[change])) == value:
        return ALREADY
    if change == Field.CONTACTED:
        return LATER if house.contacted_on and house.contacted_on.isoformat() > value else ""
    return ENDED if house.stage == Stage.ENDED and change == Field.RESPONSIBLE and value else ""


def _text(value: Any) -> str:
    """A stored value as text; nothing as ""."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def change_organisations(
    pact_id: int, ids: Iterable[int], change: Field, value: str, *, by: Actor, at: datetime
) -> BulkChange:
    """Set the field for those who can have it, all in one transaction, and keep what stood before."""
    value_text = _can_be(pact_id, change, value, timezone.localdate(at))
    rows = Organisation.objects.select_for_update(of=("self",)).filter(pact=pact_id)
    houses = list(rows.filter(pk__in=list(ids)).order_by("pk"))
    made = BulkChange(
        pact_id=pact_id, field=change, value=value, value_text=value_text,
        made_by_id=cast("int", by.account_id), made_at=at,
    )  # fmt: skip
    require(by, Verb.CHANGE_ORGANISATIONS, made)
    plan = plan_change(houses, change, value, by=by)
    if not plan.changes:
        raise ValidationError(_("Nothing would change. Choose something else."))
    made.save()
    name = BULK_FIELDS[change]
    BulkChangeRow.objects.bulk_create(
        BulkChangeRow(
            pact_id=pact_id, change=made, organisation=each, before=_text(getattr(each, name))
        )
        for each in plan.changes
    )
    Organisation.objects.filter(pk__in=[each.pk for each in plan.changes]).update(
        **{name: value or _nothing(change)}
    )
    return made


def _nothing(change: Field) -> Any:
    return "" if change == Field.LEVEL else None


def _can_be(pact_id: int, change: Field, value: str, today: date) -> str:
    """The value in words; a `ValidationError` for one that cannot be chosen."""
    if change == Field.CONTACTED:
        return _day(value, today)
    if not value:
        return _("Nobody yet") if change == Field.RESPONSIBLE else _("Not chosen")
    if change == Field.LEVEL and value in Level.values:
        return str(Level(value).label)
    if change == Field.RESPONSIBLE:
        chosen: Any = coordinators(pact_id).filter(pk=number_in(value)).first()
    elif change == Field.DISTRICT:
        chosen = District.objects.filter(pact=pact_id, pk=number_in(value)).first()
    else:
        chosen = None
    if chosen is None:
        raise ValidationError({"value": _("Choose one of those in the list.")})
    return str(chosen)


def _day(value: str, today: date) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise ValidationError({"value": _("Write a day as 2026-11-20.")}) from error
    if day > today:
        raise ValidationError({"value": _("This day has not come yet.")})
    return day.isoformat()


def take_back_change(change: BulkChange, *, by: Actor, at: datetime) -> BulkChange:
    """Put the old values back where nobody has changed them since; the others say so."""
    kept = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    require(by, Verb.TAKE_BACK_CHANGE, kept)
    if kept.undone_at:
        raise ValidationError(_("This change is already taken back."))
    if timezone.localdate(at) > kept.undo_until:
        raise ValidationError(_("A change can be taken back for %(n)d days.") % {"n": UNDO_DAYS})
    name = BULK_FIELDS[Field(kept.field)]
    rows = list(
        kept.rows.select_for_update(of=("self", "organisation")).select_related("organisation")
    )
    for row in rows:
        house = row.organisation
        if _text(getattr(house, name)) == kept.value and may(by, Verb.EDIT_ORGANISATION, house):
            setattr(house, name, row.before or _nothing(Field(kept.field)))
            row.is_undone = True
        else:
            row.left_because = "changed"
    back = [row.organisation for row in rows if row.is_undone]
    Organisation.objects.bulk_update(back, [name.removesuffix("_id")], batch_size=500)
    BulkChangeRow.objects.bulk_update(rows, ["is_undone", "left_because"], batch_size=500)
    kept.undone_at = at
    kept.save(update_fields=["undone_at"])
    return kept
