"""Persons who act for the city: its staff and those who sign its letters."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.audit.retention import Retention
from pakten.base.ui.fields import LocalTextField
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models.catalogue import ValidQuerySet
from pakten.parties.pacts.models.pact import InPact
from pakten.parties.pacts.states import LetterKind, StaffRole


class Staff(InPact):
    """A role held in the whole pact by an account."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the role ended",
        why="Who was responsible stays readable for a yearly review.",
        since="ended_on",
    )

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_roles"
    )
    role = models.CharField(max_length=20, choices=StaffRole)
    title = LocalTextField(blank=True, default=LocalText)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "staff"
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "account", "role"],
                condition=Q(ended_on__isnull=True),
                name="staff_role_once",
            )
        ]


class CitySignatory(InPact):
    """Who signs the letters for the city: in `position` order, letters of one kind or all."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the last day as signatory",
        why="Who could bind the city must be readable as long as the letters are.",
        since="valid_to",
    )

    name = models.CharField(_("name"), max_length=120)
    title = LocalTextField(blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    signs = models.CharField(_("signs"), max_length=20, choices=LetterKind, default=LetterKind.ALL)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = ValidQuerySet["CitySignatory"].as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "city signatories"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="city_signatory_validity",
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.name
