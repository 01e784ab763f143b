"""One row carried out: an organisation entered or changed, its contact, its place in a group.

The register's own actions do it, so what holds for one that is typed holds for one that is read.
"""

from dataclasses import fields
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from pakten.base.access import Actor, Denied
from pakten.base.ui.text import LocalText
from pakten.parties.imports.cells import Words
from pakten.parties.imports.matching import (
    PLAIN,
    House,
    contact_changes,
    contact_of,
    found_by,
    read_all,
)
from pakten.parties.imports.models import ImportRow
from pakten.parties.imports.states import CONTACT_COLUMNS, Column
from pakten.parties.organisations.actions import (
    ContactDetails,
    OrganisationDetails,
    add_contact,
    edit_contact,
    edit_organisation,
    join_group,
    register_organisation,
)
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.pacts.models import District

Values = dict[str, Any]
CONTACT_FIELDS = ("name", "title", "email", "phone")


class RowRefused(Exception):  # noqa: N818 - an answer, not an error
    """The register does not take the row; the text says why."""


def carry_row(row: ImportRow, words: Words, *, by: Actor, at: datetime) -> None:
    """Do what the row says and write on it what stood before. Raises `RowRefused`."""
    taken, problems = read_all(row.values, words)
    taken = {column: value for column, value in taken.items() if column not in row.keep}
    try:
        if problems:
            raise ValidationError(next(iter(problems)))
        house = _house_of(row, taken)
        if house is None:
            _enter(row, taken, by=by, at=at)
        else:
            _change(row, house, found_by(taken), by=by, at=at)
    except Denied as error:
        raise RowRefused(str(error)) from error
    except ValidationError as error:
        raise RowRefused(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise RowRefused(str(error).partition("\n")[0]) from error


def _house_of(row: ImportRow, taken: Values) -> Organisation | None:
    """The organisation by its number as the register is now, else the one that was matched."""
    rows = Organisation.objects.filter(pact=row.pact_id)
    by_number = rows.filter(number=taken.get(Column.NUMBER, "")).first()
    return by_number or row.organisation


def _enter(row: ImportRow, taken: Values, *, by: Actor, at: datetime) -> None:
    values = _plain(taken)
    details = OrganisationDetails(number=taken[Column.NUMBER], **values)
    house = register_organisation(row.pact, details, _contact(taken), by=by, at=at)
    _join(house, taken, by=by, at=at)
    row.organisation, row.is_made = house, True
    row.before, row.after = {}, snapshot(house)


def _change(row: ImportRow, house: Organisation, taken: Values, *, by: Actor, at: datetime) -> None:
    before = snapshot(house)
    values = _plain(taken, house)
    if any(getattr(house, name) != value for name, value in values.items()):
        house = edit_organisation(house, details_of(house, **values), by=by, at=at)
    _join(house, taken, by=by, at=at)
    after = snapshot(house)
    changed = {name for name in before if before[name] != after[name]}
    contact = _write_contact(house, taken, by=by, at=at)
    row.organisation, row.is_made = house, False
    row.before = {name: before[name] for name in changed} | contact[0]
    row.after = {name: after[name] for name in changed} | contact[1]


def _plain(taken: Values, house: Organisation | None = None) -> Values:
    """The values as fields of an organisation. A text in Swedish leaves the other languages."""
    values = {PLAIN[Column(c)]: value for c, value in taken.items() if c in PLAIN}
    if "about" in values:
        values["about"] = {**(house.about if house else {}), "sv": values["about"]}
    return as_fields(values)


def as_fields(values: Values) -> Values:
    """Stored values (an id, a plain dict) as what the register's form would give."""
    made = dict(values)
    if "district_id" in made:
        district_id = made.pop("district_id")
        made["district"] = District(pk=district_id) if district_id else None
    if "about" in made:
        made["about"] = LocalText(made["about"])
    return made


def details_of(house: Organisation, **changes: Any) -> OrganisationDetails:
    """What the register keeps about an organisation, with some of it changed."""
    now = {each.name: getattr(house, each.name) for each in fields(OrganisationDetails)}
    return OrganisationDetails(**{**now, **changes})


def snapshot(house: Organisation) -> Values:
    """What an import can change in an organisation, as it is now."""
    names = [*PLAIN.values(), "parent_id"]
    return {name: _storable(getattr(house, name)) for name in names}


def _storable(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value


def _join(house: Organisation, taken: Values, *, by: Actor, at: datetime) -> None:
    number = taken.get(Column.PARENT)
    if not number:
        return
    parent = Organisation.objects.filter(pact=house.pact_id, number=number).first()
    if parent is None:
        raise ValidationError(number)
    if parent.pk != house.parent_id:
        house.parent_id = join_group(house, parent, by=by, at=at).parent_id


def _contact(taken: Values) -> ContactDetails:
    name, title, email, phone = (str(taken.get(column, "")) for column in CONTACT_COLUMNS)
    return ContactDetails(name or email, email, title=title, phone=phone)


def _write_contact(
    house: Organisation, taken: Values, *, by: Actor, at: datetime
) -> tuple[Values, Values]:
    """Add or change the contact; what stood before and after, for taking it back."""
    told = {column[8:]: str(taken[column]) for column in CONTACT_COLUMNS if taken.get(column)}
    if not told:
        return {}, {}
    contacts = list(house.contacts.order_by("position", "id"))
    known = contact_of(House(house.pk, "", "", {}, contacts=[_told(c) for c in contacts]), taken)
    if known is None:
        if "email" not in told:
            return {}, {}
        made = add_contact(house, _contact(taken), by=by, at=at)
        return {"contact": None}, {"contact": _told(made)}
    contact = next(each for each in contacts if each.pk == known["pk"])
    changed = {column[8:]: after for column, (_was, after) in contact_changes(known, taken).items()}
    if not changed:
        return {}, {}
    kept = edit_contact(contact, contact_details(contact, **changed), by=by, at=at)
    return {"contact": known}, {"contact": _told(kept)}


def contact_details(contact: Contact, **changes: str) -> ContactDetails:
    """A contact as it is, with some of it changed."""
    now = {each.name: getattr(contact, each.name) for each in fields(ContactDetails)}
    return ContactDetails(**{**now, "roles": tuple(contact.roles), **changes})


def _told(contact: Contact) -> Values:
    return {"pk": contact.pk, **{name: getattr(contact, name) for name in CONTACT_FIELDS}}
