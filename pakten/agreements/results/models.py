"""The ledger row, the cells that sums are read from, and who has read the rows."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import OfOrganisation, OfOrganisationQuerySet, Pledge
from pakten.agreements.results.states import Additionality, Correction, Dimension, Evidence
from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.base.statistics.states import AgeBand, Gender, SwedishStage
from pakten.parties.pacts.models import CooperationForm, District, InPact, Measure, TargetGroup


class OutcomeQuerySet(OfOrganisationQuerySet["Outcome"]):
    verb: ClassVar[Verb] = Verb.SEE_OUTCOMES


class Outcome(OfOrganisation):
    """A deed, or the reversal of one. Append-only; a trigger refuses change.

    The person's attributes are statistical, as they were on the day; there is no name and no key
    to a person, so the figures outlive the person's data (mission, *What binds it together* 2).
    `source` names the deed once ("placement:12:started"), so the same deed never counts twice. A row
    moved to another promise is taken back and written anew; `origin` is the row it first was.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    occurred_on = models.DateField(_("when"))
    quantity = models.IntegerField(_("how many"))
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    gender = models.CharField(max_length=10, choices=Gender, blank=True)
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True)
    target_group = models.ForeignKey(
        TargetGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    language_stage = models.CharField(max_length=10, choices=SwedishStage, blank=True)
    form = models.ForeignKey(
        CooperationForm, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    evidence = models.CharField(max_length=10, choices=Evidence)
    additionality = models.CharField(
        max_length=10, choices=Additionality, default=Additionality.UNKNOWN
    )
    source = models.CharField(max_length=80)
    note = models.CharField(_("note"), max_length=200, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    correction = models.CharField(max_length=10, choices=Correction, blank=True)
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_rows", db_index=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_on", "-id"]
        indexes = [
            models.Index(fields=["pact", "measure", "occurred_on"], name="outcome_by_measure"),
            models.Index(fields=["pledge"], include=["quantity"], name="outcome_by_pledge"),
            models.Index(fields=["organisation", "occurred_on"], name="outcome_by_organisation"),
            models.Index(fields=["form"], condition=Q(form__isnull=False), name="outcome_by_form"),
            models.Index(
                fields=["origin"], condition=Q(origin__isnull=False), name="outcome_by_origin"
            ),
            models.Index(
                fields=["pact", "recorded_at"],
                condition=Q(reverses__isnull=False),
                name="outcome_corrections",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "source"],
                name="outcome_source_once",
                violation_error_message=_("This is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, quantity__gte=1)
                | Q(reverses__isnull=False, quantity__lte=-1),
                name="outcome_negative_only_as_reversal",
            ),
        ]


class Cell(InPact):
    """One figure: how much of a measure in a year for one value of one dimension.

    Kept by a trigger in the transaction that writes the ledger, so it is right at the next look;
    the app can read it, not write it. `rows` counts deeds, a reversal taking one away.
    """

    pk = models.CompositePrimaryKey("pact_id", "year", "dimension", "value", "measure_id")
    year = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=14, choices=Dimension)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", db_index=False)
    value = models.CharField(max_length=20)
    quantity = models.BigIntegerField()
    rows = models.BigIntegerField()


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pact__in=actor.where(Verb.SEE_READINGS, "pact"))


class Reading(InPact):
    """Somebody has read rows that each are about one person. Written with the page, never changed."""

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the reading",
        why="Who has read rows about single persons can be asked.",
        since="read_at",
    )

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    asked = models.CharField(max_length=500)
    rows = models.PositiveIntegerField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at", "-id"]
