"""Changing the pieces of a profile: what a person can do, wishes for, speaks, and can travel to.

Actions under the verb *edit participant*; a piece added again is changed, never doubled.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.terms.models import Concept
from pakten.parties.pacts.models import District
from pakten.parties.people.models import (
    Experience,
    OfPerson,
    Participant,
    Reach,
    Skill,
    SpokenLanguage,
    Wish,
)
from pakten.parties.people.rules import LONGEST_EXPERIENCE, OCCUPATIONS, SKILLS, SPOKEN, can_use
from pakten.parties.people.states import Level

MOST_PIECES = 40


def add_experience(
    person: Participant, occupation: Concept, years: int, *, by: Actor
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
        defaults={"years": years},
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
