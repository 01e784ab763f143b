"""What is possible for a person's profile, as questions about values: who may is asked elsewhere."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.people.states import ContactWay

YOUNGEST, OLDEST = 15, 100
LONGEST_EXPERIENCE = 60
MOST_AIMS = 2
OCCUPATIONS = frozenset({ConceptKind.SSYK4, ConceptKind.OCCUPATION})
SKILLS = frozenset({ConceptKind.SKILL, ConceptKind.LICENCE})
SPOKEN = frozenset({ConceptKind.LANGUAGE})
# What a person may change on their own; the rest is changed together with the counsellor.
OWN_FIELDS = frozenset(
    {
        "language", "phone", "email", "contact_way", "swedish", "swedish_next", "swedish_next_on",
        "available_from", "earliest_start", "hours_per_week", "own_words", "swedish_says", "times",
        "helps", "aims", "shown",
    }
)  # fmt: skip


def can_hold(values: dict[str, Any], today: date) -> None:
    """Raise `ValidationError`, keyed by field, for values of a person that do not hold together."""
    errors = {**_contact(values), **_age(values, today), **_swedish(values, today)}
    hours = values.get("hours_per_week")
    if hours is not None and not 1 <= hours <= 40:
        errors["hours_per_week"] = _("Write a number from 1 to 40.")
    if len(values.get("aims", ())) > MOST_AIMS:
        errors["aims"] = _("Choose one or two, what you want most.")
    if errors:
        raise ValidationError(errors)


def _contact(values: dict[str, Any]) -> dict[str, str]:
    way = values.get("contact_way")
    if way in (ContactWay.PHONE, ContactWay.SMS) and not values.get("phone"):
        return {"phone": _("Write a phone number, or choose another way to keep in touch.")}
    if way == ContactWay.EMAIL and not values.get("email"):
        return {"email": _("Write an e-mail address, or choose another way to keep in touch.")}
    return {}


def _age(values: dict[str, Any], today: date) -> dict[str, str]:
    year = values.get("birth_year")
    if year is None or YOUNGEST <= today.year - year <= OLDEST:
        return {}
    return {"birth_year": _("Write the year with four digits. The pact is for those over 15.")}


def _swedish(values: dict[str, Any], today: date) -> dict[str, str]:
    if values.get("swedish_next") and not values.get("swedish_next_on"):
        return {"swedish_next_on": _("Write when the course is done.")}
    if values.get("swedish_next_on") and not values.get("swedish_next"):
        return {"swedish_next": _("Choose what the course leads to.")}
    return {}


def can_use(term: Concept, kinds: frozenset[ConceptKind]) -> None:
    """Raise `ValidationError` for a term of the wrong kind or one no longer in use."""
    if term.kind not in kinds or term.is_retired:
        raise ValidationError(_("Choose one of the suggestions."))
