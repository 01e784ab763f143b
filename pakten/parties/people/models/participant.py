"""The person: who it is, how to keep in touch, Swedish, times, and what helps."""

from datetime import date
from typing import ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.base.statistics.states import AgeBand, Gender, SwedishStage
from pakten.parties.pacts.models import District, InPact, TargetGroup
from pakten.parties.people.states import (
    Aim,
    ContactWay,
    DayTime,
    Helps,
    Piece,
    Purpose,
    SwedishSays,
)

TWO_YEARS = Retention(
    years=2,
    after="the last contact",
    why="A profile nobody uses any more has no purpose.",
    since="last_contact",
)


def shown_at_first() -> list[str]:
    """The pieces an employer sees until the person chooses: what the work needs, nothing private."""
    return [Piece.WORK, Piece.SKILLS, Piece.SWEDISH, Piece.LANGUAGES, Piece.TIMES, Piece.LICENCES]


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
        return self.filter(self._given(purpose))

    def with_yes(self, purpose: Purpose) -> Self:
        """Each with `says_yes`: whether the consent for the purpose is in force."""
        return self.annotate(says_yes=self._given(purpose))

    @staticmethod
    def _given(purpose: Purpose) -> Exists:
        consents = apps.get_model("people", "Consent")
        return Exists(
            consents._default_manager.filter(
                participant=OuterRef("pk"), purpose=purpose, withdrawn_at__isnull=True
            )
        )


class Participant(InPact):
    """A newcomer or other resident on the way to work. No national identity number is kept.

    Somebody who began alone has no counsellor until the office gives one. `aims` stand in order of
    rank, `asked` tells which questions were answered ("done") or passed by ("skipped").
    """

    retention: ClassVar[Retention] = TWO_YEARS

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
    swedish_says = models.CharField(
        _("the sentence that fits best"), max_length=10, choices=SwedishSays, blank=True
    )
    times = ArrayField(models.CharField(max_length=10, choices=DayTime), default=list, blank=True)
    helps = ArrayField(models.CharField(max_length=12, choices=Helps), default=list, blank=True)
    aims = ArrayField(models.CharField(max_length=10, choices=Aim), default=list, blank=True)
    own_words = models.TextField(_("in own words"), max_length=1000, blank=True)
    shown = ArrayField(
        models.CharField(max_length=10, choices=Piece), default=shown_at_first, blank=True
    )
    asked = models.JSONField(default=dict, blank=True)
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("counsellor"),
    )  # fmt: skip
    registered_at = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)
    says_yes: bool  # with_yes() reads it

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
