"""Openings, their requirements, and placements with their steps."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.states import (
    SHOWN_TO_EMPLOYER,
    DeclineReason,
    EndOutcome,
    OpeningKind,
    OpeningState,
    PlacementState,
    RequirementKind,
    Side,
)
from pakten.agreements.commitments.models import OfOrganisation, OfOrganisationQuerySet
from pakten.agreements.results.states import Additionality
from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept
from pakten.parties.pacts.models import District, InPact
from pakten.parties.people.models import Participant

_TWO_YEARS = Retention(
    years=2,
    after="the placement ended",
    why="Follow-up runs to twelve months; the ledger keeps the figures without the person.",
)


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


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for the pact's staff; an employer sees a person only once presented; a person, own."""
        verb = Verb.SEE_PLACEMENT
        if actor.where(verb, "pact"):
            return self
        return self.filter(
            Q(participant__in=actor.where(verb, "person"))
            | Q(
                opening__organisation__in=actor.where(verb, "organisation"),
                presented_at__isnull=False,
            )
        )


class Placement(InPact):
    """One person and one opening, from proposal to result.

    `marks` is the explanation as it was when proposed: one mark per requirement, coded.
    `shown_name` and `shown_profile` are what the person said yes to showing the employer.
    """

    retention: ClassVar[Retention] = _TWO_YEARS

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="placements")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="placements")
    state = models.CharField(max_length=20, choices=PlacementState, default=PlacementState.PROPOSED)
    marks = models.JSONField(default=list, blank=True)
    shown_name = models.CharField(max_length=170, blank=True)
    shown_profile = models.TextField(max_length=2000, blank=True)
    proposed_at = models.DateTimeField()
    presented_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    started_on = models.DateField(_("started"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    declined_by = models.CharField(max_length=10, choices=Side, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    end_outcome = models.CharField(max_length=20, choices=EndOutcome, blank=True)
    end_cause_side = models.CharField(max_length=10, choices=Side, blank=True)
    additionality = models.CharField(
        max_length=10, choices=Additionality, default=Additionality.UNKNOWN
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["pact", "state"], name="placement_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "participant"],
                condition=~Q(state=PlacementState.DECLINED),
                name="placement_live_once",
                violation_error_message=_("This person is already proposed for this opening."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.DECLINED)
                | (~Q(decline_reason="") & ~Q(declined_by="")),
                name="placement_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.STARTED) | Q(started_on__isnull=False),
                name="placement_started_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.ENDED)
                | (Q(ended_on__gte=F("started_on")) & ~Q(end_outcome="")),
                name="placement_ended_with_outcome",
            ),
        ]

    def scopes(self) -> frozenset[Scope]:
        scopes = super().scopes() | {Scope("person", self.participant_id)}
        if self.state in SHOWN_TO_EMPLOYER or self.presented_at:
            scopes |= {Scope("organisation", self.opening.organisation_id)}
        return scopes


class PlacementStep(InPact):
    """A step taken: when, by whom, in few words. The stage line is read from these."""

    retention: ClassVar[Retention] = _TWO_YEARS

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=20, choices=PlacementState)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "id"]


class FollowUp(InPact):
    """How it goes after 1, 3, 6 and 12 months, asked once each."""

    retention: ClassVar[Retention] = _TWO_YEARS

    class Answer(models.TextChoices):
        WELL = "well", _("It goes well")
        SO_SO = "so_so", _("It goes fairly well")
        HARD = "hard", _("It is hard")
        LEFT = "left", _("Not there any more")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by_side = models.CharField(max_length=10, choices=Side, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["months"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "months"], name="follow_up_once")
        ]
