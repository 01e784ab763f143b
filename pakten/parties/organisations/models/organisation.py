"""An organisation, its place in a group, and where it is active."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope, Verb
from pakten.base.ui.fields import LocalTextField
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.states import (
    SPOKEN_LANGUAGES,
    Kind,
    Level,
    Stage,
    VettingState,
)
from pakten.parties.pacts.models import District, InPact


class SwedishSortKey(Func):
    """Lower case with å ä ö after z, so that plain byte order is Swedish order on any PostgreSQL."""

    function = "translate"

    def __init__(self, column: str) -> None:
        letters, order = "ÅÄÖåäöÉÈéèÜüÆæØø", "{|}{|}eeeeyy||}}"
        super().__init__(Lower(F(column)), Value(letters), Value(order))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> Self:
        """The whole register for the pact's staff, the own house for a representative."""
        if actor.where(Verb.SEE_ORGANISATION, "pact"):
            return self
        return self.filter(pk__in=actor.where(Verb.SEE_ORGANISATION, "organisation"))

    def public(self) -> Self:
        """What outsiders may see: published, with a letter in force, vetted and not past the look."""
        return self.filter(is_public=True, stage=Stage.ACTIVE).vetted_on(timezone.localdate())

    def vetted_on(self, day: date) -> Self:
        """Approved by the city, with a next look that has not passed."""
        return self.filter(vetting=VettingState.APPROVED, vetted_until__gte=day)

    def civil_society(self) -> Self:
        """Associations: sports clubs, study associations, networks."""
        return self.filter(kind=Kind.ASSOCIATION)


class Organisation(InPact):
    """An organisation of any kind and size that is, was or may become a member."""

    number = models.CharField(_("organisation number"), max_length=10)
    name = models.CharField(_("name"), max_length=160)
    sort_key = models.GeneratedField(
        expression=SwedishSortKey("name"),
        output_field=models.CharField(max_length=160, db_collation="C"),
        db_persist=True,
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    sector = models.CharField(_("sector"), max_length=6, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("district"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("belongs to"),
    )  # fmt: skip
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.DIALOGUE)
    level = models.CharField(_("level of engagement"), max_length=20, choices=Level, blank=True)
    about = LocalTextField(blank=True)
    website = models.URLField(_("website"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible"),
    )  # fmt: skip
    reply_days = models.PositiveSmallIntegerField(_("answers within (working days)"), default=5)
    is_public = models.BooleanField(default=False)
    vetting = models.CharField(max_length=20, choices=VettingState, default=VettingState.NONE)
    vetted_until = models.DateField(null=True, blank=True)
    offers_locally = LocalTextField(blank=True, default=LocalText)
    reaches = LocalTextField(blank=True, default=LocalText)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    contacted_on = models.DateField(null=True, blank=True)
    member_since = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["pact", "sort_key"], name="organisation_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "number"],
                name="organisation_number_in_pact",
                violation_error_message=_(
                    "An organisation with this number is already registered."
                ),
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"^\d{10}$"), name="organisation_number_ten_digits"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organisation_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=~Q(vetting=VettingState.APPROVED) | Q(vetted_until__isnull=False),
                name="organisation_approved_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(vetting=VettingState.APPROVED),
                name="organisation_shown_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("organisation", self.pk)}

    @property
    def number_text(self) -> str:
        """The number as people write it, 559999-1234."""
        return f"{self.number[:6]}-{self.number[6:]}"

    @property
    def language_names(self) -> list[tuple[str, str]]:
        """Code and own name of each language people are met in."""
        return [(code, name) for code, name in SPOKEN_LANGUAGES if code in self.languages]

    @property
    def is_civil_society(self) -> bool:
        return self.kind == Kind.ASSOCIATION


class ActiveDistrict(InPact):
    """A district where an association is active, besides the one where it has its address."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="active_in")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["district__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "district"], name="active_in_once")
        ]
