"""The people of an organisation: contacts, and those who act for it with an account."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Scope
from pakten.base.audit.retention import Retention
from pakten.parties.organisations.models.organisation import Organisation
from pakten.parties.organisations.states import (
    CONTACT_LANGUAGES,
    ContactRole,
    RepresentativeRole,
)
from pakten.parties.pacts.models import InPact


class CurrentContacts(models.Manager["Contact"]):
    """Those who have not left."""

    def get_queryset(self) -> models.QuerySet["Contact"]:
        return super().get_queryset().filter(left_on__isnull=True)


class Contact(InPact):
    """A person to talk to at an organisation, with or without an account.

    `objects` and `organisation.contacts` are those of today. One who left is kept a year, in
    `ever`. The database refuses an organisation without a contact, unless its time has ended.
    """

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the contact left",
        why="Contacts are kept only while they are contacts.",
        since="left_on",
    )

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    roles = ArrayField(
        models.CharField(max_length=20, choices=ContactRole), default=list, blank=True
    )
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=5, default="sv", choices=CONTACT_LANGUAGES
    )
    confirmed_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = CurrentContacts()
    ever = models.Manager["Contact"]()

    class Meta:
        ordering = ["position", "id"]
        base_manager_name = "ever"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(left_on__isnull=True),
                name="contact_email_once",
                violation_error_message=_("This contact is already registered."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_labels(self) -> list[str]:
        """The roles in words, in their own order."""
        if set(ContactRole) <= set(self.roles):
            return [gettext("All of it")]
        return [str(role.label) for role in ContactRole if role in self.roles]

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("organisation", self.organisation_id)}


class Representative(InPact):
    """An account that acts for an organisation."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the role ended",
        why="Who answered for the member stays readable for a review.",
        since="ended_on",
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


class ContactReview(InPact):
    """The question "are these still your people?" to one organisation in one half-year."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reviews")
    half = models.CharField(max_length=6)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_phone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-half", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "half"], name="contact_review_once"),
            models.CheckConstraint(
                condition=Q(half__regex=r"^\d{4}-[12]$"), name="contact_review_half"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_by__isnull=False),
                name="contact_review_confirmed_by_somebody",
            ),
        ]

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("organisation", self.organisation_id)}
