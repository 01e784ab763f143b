"""The participant, in pieces that can be shared one by one."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.base.statistics.states import AgeBand, Gender, SwedishStage
from pakten.base.terms.models import Concept
from pakten.parties.pacts.models import District, InPact, TargetGroup
from pakten.parties.people.states import CallTime, ConsentWay, ContactWay, Door, Level, Purpose

_TWO_YEARS = Retention(
    years=2, after="the last contact", why="A profile nobody uses any more has no purpose."
)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for the pact's counsellors and coordinators; oneself for a participant.

        An employer never reads this table: what a presented person chose to show lies with the
        placement, and `activities.opportunities` shows it.
        """
        if actor.where(Verb.SEE_PERSON, "pact"):
            return self
        return self.filter(pk__in=actor.where(Verb.SEE_PERSON, "person"))

    def consenting(self, purpose: Purpose) -> Self:
        """Those whose consent for the purpose is in force: consent is enforced when reading."""
        given = Consent.objects.filter(
            participant=OuterRef("pk"), purpose=purpose, withdrawn_at__isnull=True
        )
        return self.filter(Exists(given))


class Participant(InPact):
    """A newcomer or other resident on the way to work. No national identity number is kept."""

    retention: ClassVar[Retention] = _TWO_YEARS

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="participant"
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"))
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, default=Gender.UNSTATED)
    target_group = models.ForeignKey(
        TargetGroup, models.PROTECT, related_name="+", verbose_name=_("target group")
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", verbose_name=_("district")
    )
    language = models.CharField(_("preferred language"), max_length=5, default="sv")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    contact_way = models.CharField(
        _("contact way"), max_length=20, choices=ContactWay, default=ContactWay.PHONE
    )
    swedish = models.CharField(_("Swedish"), max_length=10, choices=SwedishStage)
    swedish_next = models.CharField(
        _("on the way to"), max_length=10, choices=SwedishStage, blank=True
    )
    swedish_next_on = models.DateField(_("ready on"), null=True, blank=True)
    available_from = models.DateField(_("can start"), null=True, blank=True)
    earliest_start = models.TimeField(_("can be in place from"), null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(_("hours a week"), null=True, blank=True)
    own_words = models.TextField(_("in own words"), max_length=1000, blank=True)
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counsellor")
    )
    registered_at = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "id"]
        indexes = [
            models.Index(fields=["pact", "family_name", "given_name"], name="participant_by_name")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year__gte=1900) & Q(birth_year__lte=2100),
                name="participant_birth_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("person", self.pk)}

    @property
    def worked_with(self) -> str:
        """The work the person has done, the longest first, in one line."""
        done = sorted(self.experiences.all(), key=lambda each: -each.years)
        return ", ".join(each.occupation.label for each in done[:2])

    def age_band(self, on: date) -> AgeBand:
        """The band of the age reached during the year of `on`."""
        age = on.year - self.birth_year
        for limit, band in ((25, AgeBand.UNDER_25), (35, AgeBand.FROM_25), (45, AgeBand.FROM_35)):
            if age < limit:
                return band
        return AgeBand.FROM_45 if age < 55 else AgeBand.FROM_55


class OfPerson(InPact):
    """A piece of a person's profile."""

    retention: ClassVar[Retention] = _TWO_YEARS

    class Meta:
        abstract = True

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("person", self.participant_id)}  # type: ignore[attr-defined]


class Experience(OfPerson):
    """An occupation a person has worked in, anywhere in the world."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="experiences")
    occupation = models.ForeignKey(Concept, models.PROTECT, related_name="+")
    years = models.PositiveSmallIntegerField(_("years"), default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "occupation"], name="experience_once")
        ]


class Wish(OfPerson):
    """An occupation a person wants to work in."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="wishes")
    occupation = models.ForeignKey(Concept, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "occupation"], name="wish_once")
        ]


class Skill(OfPerson):
    """Something a person can do; `ready_on` in the future means on the way (a booked course)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Concept, models.PROTECT, related_name="+")
    ready_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "skill"], name="skill_once")]


class SpokenLanguage(OfPerson):
    """A language besides Swedish."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="languages")
    language = models.ForeignKey(Concept, models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "language"], name="language_once")
        ]


class Reach(OfPerson):
    """A district a person can travel to for work."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="reaches")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "district"], name="reach_once")
        ]


class Consent(OfPerson):
    """A yes to one purpose, how it was given, and when it was taken back."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    how = models.CharField(max_length=10, choices=ConsentWay, default=ConsentWay.TALK)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    with_interpreter = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_in_force_once",
            )
        ]


class CallbackQuerySet(models.QuerySet["CallbackRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who meet the pact's participants call back; nobody else reads this."""
        return self.filter(pact__in=actor.where(Verb.SEE_CALLBACKS, "pact"))


class CallbackRequest(InPact):
    """Somebody who is not registered asks to be called: a number and little more."""

    retention: ClassVar[Retention] = Retention(
        years=1, after="it was asked for", why="After a call the person is registered, or is not."
    )

    name = models.CharField(_("your name"), max_length=120)
    phone = models.CharField(_("your phone number"), max_length=40)
    language = models.CharField(_("language"), max_length=5)
    best_time = models.CharField(
        _("when may we call?"), max_length=10, choices=CallTime, default=CallTime.ANY
    )
    door = models.CharField(max_length=10, choices=Door)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CallbackQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_by__isnull=False),
                name="callback_answered_by_somebody",
            )
        ]
