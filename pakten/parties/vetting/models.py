"""The checklist and the looks."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope, Verb
from pakten.base.ui.fields import LocalTextField
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import InPact
from pakten.parties.vetting.states import STATE_AFTER, Decision, Finding, LookKind, Reason


class ChecklistItemQuerySet(models.QuerySet["ChecklistItem"]):
    def on(self, day: date) -> Self:
        """The questions asked on a day."""
        return self.filter(
            Q(retired_on__isnull=True) | Q(retired_on__gt=day), valid_from__lte=day
        ).order_by("position", "id")


class ChecklistItem(InPact):
    """A question of the checklist in one wording. A new wording is a new version of the code.

    Looks keep pointing at the wording they answered, so old decisions stay readable.
    """

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    text = LocalTextField()
    help = LocalTextField(blank=True)
    required = models.BooleanField(_("has to be answered"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "code", "version"], name="checklist_item_version"
            ),
            models.UniqueConstraint(
                fields=["pact", "code"],
                condition=Q(retired_on__isnull=True),
                name="checklist_item_one_in_force",
                violation_error_message=_("There is already a question with this code."),
            ),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | Q(retired_on__gte=F("valid_from")),
                name="checklist_item_validity",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class VettingQuerySet(models.QuerySet["Vetting"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office and the administrator; a member reads the decision in its own message."""
        return self if actor.where(Verb.SEE_VETTING, "pact") else self.none()

    def open(self) -> Self:
        """Looks that nobody has decided."""
        return self.filter(decision="")


class Vetting(InPact):
    """One look at one organisation: the answers, the decision, its reason, and the next look."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="looks")
    kind = models.CharField(max_length=20, choices=LookKind)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    reason = models.CharField(max_length=30, choices=Reason, blank=True)
    words = models.TextField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_look = models.DateField(null=True, blank=True)

    objects = VettingQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(decision=""),
                name="vetting_one_open",
                violation_error_message=_("A look is already under way."),
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="vetting_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=[Decision.REFUSE, Decision.WITHDRAW]) | ~Q(reason=""),
                name="vetting_no_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.APPROVE) | Q(next_look__isnull=False),
                name="vetting_yes_until_next_look",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind}"

    @property
    def outcome(self) -> str:
        """What was decided, as the organisation's state from that day."""
        return str(STATE_AFTER[Decision(self.decision)].label) if self.decision else ""

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("organisation", self.organisation_id)}


class CheckAnswer(InPact):
    """What was found on one question, where it was seen, and when."""

    vetting = models.ForeignKey(Vetting, models.CASCADE, related_name="answers")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+")
    finding = models.CharField(max_length=20, choices=Finding)
    source = models.CharField(_("where it was seen"), max_length=300, blank=True)
    checked_on = models.DateField()

    class Meta:
        ordering = ["item__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["vetting", "item"], name="check_answered_once"),
        ]
