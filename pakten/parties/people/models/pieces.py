"""The pieces of a profile, which can be shared one by one."""

from dataclasses import replace
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Scope
from pakten.base.audit.retention import Retention
from pakten.base.terms.models import Concept
from pakten.parties.pacts.models import District, InPact
from pakten.parties.people.countries import country_name, language_name
from pakten.parties.people.models.participant import TWO_YEARS, Participant
from pakten.parties.people.states import (
    EducationField,
    EducationLevel,
    Learnt,
    Level,
    Papers,
    YearsBand,
)


class OfPerson(InPact):
    """A piece of a person's profile."""

    retention: ClassVar[Retention] = replace(TWO_YEARS, since="", follows="participant")

    class Meta:
        abstract = True

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("person", self.participant_id)}  # type: ignore[attr-defined]


class Experience(OfPerson):
    """An occupation a person has worked in, anywhere in the world."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="experiences")
    occupation = models.ForeignKey(Concept, models.PROTECT, related_name="+")
    years = models.PositiveSmallIntegerField(_("years"), default=1)
    country = models.CharField(_("country"), max_length=2, blank=True)
    where = models.CharField(_("where"), max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "occupation"], name="experience_once")
        ]

    @property
    def country_name(self) -> str:
        """The country in the reader's language."""
        return country_name(self.country)


class Wish(OfPerson):
    """An occupation a person wants to work in."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="wishes")
    occupation = models.ForeignKey(Concept, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "occupation"], name="wish_once")
        ]


class Skill(OfPerson):
    """Something a person can do, however it was learnt; `ready_on` ahead means a booked course."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Concept, models.PROTECT, related_name="+")
    ready_on = models.DateField(null=True, blank=True)
    how = ArrayField(models.CharField(max_length=10, choices=Learnt), default=list, blank=True)
    years = models.CharField(_("how long"), max_length=6, choices=YearsBand, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "skill"], name="skill_once")]

    @property
    def ways(self) -> list[str]:
        """How it was learnt, in words."""
        return [str(Learnt(code).label) for code in self.how]


class SpokenLanguage(OfPerson):
    """A language besides Swedish."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="languages")
    language = models.ForeignKey(Concept, models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "language"], name="language_once")
        ]

    @property
    def name(self) -> str:
        """The language in the reader's language."""
        return language_name(self.language.key, self.language.label)


class Reach(OfPerson):
    """A district a person can travel to for work."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="reaches")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "district"], name="reach_once")
        ]


class Education(OfPerson):
    """What a person has studied, here or in another country. Level and field follow SUN 2020."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="educations")
    level = models.CharField(_("level"), max_length=12, choices=EducationLevel)
    field = models.CharField(_("field"), max_length=2, choices=EducationField, blank=True)
    subject = models.CharField(_("what you studied"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    papers = models.CharField(_("papers"), max_length=10, choices=Papers, blank=True)

    class Meta:
        ordering = ["-year", "id"]

    @property
    def country_name(self) -> str:
        """The country in the reader's language."""
        return country_name(self.country)

    @property
    def more(self) -> list[str]:
        """What is told besides what it was: level, country, year and papers, those there are."""
        level = self.get_level_display() if self.subject or self.field else ""
        papers = self.get_papers_display() if self.papers else ""
        told = (str(level), self.country_name, str(self.year or ""), str(papers))
        return [each for each in told if each]

    @property
    def is_abroad(self) -> bool:
        """Whether it was in another country than Sweden."""
        return self.country not in ("", "SE")


class Photo(OfPerson):
    """A picture, made small and written anew so that nothing else follows with it. Optional."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="photo")
    image = models.BinaryField()
    added_at = models.DateTimeField()
