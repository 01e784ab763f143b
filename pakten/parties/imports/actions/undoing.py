"""One row taken back: an organisation it made goes, one it changed gets its old values again.

What somebody has changed or used since stays, and the row says so.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, ForeignKey, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel

from pakten.base.access import Actor, Verb, require
from pakten.parties.imports.actions.carrying import (
    CONTACT_FIELDS,
    as_fields,
    contact_details,
    details_of,
    snapshot,
)
from pakten.parties.imports.models import ImportRow
from pakten.parties.organisations.actions import (
    edit_contact,
    edit_organisation,
    join_group,
    leave_group,
    remove_contact,
)
from pakten.parties.organisations.models import Contact, Organisation

# why a row was left, or a part of it; worded where it is shown
GONE, USED, CHANGED, REFUSED = "gone", "used", "changed", "refused"


def undo_row(row: ImportRow, *, by: Actor, at: datetime) -> str:
    """Take the row back; return why it, or a part of it, was left, "" when nothing was."""
    require(by, Verb.TAKE_BACK_IMPORT, row)
    rows = Organisation.objects.select_for_update(of=("self",)).filter(pk=row.organisation_id or 0)
    house = rows.first()
    if house is None:
        return GONE
    try:
        return _unmake(row, house) if row.is_made else _restore(row, house, by=by, at=at)
    except ValidationError:
        return REFUSED


def _unmake(row: ImportRow, house: Organisation) -> str:
    why = why_kept(row, house, used_ids([house.pk]))
    if why:
        return why
    row.organisation = None
    house.contacts.all().delete()
    house.delete()
    return ""


def why_kept(row: ImportRow, house: Organisation, used: Collection[int]) -> str:
    """Why an organisation that the import made cannot go: somebody changed it, or it is in use."""
    now = snapshot(house)
    if any(now[name] != value for name, value in row.after.items() if name in now):
        return CHANGED
    return USED if house.pk in used else ""


def used_ids(ids: Collection[int]) -> set[int]:
    """Those of the organisations that anything but one contact and the import hangs on.

    Asks every table that points at organisations, whichever room it belongs to. Two queries.
    """
    contacts = Contact.ever.filter(organisation__in=ids).order_by().values("organisation_id")
    several = contacts.annotate(number=Count("pk")).filter(number__gt=1)
    first, *rest = [_pointing(field, ids) for field in _fields_to_organisations()]
    return {row["organisation_id"] for row in several} | {pk for (pk,) in first.union(*rest)}


def _fields_to_organisations() -> "list[ForeignKey[Any, Any]]":
    relations = Organisation._meta.get_fields(include_hidden=True)
    fields = [each.field for each in relations if isinstance(each, ForeignObjectRel)]
    own = {Contact, ImportRow}
    return [f for f in fields if isinstance(f, ForeignKey) and f.model not in own]


def _pointing(field: "ForeignKey[Any, Any]", ids: Collection[int]) -> "QuerySet[Any, Any]":
    rows = field.model._base_manager.filter(**{f"{field.name}__in": ids})
    return rows.order_by().values_list(field.attname)


def _restore(row: ImportRow, house: Organisation, *, by: Actor, at: datetime) -> str:
    now, left = snapshot(house), False
    values: dict[str, Any] = {}
    for name, before in row.before.items():
        if name == "contact":
            continue
        if now[name] == row.after[name]:
            values[name] = before
        else:
            left = True
    if "parent_id" in values:
        _restore_parent(house, values.pop("parent_id"), by=by, at=at)
    if values:
        edit_organisation(house, details_of(house, **as_fields(values)), by=by, at=at)
    if "contact" in row.after:
        left = not _restore_contact(row, by=by, at=at) or left
    return CHANGED if left else ""


def _restore_parent(house: Organisation, before: int | None, *, by: Actor, at: datetime) -> None:
    parent = Organisation.objects.filter(pk=before or 0).first()
    if parent is None:
        house.parent_id = leave_group(house, by=by, at=at).parent_id
    else:
        house.parent_id = join_group(house, parent, by=by, at=at).parent_id


def _restore_contact(row: ImportRow, *, by: Actor, at: datetime) -> bool:
    """Put the contact back; False when somebody has changed it since."""
    before, after = row.before.get("contact"), row.after["contact"]
    contact = Contact.objects.filter(pk=after["pk"]).first()
    if contact is None or any(getattr(contact, name) != after[name] for name in CONTACT_FIELDS):
        return False
    if before is None:
        remove_contact(contact, by=by, at=at)
    else:
        told = {name: before[name] for name in CONTACT_FIELDS}
        edit_contact(contact, contact_details(contact, **told), by=by, at=at)
    return True
