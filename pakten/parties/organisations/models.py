"""The register of organisations."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.base.ui.fields import LocalTextField
from pakten.parties.organisations.states import (
    DeclineReason,
    InterestState,
    Kind,
    Level,
    RepresentativeRole,
    Stage,
)
from pakten.parties.pacts.models import Activity, District, InPact


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
        """What outsiders may see: vetted, published, with a letter in force."""
        return self.filter(is_public=True, stage=Stage.ACTIVE)


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
    sector = models.CharField(_("sector"), max_length=1, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("district"),
    )
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
        ]

    def __str__(self) -> str:
        return self.name

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("organisation", self.pk)}

    @property
    def number_text(self) -> str:
        """The number as people write it, 559999-1234."""
        return f"{self.number[:6]}-{self.number[6:]}"


class Contact(InPact):
    """A person to talk to at an organisation, with or without an account."""

    retention: ClassVar[Retention] = Retention(
        years=1, after="the contact left", why="Contacts are kept only while they are contacts."
    )

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                name="contact_email_once",
                violation_error_message=_("This contact is already registered."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("organisation", self.organisation_id)}


class Representative(InPact):
    """An account that acts for an organisation."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the role ended",
        why="Who answered for the member stays readable for a review.",
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="representatives")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="representations"
    )
    role = models.CharField(max_length=20, choices=RepresentativeRole)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account", "role"],
                condition=Q(ended_on__isnull=True),
                name="representative_once",
            )
        ]


class Interest(InPact):
    """The public interest form (seed 004, Anslutning): the first step in."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the answer",
        why="An interest that led nowhere is not kept longer than a year.",
    )

    organisation_name = models.CharField(_("organisation"), max_length=160)
    number = models.CharField(_("organisation number"), max_length=10, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.COMPANY)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    contact_name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    received_at = models.DateTimeField()
    answer_by = models.DateField()
    state = models.CharField(max_length=20, choices=InterestState, default=InterestState.NEW)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=InterestState.NEW, answered_at__isnull=True)
                | (~Q(state=InterestState.NEW) & Q(answered_at__isnull=False)),
                name="interest_answered_when_not_new",
            ),
            models.CheckConstraint(
                condition=~Q(state=InterestState.DECLINED) | ~Q(decline_reason=""),
                name="interest_declined_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation_name


class InterestActivity(InPact):
    """An activity ticked in an interest form."""

    interest = models.ForeignKey(Interest, models.CASCADE, related_name="activities")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interest", "activity"], name="interest_activity_once")
        ]
