"""The model of a city: a version, and its unit values with range, source and assumptions."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.fields import LocalTextField
from pakten.oversight.value.states import Effect, ModelState, Whose
from pakten.parties.pacts.models import InPact

PER_CENT = [MinValueValidator(0), MaxValueValidator(100)]


class ValueModelQuerySet(models.QuerySet["ValueModel"]):
    def published(self) -> Self:
        """The version outsiders may read: at most one."""
        return self.filter(state=ModelState.PUBLISHED)


class ValueModel(InPact):
    """A version of a city's model. A published one is never changed; the next version replaces it."""

    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ModelState, default=ModelState.DRAFT)
    about = LocalTextField(blank=True)
    not_counted = LocalTextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ValueModelQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["pact", "version"], name="value_version_once"),
            models.UniqueConstraint(
                fields=["pact"],
                condition=Q(state=ModelState.PUBLISHED),
                name="value_one_published",
                violation_error_message=_("Another version was published just before."),
            ),
            models.UniqueConstraint(
                fields=["pact"],
                condition=Q(state=ModelState.DRAFT),
                name="value_one_draft",
                violation_error_message=_("There is a draft already. Go on with that one."),
            ),
        ]

    @property
    def is_draft(self) -> bool:
        return self.state == ModelState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == ModelState.PUBLISHED


class UnitValue(InPact):
    """What one unit of a measure is worth in a year, for whom, from what source.

    Kronor per unit and twelve months; `months` is how long the effect lasts; `additional` is how
    many of a hundred would not have happened anyway. Each is a range.
    """

    model = models.ForeignKey(ValueModel, models.CASCADE, related_name="units")
    kin = models.CharField(_("measure"), max_length=60)
    effect = models.CharField(_("what it stands for"), max_length=12, choices=Effect)
    whose = models.CharField(_("who gains"), max_length=10, choices=Whose)
    low = models.PositiveIntegerField(_("lowest, SEK a year"))
    high = models.PositiveIntegerField(_("highest, SEK a year"))
    additional_low = models.PositiveSmallIntegerField(_("at least, %"), validators=PER_CENT)
    additional_high = models.PositiveSmallIntegerField(_("at most, %"), validators=PER_CENT)
    months_low = models.PositiveSmallIntegerField(_("shortest, months"))
    months_high = models.PositiveSmallIntegerField(_("longest, months"))
    price_year = models.PositiveSmallIntegerField(_("prices of the year"))
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("link to the source"), blank=True)
    assumption = LocalTextField(blank=True)

    class Meta:
        ordering = ["kin", "effect", "whose", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "kin", "effect", "whose"],
                name="value_effect_once",
                violation_error_message=_(
                    "This measure already counts for that effect. It may count once for each."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    low__lte=F("high"),
                    additional_low__lte=F("additional_high"),
                    additional_high__lte=100,
                    months_low__lte=F("months_high"),
                ),
                name="value_ranges",
                violation_error_message=_("The lowest cannot be above the highest."),
            ),
        ]
