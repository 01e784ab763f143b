"""What is counted and promised, and what is aimed for."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from pakten.base.statistics.states import Gender
from pakten.base.ui.fields import LocalTextField
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models.catalogue import (
    Activity,
    Definition,
    District,
    TargetGroup,
    ValidQuerySet,
    definition_constraints,
)
from pakten.parties.pacts.models.pact import InPact
from pakten.parties.pacts.states import Counting, Deed


class MeasureQuerySet(ValidQuerySet["Measure"]):
    def promised(self, day: date) -> Self:
        """What can be promised on a day: not what is worked out."""
        return self.on(day).exclude(counting=Counting.FORMULA)


class Measure(Definition):
    """A measurable result (mätbart resultat, seed 004): what is counted, and how.

    A changed definition is a row of its own with the same `kin`: promises made on the old one keep
    it, and deeds of the new one still count towards them. `formula` is over other kins; `baseline`
    is what there was before the pact, in the measure's own unit. `inside` is the kin of another
    measure of persons that counts the same persons and more, so that the rest is persons too.
    """

    kin = models.GeneratedField(
        expression=Func(
            F("code"), Value(r"-v\d+$"), Value(""), function="regexp_replace",
            output_field=models.TextField(),
        ),
        output_field=models.CharField(max_length=60),
        db_persist=True,
    )  # fmt: skip
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="measures")
    counting = models.CharField(max_length=10, choices=Counting, default=Counting.DEEDS)
    deed = models.CharField(max_length=40, choices=Deed, blank=True)
    formula = models.CharField(max_length=300, blank=True)
    is_share = models.BooleanField(default=False)
    unit = LocalTextField(blank=True)
    definition = LocalTextField(blank=True)
    pledge_sentence = LocalTextField(blank=True)
    per_person = models.BooleanField(default=False)
    inside = models.CharField(max_length=60, blank=True, default="")
    by_city = models.BooleanField(default=False)
    is_headline = models.BooleanField(default=False)
    breakdowns = models.JSONField(default=list, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    baseline = models.PositiveIntegerField(null=True, blank=True)
    baseline_note = LocalTextField(blank=True, default=LocalText)

    objects = MeasureQuerySet.as_manager()

    class Meta(Definition.Meta):
        constraints = [
            *definition_constraints("measure"),
            models.CheckConstraint(
                condition=Q(counting=Counting.FORMULA, deed="") & ~Q(formula="")
                | ~Q(counting=Counting.FORMULA) & Q(formula="") & ~Q(deed=""),
                name="measure_deed_or_formula",
            ),
        ]


class Target(InPact):
    """How much of a measure is aimed for in a year, in all or for some: a quarter, women, a group.

    Bound to the kin, not to a version: a goal stands when the definition changes.
    """

    kin = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"), null=True, blank=True)
    gender = models.CharField(
        _("women or men"),
        max_length=10,
        blank=True,
        choices=[(Gender.WOMAN, Gender.WOMAN.label), (Gender.MAN, Gender.MAN.label)],
    )
    target_group = models.ForeignKey(
        TargetGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    quantity = models.PositiveIntegerField(_("aim"))
    decided_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["kin", "-year", F("quarter").asc(nulls_first=True), "gender", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "kin", "year", "quarter", "gender", "target_group", "district"],
                nulls_distinct=False,
                name="target_once",
                violation_error_message=_("There is already an aim for this. Change that one."),
            ),
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | Q(quarter__gte=1, quarter__lte=4),
                name="target_quarter",
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["", Gender.WOMAN, Gender.MAN]), name="target_gender"
            ),
        ]

    @property
    def is_total(self) -> bool:
        """Whether it is for everybody, the whole year."""
        return not (self.quarter or self.gender or self.target_group_id or self.district_id)
