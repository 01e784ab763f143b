"""Openings, what they ask for, and the files they were read from."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.states import (
    STALE_DAYS,
    Employment,
    OpeningKind,
    OpeningState,
    OwnTerm,
    PauseReason,
    RequirementKind,
)
from pakten.agreements.commitments.models import OfOrganisation, OfOrganisationQuerySet
from pakten.base.access import Actor, Scope, Verb
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept
from pakten.parties.pacts.models import Definition, District, InPact, ValidQuerySet
from pakten.parties.pacts.models.catalogue import definition_constraints


class SubsidyForm(Definition):
    """A support an employer can apply for, as the office keeps the list: where it is told, and when
    somebody last looked. Whether a person is entitled is never said here."""

    source = models.URLField(_("source"), max_length=300, blank=True)
    checked_on = models.DateField(_("checked"), null=True, blank=True)

    objects = ValidQuerySet["SubsidyForm"].as_manager()

    class Meta(Definition.Meta):
        constraints = definition_constraints("subsidyform")


def quiet_since(today: date) -> date:
    """A sign of life before this day is too old."""
    return today - timedelta(days=STALE_DAYS)


class OpeningQuerySet(OfOrganisationQuerySet["Opening"]):
    verb: ClassVar[Verb] = Verb.SEE_OPENINGS

    def stale(self, today: date) -> Self:
        """Open ones without a sign of life for long, or past their dates: `Opening.is_stale`."""
        quiet = Q(confirmed_at__isnull=True, posted_at__date__lt=quiet_since(today)) | Q(
            confirmed_at__date__lt=quiet_since(today)
        )
        return self.filter(quiet | Q(last_day__lt=today), state=OpeningState.OPEN)

    def dated(self) -> Self:
        """With `last_day`, after which the opening is past its dates."""
        return self.annotate(last_day=Coalesce("apply_by", "starts_on", "ends_on"))


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for those who import for the whole pact, the own house's for a representative."""
        if actor.where(Verb.IMPORT_ADS, "pact"):
            return self
        return self.filter(organisation__in=actor.where(Verb.IMPORT_ADS, "organisation"))


class ImportBatch(InPact):
    """A file of ads, staged: what was read, previewed before anything is posted, undone as one."""

    file_name = models.CharField(max_length=200)
    ads = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    staged_at = models.DateTimeField()
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ImportBatchQuerySet.as_manager()

    def scopes(self) -> frozenset[Scope]:
        house = self.organisation_id
        return super().scopes() | ({Scope("organisation", house)} if house else set())


class Opening(OfOrganisation):
    """A place a member offers: the need is described first, then people are sought.

    `nice` names those of its own terms (hours, place …) that are wished for; the others are musts.
    `reading` is what was understood of `ad_text`: what, where in the text, understood or guessed.
    `trainee` is a role or initials, never a name: who of the staff studies in a job rotation.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=OpeningKind)
    state = models.CharField(max_length=10, choices=OpeningState, default=OpeningState.OPEN)
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), max_length=8000, blank=True)
    occupation = models.ForeignKey(
        Concept, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("occupation"),
    )  # fmt: skip
    seats = models.PositiveSmallIntegerField(_("number of places"), default=1)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("district"),
    )  # fmt: skip
    address = models.CharField(_("address"), max_length=160, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    apply_by = models.DateField(_("proposals no later than"), null=True, blank=True)
    starts_at = models.TimeField(_("working day begins"), null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(_("hours a week"), null=True, blank=True)
    supervisor = models.CharField(_("supervisor"), max_length=120, blank=True)
    swedish = models.CharField(
        _("Swedish needed"), max_length=10, choices=SwedishStage, default=SwedishStage.NONE
    )
    for_young = models.BooleanField(_("for young newcomers"), default=False)
    years = models.PositiveSmallIntegerField(_("years in the occupation"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    ends_at = models.TimeField(_("working day ends"), null=True, blank=True)
    times = ArrayField(
        models.CharField(max_length=10),
        default=list, blank=True, verbose_name=_("when the work is"),
    )  # fmt: skip
    nice = ArrayField(models.CharField(max_length=10, choices=OwnTerm), default=list, blank=True)
    employment = models.CharField(_("employment"), max_length=10, choices=Employment, blank=True)
    months = models.PositiveSmallIntegerField(_("for how many months"), null=True, blank=True)
    agreement = models.CharField(_("collective agreement"), max_length=120, blank=True)
    subsidies = ArrayField(
        models.SlugField(max_length=60), default=list, blank=True, verbose_name=_("support")
    )
    trainee = models.CharField(_("who studies: role or initials"), max_length=60, blank=True)
    training = models.CharField(_("which training"), max_length=160, blank=True)
    trains_from = models.DateField(_("the training begins"), null=True, blank=True)
    trains_until = models.DateField(_("the training ends"), null=True, blank=True)
    ad_text = models.TextField(max_length=20000, blank=True)
    reading = models.JSONField(default=list, blank=True)
    repeats = models.BooleanField(_("comes back every year"), default=False)
    repeat_of = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="next_year"
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    alive_hash = models.CharField(max_length=64, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    pause_reason = models.CharField(max_length=10, choices=PauseReason, blank=True)
    external_id = models.CharField(max_length=60, blank=True)
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="openings"
    )
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "-id"]
        indexes = [models.Index(fields=["pact", "state", "-posted_at"], name="opening_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OpeningState.PAUSED)
                | (Q(paused_at__isnull=False) & ~Q(pause_reason="")),
                name="opening_paused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="opening_ends_after_start",
                violation_error_message=_("The end comes before the start."),
            ),
            models.CheckConstraint(
                condition=Q(trains_until__isnull=True)
                | Q(trains_from__isnull=True)
                | Q(trains_until__gte=F("trains_from")),
                name="opening_training_in_order",
                violation_error_message=_("The training ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=500),
                name="opening_seats",
                violation_error_message=_("Between 1 and 500 places."),
            ),
            models.CheckConstraint(
                condition=Q(apply_by__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(starts_on__gte=F("apply_by")),
                name="opening_dates_in_order",
                violation_error_message=_("The start comes before the last day for proposals."),
            ),
            models.UniqueConstraint(
                fields=["pact", "external_id"],
                condition=~Q(external_id="") & ~Q(state=OpeningState.CLOSED),
                name="opening_external_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def alive_on(self) -> date:
        """The last sign of life: posted, changed or said to be still true."""
        return timezone.localdate(self.confirmed_at or self.posted_at)

    def is_past(self, today: date) -> bool:
        """Past its dates: what it asks for can no longer come true as it stands."""
        last = self.apply_by or self.starts_on or self.ends_on
        return last is not None and last < today

    @property
    def stale_now(self) -> bool:
        """`is_stale` today, for lists and pages."""
        return self.is_stale(timezone.localdate())

    def is_stale(self, today: date) -> bool:
        """Open, but nobody has said for long that it is still true, or its dates have passed."""
        quiet = self.alive_on < quiet_since(today)
        return self.state == OpeningState.OPEN and (quiet or self.is_past(today))


class Requirement(InPact):
    """Something the work asks for: a must or a nice-to-have."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="requirements")
    kind = models.CharField(max_length=10, choices=RequirementKind)
    concept = models.ForeignKey(Concept, models.PROTECT, null=True, blank=True, related_name="+")
    must = models.BooleanField(default=True)
    level = models.CharField(max_length=10, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-must", "id"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "kind", "concept"], name="requirement_once")
        ]
