"""A year's round of check-ins."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.followup.states import CampaignState
from pakten.base.access import Actor, Verb
from pakten.parties.pacts.models import InPact


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, actor: Actor) -> Self:
        """The campaigns of the pact for its office."""
        return self if actor.where(Verb.SEE_CAMPAIGNS, "pact") else self.none()


class Campaign(InPact):
    """A year's check-ins with every member: when they open, are due and are reviewed."""

    year = models.PositiveSmallIntegerField(_("year"))
    period_from = models.DateField(_("looks back from"))
    period_to = models.DateField(_("looks back to"))
    opens_on = models.DateField(_("opens"))
    due_on = models.DateField(_("sheets are due"))
    review_on = models.DateField(_("review"))
    state = models.CharField(max_length=10, choices=CampaignState, default=CampaignState.PLANNED)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "year"],
                name="campaign_year_once",
                violation_error_message=_("There is already a check-in for this year."),
            ),
            models.CheckConstraint(
                condition=Q(period_to__gt=F("period_from")),
                name="campaign_period",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__gt=F("period_from")),
                name="campaign_looks_back",
                violation_error_message=_("A check-in looks back."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("opens_on")),
                name="campaign_due_after_opening",
                violation_error_message=_("The sheets are due before they are sent."),
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("due_on")),
                name="campaign_review_after_due",
                violation_error_message=_("The review comes before the sheets are due."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=CampaignState.PLANNED, opened_at__isnull=True, closed_at__isnull=True
                )
                | Q(state=CampaignState.OPEN, opened_at__isnull=False, closed_at__isnull=True)
                | Q(state=CampaignState.CLOSED, opened_at__isnull=False, closed_at__isnull=False),
                name="campaign_times_follow_state",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)
