"""Changing the pieces of a profile: what a person can do, wishes for, speaks, and can travel to.

Actions under the verb *edit participant*; a piece added again is changed, never doubled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.terms.models import Concept
from pakten.parties.pacts.models import District
from pakten.parties.people.models import (
    Education,
    Experience,
    OfPerson,
    Participant,
    Photo,
    Reach,
    Skill,
    SpokenLanguage,
    Wish,
)
from pakten.parties.people.photos import draw_anew
from pakten.parties.people.rules import LONGEST_EXPERIENCE, OCCUPATIONS, SKILLS, SPOKEN, can_use
from pakten.parties.people.states import Level

MOST_PIECES = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was: a country by its code, and a workplace or town in words."""

    country: str = ""
    where: str = ""


NOWHERE = Place()


def add_experience(
    person: Participant, occupation: Concept, years: int, place: Place = NOWHERE, *, by: Actor
) -> Experience:
    """Work a person has done, anywhere in the world."""
    require(by, Verb.EDIT_PARTICIPANT, person)
    can_use(occupation, OCCUPATIONS)
    if not 0 <= years <= LONGEST_EXPERIENCE:
        raise ValidationError({"years": _("Write a number from 0 to 60.")})
    _can_grow(person.experiences.all())
    piece, _new = Experience.objects.update_or_create(
        pact_id=person.pact_id,
        participant=person,
        occupation=occupation,
        defaults={"years": years, "country": place.country, "where": place.where},
    )
    return piece


def add_wish(person: Participant, occupation: Concept, *, by: Actor) -> Wish:
    """Work a person wants."""
    require(by, Verb.EDIT_PARTICIPANT, person)
    can_use(occupation, OCCUPATIONS)
    _can_grow(person.wishes.all())
    piece, _new = Wish.objects.get_or_create(
        pact_id=person.pact_id, participant=person, occupation=occupation
    )
    return piece


def add_skill(
    person: Participant, skill: Concept, ready_on: date | None = None, *, by: Actor
) -> Skill:
    """Something a person can do, or will be able to from a day (a booked course)."""
    require(by, Verb.EDIT_PARTICIPANT, person)
    can_use(skill, SKILLS)
    _can_grow(person.skills.all())
    piece, _new = Skill.objects.update_or_create(
        pact_id=person.pact_id,
        participant=person,
        skill=skill,
        defaults={"ready_on": ready_on},
    )
    return piece


def tell_how_learnt(skill: Skill, how: list[str], years: str, *, by: Actor) -> Skill:
    """How a skill was gained, in one way or several, and for how long."""
    kept = Skill.objects.select_for_update(of=("self",)).get(pk=skill.pk)
    require(by, Verb.EDIT_PARTICIPANT, kept)
    kept.how, kept.years = how, years
    kept.save(update_fields=["how", "years"])
    return kept


def add_education(
    person: Participant, values: dict[str, Any], *, by: Actor, at: datetime
) -> Education:
    """What a person has studied, in any country."""
    require(by, Verb.EDIT_PARTICIPANT, person)
    this_year = timezone.localdate(at).year
    if values.get("year") and not 1940 <= values["year"] <= this_year + 10:
        raise ValidationError({"year": _("Write the year with four digits, like 2014.")})
    _can_grow(person.educations.all())
    return Education.objects.create(pact_id=person.pact_id, participant=person, **values)


def add_language(
    person: Participant, language: Concept, level: Level, *, by: Actor
) -> SpokenLanguage:
    """A language besides Swedish, which has its own scale."""
    require(by, Verb.EDIT_PARTICIPANT, person)
    can_use(language, SPOKEN)
    if language.key == "lang:sv":
        raise ValidationError(_("Swedish has a place of its own in the profile."))
    _can_grow(person.languages.all())
    piece, _new = SpokenLanguage.objects.update_or_create(
        pact_id=person.pact_id,
        participant=person,
        language=language,
        defaults={"level": level},
    )
    return piece


def set_reach(person: Participant, districts: Iterable[District], *, by: Actor) -> None:
    """Exactly the districts a person can travel to. Locked, or two at once would add one twice."""
    person = Participant.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(by, Verb.EDIT_PARTICIPANT, person)
    wanted = {district.pk for district in districts}
    person.reaches.exclude(district__in=wanted).delete()
    there = set(person.reaches.values_list("district", flat=True))
    for pk in sorted(wanted - there):
        Reach.objects.create(pact_id=person.pact_id, participant=person, district_id=pk)


def remove_piece(piece: OfPerson, *, by: Actor) -> None:
    """Take a piece out of the profile."""
    require(by, Verb.EDIT_PARTICIPANT, piece)
    piece.delete()


def _can_grow(pieces: QuerySet[Any]) -> None:
    if pieces.count() >= MOST_PIECES:
        raise ValidationError(_("There is room for 40. Remove one first."))


def add_picture(person: Participant, file: File[bytes], *, by: Actor, at: datetime) -> Photo:
    """A picture of the person, drawn anew so that nothing else than what is seen is kept."""
    require(by, Verb.EDIT_PARTICIPANT, person)
    values = {"image": draw_anew(file), "added_at": at}
    photo, _new = Photo.objects.update_or_create(
        pact_id=person.pact_id, participant=person, defaults=values
    )
    return photo


def remove_picture(person: Participant, *, by: Actor) -> None:
    """Take the picture away; no copy of it is left."""
    require(by, Verb.EDIT_PARTICIPANT, person)
    Photo.objects.filter(participant=person).delete()


def picture_of(person: Participant) -> bytes | None:
    """The picture as JPEG, where there is one. Who may see it is asked by the one who shows it."""
    photo = Photo.objects.filter(participant=person).first()
    return bytes(photo.image) if photo else None
