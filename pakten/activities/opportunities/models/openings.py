"""Openings, what they ask for, and the files they were read from."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.states import OpeningKind, OpeningState, RequirementKind
from pakten.agreements.commitments.models import OfOrganisation, OfOrganisationQuerySet
from pakten.base.access import Actor, Scope, Verb
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept
from pakten.parties.pacts.models import District, InPact


class OpeningQuerySet(OfOrganisationQuerySet["Opening"]):
    verb: ClassVar[Verb] = Verb.SEE_OPENINGS


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
    """A place a member offers: the need is described first, then people are sought."""

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


class Requirement(InPact):
    """Something the work asks for: a must or a nice-to-have."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="requirements")
    kind = models.CharField(max_length=10, choices=RequirementKind)
    concept = models.ForeignKey(Concept, models.PROTECT, null=True, blank=True, related_name="+")
    must = models.BooleanField(default=True)

    class Meta:
        ordering = ["-must", "id"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "kind", "concept"], name="requirement_once")
        ]
