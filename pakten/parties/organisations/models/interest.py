"""The interest form: how an organisation says that it wants to take part."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.base.audit.retention import Retention
from pakten.parties.organisations.models.organisation import Organisation
from pakten.parties.organisations.states import (
    DeclineReason,
    Hours,
    InterestState,
    Kind,
    Want,
)
from pakten.parties.pacts.models import Activity, InPact


class Interest(InPact):
    """The public interest form (seed 004, Anslutning): the first step in."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the answer",
        why="An interest that led nowhere is not kept longer than a year.",
        since="answered_at",
    )

    organisation_name = models.CharField(_("organisation"), max_length=160)
    number = models.CharField(_("organisation number"), max_length=10, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.COMPANY)
    sector = models.CharField(_("sector"), max_length=6, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    hours = models.CharField(_("time in a month"), max_length=10, blank=True)
    want = models.CharField(_("wants most"), max_length=20, blank=True)
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

    @property
    def want_label(self) -> str:
        """What they want most, in words."""
        return str(Want(self.want).label) if self.want in Want else ""

    @property
    def hours_label(self) -> str:
        """The time they have in a month, in words."""
        return str(Hours(self.hours).label) if self.hours in Hours else ""

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
