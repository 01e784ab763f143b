"""The catalogue: definitions have validity dates and successors; history stays."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.fields import LocalTextField
from pakten.parties.pacts.models.pact import InPact

V = TypeVar("V", bound=models.Model)


class ValidQuerySet(models.QuerySet[V]):
    def on(self, day: date) -> Self:
        """Definitions in force on a day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Definition(InPact):
    """A named part of the catalogue with a validity; old results keep pointing at old versions."""

    code = models.SlugField(max_length=60)
    name = LocalTextField()
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.name)


def definition_constraints(table: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["pact", "code"],
            name=f"{table}_code_in_pact",
            violation_error_message=_("There is already one with this name."),
        ),
        models.CheckConstraint(
            condition=Q(valid_to__isnull=True)
            | Q(valid_from__isnull=True)
            | Q(valid_to__gte=F("valid_from")),
            name=f"{table}_validity",
            violation_error_message=_("The last day comes before the first."),
        ),
    ]


class Line(InPact):
    """A text in a list that the city puts in order."""

    text = LocalTextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.text)


class Goal(Line):
    """One of the pact's goals (seed 004, Syfte och mål)."""


class PactValue(Line):
    """Something that members gain by taking part (seed 004, Mervärden för medlemmarna)."""

    title = LocalTextField(blank=True)


class TargetGroup(Definition):
    """Whom the pact is for (seed 004, Målgrupper). Never ethnicity or religion."""

    definition = LocalTextField(blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ValidQuerySet["TargetGroup"].as_manager()

    class Meta(Definition.Meta):
        constraints = definition_constraints("target_group")


class District(Definition):
    """A city district area (stadsdelsområde). Stockholm's have merged twice: successors are kept."""

    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ValidQuerySet["District"].as_manager()

    class Meta(Definition.Meta):
        constraints = definition_constraints("district")


class ExcludedSector(Definition):
    """A trade whose organisations cannot be members; `sector` is an SNI section or division."""

    sector = models.CharField(_("sector"), max_length=2)
    reason = LocalTextField(blank=True)

    objects = ValidQuerySet["ExcludedSector"].as_manager()

    class Meta(Definition.Meta):
        constraints = definition_constraints("excluded_sector")


class Activity(Definition):
    """One of the ways to take part; the city adds, adapts and retires them over the years.

    An adapted activity stays the same row, since members take part in it; how it was worded in
    other years stands in `ActivityWording`.
    """

    summary = LocalTextField(blank=True)
    description = LocalTextField(blank=True)
    icon = models.CharField(max_length=40, blank=True)
    hours_per_month = models.CharField(max_length=20, blank=True)

    objects = ValidQuerySet["Activity"].as_manager()

    class Meta(Definition.Meta):
        constraints = definition_constraints("activity")


class ActivityWording(InPact):
    """How an activity is worded from a day on. Those of past years are history, those to come plans."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="wordings")
    valid_from = models.DateField(null=True, blank=True)
    name = LocalTextField()
    summary = LocalTextField(blank=True)
    description = LocalTextField(blank=True)
    hours_per_month = models.CharField(max_length=20, blank=True)
    is_begun = models.BooleanField(default=False)

    class Meta:
        ordering = [F("valid_from").asc(nulls_first=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "valid_from"],
                nulls_distinct=False,
                name="activity_wording_once_a_day",
                violation_error_message=_("The activity already changes on this day."),
            )
        ]


class CooperationForm(Definition):
    """A form of cooperation within an activity, such as an APL place or a guest lecture."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="forms")
    from_city = models.BooleanField(default=False)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ValidQuerySet["CooperationForm"].as_manager()

    class Meta(Definition.Meta):
        constraints = definition_constraints("cooperation_form")
