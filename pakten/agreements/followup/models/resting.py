"""Reminders that were sent, agreed rests, and the question how a member wants to go on."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import Letter, OfOrganisation, OfOrganisationQuerySet
from pakten.agreements.followup.states import RestReason, WayOut
from pakten.base.access import Verb
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact


class Reminder(InPact):
    """A reminder that was sent before a letter's last day, once for each threshold."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "days"], name="reminder_once_per_threshold")
        ]


class RestQuerySet(OfOrganisationQuerySet["Rest"]):
    verb: ClassVar[Verb] = Verb.SEE_KEEPING


class Rest(OfOrganisation):
    """An agreed pause with a last day: no reminders meanwhile, and counted openly as dormant."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="Who agreed for whom is part of the agreement.",
        since="ended_on until",
    )

    from_on = models.DateField(_("from"))
    until = models.DateField(_("until"))
    reason = models.CharField(_("why"), max_length=20, choices=RestReason)
    agreed_with = models.CharField(_("agreed with"), max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    objects = RestQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("from_on")),
                name="rest_dates_in_order",
                violation_error_message=_("Choose a day to come."),
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on__isnull=True),
                name="rest_one_at_a_time",
                violation_error_message=_("This member already rests."),
            ),
        ]


class WayQuerySet(OfOrganisationQuerySet["Way"]):
    verb: ClassVar[Verb] = Verb.CHOOSE_WAY


class Way(OfOrganisation):
    """The question to a dormant member how it wants to go on, and the answer."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=WayOut, blank=True)
    reason = models.CharField(_("why"), max_length=20, choices=RestReason, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = WayQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(answer=""),
                name="way_asked_once",
                violation_error_message=_("This member has already been asked."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="way_answered_with_time",
            ),
        ]
