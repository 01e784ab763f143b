"""What is possible with a pact's catalogue, in plain Python."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pakten.base.statistics.states import OF_ANYTHING, OF_PERSONS, Breakdown
from pakten.parties.pacts.states import LetterKind


class Dated(Protocol):
    """Anything with a first and a last day; None is open."""

    valid_from: date | None
    valid_to: date | None


QUANTITY = "{quantity}"
FIRST_YEAR, LAST_YEAR = 2000, 2100
_VERSION = re.compile(r"-v(\d+)$")
_KINDS = {
    "company": LetterKind.COMPANIES,
    "municipal_company": LetterKind.PUBLIC,
    "city_administration": LetterKind.PUBLIC,
    "authority": LetterKind.PUBLIC,
    "association": LetterKind.ASSOCIATIONS,
}


def letter_kind_of(organisation_kind: str) -> LetterKind:
    """Which kind of letter is written with an organisation, by its `Kind`."""
    return _KINDS.get(organisation_kind, LetterKind.ALL)


def first_code(name: str, taken: Iterable[str]) -> str:
    """A code for something new: its name in small letters, with a number where that is taken.

    Never ends as a version does, so that two things never look like versions of one.
    """
    words = str.maketrans("åäöÅÄÖ", "aaoAAO")
    stem = _VERSION.sub(r"-\1", slugify(name.translate(words))[:40].strip("-")) or "part"
    known, number, code = set(taken), 2, stem
    while code in known:
        code, number = f"{stem}-{number}", number + 1
    return code


def next_code(code: str, taken: Iterable[str]) -> str:
    """The code of the next version: `internships` becomes `internships-v2`, then `-v3`."""
    stem = _VERSION.sub("", code)[:54]
    known, number = set(taken), 2
    while f"{stem}-v{number}" in known:
        number += 1
    return f"{stem}-v{number}"


def check_begins(before: Dated, begins: date) -> None:
    """A new version begins after the one it follows, which is still open."""
    if before.valid_to is not None:
        raise ValidationError(
            {
                "begins": _("This version ends on %(day)s. Change the one that follows it.")
                % {"day": before.valid_to.isoformat()}
            }
        )
    if before.valid_from is not None and begins <= before.valid_from:
        raise ValidationError(
            {
                "begins": _("Choose a day after %(day)s, when the present version begins.")
                % {"day": before.valid_from.isoformat()}
            }
        )
    check_year(begins, "begins")


def check_last_day(row: Dated, last: date) -> None:
    """Something ends on or after the day it begins."""
    if row.valid_from is not None and last < row.valid_from:
        raise ValidationError(
            {
                "last_day": _("Choose %(day)s or later, when it begins.")
                % {"day": row.valid_from.isoformat()}
            }
        )
    check_year(last, "last_day")


def check_year(day: date, field: str) -> None:
    """A day that somebody can have meant."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError({field: _("Write a year from 2000 to 2100.")})


def day_before(day: date) -> date:
    """The last day of what was before."""
    return day - timedelta(days=1)


def is_in_use(row: models.Model) -> bool:
    """Whether another table's row points at this one, a letter's promise for example."""
    for relation in row._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
            continue
        model = relation.related_model
        if not isinstance(model, type) or model is type(row):
            continue
        if model._default_manager.filter(**{relation.field.name: row}).exists():  # type: ignore[union-attr]
            return True
    return False


def check_sentence(text: str, field: str) -> None:
    """A sentence about how many says where the number stands, once."""
    if text and text.count(QUANTITY) != 1:
        raise ValidationError(
            {field: _("Write %(mark)s once, where the number is to stand.") % {"mark": QUANTITY}}
        )


def suiting(*, per_person: bool) -> list[str]:
    """The breakdowns that mean something: a person has an age, a meeting has none."""
    return [b.value for b in Breakdown if b in OF_ANYTHING or (per_person and b in OF_PERSONS)]
