"""What somebody decided about two profiles that look alike: asked once, remembered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Scope
from pakten.base.audit.retention import Retention
from pakten.parties.guidance.states import Verdict
from pakten.parties.pacts.models import InPact
from pakten.parties.people.models import Participant


class TwinVerdict(InPact):
    """One pair. After *the same*, `gone` is the number of the page that went into `first`'s."""

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the last contact",
        why="So that nobody is asked again, and an old address still leads to the person.",
        follows="first",
    )

    first = models.ForeignKey(Participant, models.CASCADE, related_name="verdicts")
    second = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="later_verdicts"
    )
    gone = models.BigIntegerField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="twins_decided_once",
                violation_error_message=_("Somebody has already decided about these two."),
            ),
            models.UniqueConstraint(fields=["gone"], name="twin_gone_once"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.SAME, second__isnull=True, gone__isnull=False)
                | Q(verdict=Verdict.APART, second__gt=F("first"), gone__isnull=True),
                name="twin_verdict_holds_together",
            ),
        ]

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("person", self.first_id)}
