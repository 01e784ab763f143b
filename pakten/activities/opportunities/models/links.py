"""Personal links: an answer without an account. Only the hash of the secret is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from pakten.activities.opportunities.models.placements import Placement
from pakten.activities.opportunities.states import Side
from pakten.base.access import Scope
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact

_ACCOUNT = settings.AUTH_USER_MODEL


class PlacementLink(InPact):
    """A key to one question about one placement, for one side, until a day.

    A newer link to the same question stops the older. `sent_to` is masked; empty for a link that
    was shown to the counsellor to print or copy.
    """

    retention: ClassVar[Retention] = Retention(
        years=4,
        after="the placement ended",
        why="How an answer came in can be shown.",
        follows="placement",
    )

    class About(models.TextChoices):
        PROPOSAL = "proposal"
        PRESENTATION = "presentation"
        FOLLOW_UP = "follow_up"
        WEEK = "week"

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="links")
    about = models.CharField(max_length=20, choices=About)
    side = models.CharField(max_length=10, choices=Side)
    months = models.PositiveSmallIntegerField(default=0)
    week_on = models.DateField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=170, blank=True)
    sent_to = models.CharField(max_length=120, blank=True)
    sent_by = models.ForeignKey(_ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    disowned_at = models.DateTimeField(null=True, blank=True)  # "I am not Anders"

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "about", "side", "months", "week_on"],
                condition=Q(revoked_at__isnull=True), nulls_distinct=False,
                name="placement_link_live_once",
            )
        ]  # fmt: skip

    def scopes(self) -> frozenset[Scope]:
        return self.placement.scopes()

    def works(self, at: datetime) -> bool:
        """Whether it still opens: not replaced, not disowned, not too old."""
        return self.revoked_at is None and self.disowned_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True)
class Made:
    """A link just made. The secret is here once and nowhere else."""

    link: PlacementLink
    token: str
