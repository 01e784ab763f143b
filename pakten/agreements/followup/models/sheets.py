"""A member's sheet, its lines, and who agreed to it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import (
    Letter,
    OfOrganisation,
    OfOrganisationQuerySet,
    Pledge,
)
from pakten.agreements.commitments.states import EndReason, Party
from pakten.agreements.followup.models.campaigns import Campaign
from pakten.agreements.followup.rules import SHEET_TOLERANCE, standing_of
from pakten.agreements.followup.states import (
    SHORT,
    Cause,
    Decision,
    How,
    Next,
    SheetState,
    Side,
    Standing,
    Told,
)
from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact


class CheckInQuerySet(OfOrganisationQuerySet["CheckIn"]):
    verb: ClassVar[Verb] = Verb.SEE_CHECK_IN

    def visible_to(self, actor: Actor) -> Self:
        """All for the office; a representative sees the own house's once they are sent."""
        if actor.where(self.verb, "pact"):
            return self
        return super().visible_to(actor).exclude(state=SheetState.DRAFT)


class CheckIn(OfOrganisation):
    """A member's sheet: promised beside recorded, why, and what next."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="sheets")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="check_ins")
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.DRAFT)
    figures_on = models.DateField()
    meets_on = models.DateField(_("we meet"), null=True, blank=True)
    meets_where = models.CharField(_("where"), max_length=120, blank=True)
    learned = models.TextField(_("what we learned"), max_length=1000, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    prepared_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    object_by = models.DateField(null=True, blank=True)
    objection = models.CharField(max_length=500, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    made = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["campaign", "id"]
        indexes = [models.Index(fields=["pact", "state"], name="check_in_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organisation"],
                name="check_in_once_a_campaign",
                violation_error_message=_("This member already has a sheet this year."),
            ),
            models.CheckConstraint(
                condition=Q(state=SheetState.DRAFT) | Q(sent_at__isnull=False),
                name="check_in_sent_unless_draft",
            ),
            models.CheckConstraint(
                condition=Q(state=SheetState.CLOSED, closed_at__isnull=False)
                | (~Q(state=SheetState.CLOSED) & Q(closed_at__isnull=True)),
                name="check_in_closed_with_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SheetState.AGREED, SheetState.CLOSED]) | ~Q(decision=""),
                name="check_in_agreed_with_decision",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.END) | ~Q(end_reason=""),
                name="check_in_ended_with_reason",
                violation_error_message=_("Choose why the letter ends."),
            ),
        ]


class CheckInLine(InPact):
    """One promise on the sheet, with the figures as they were on the sheet's day."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="lines")
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="check_in_lines")
    position = models.PositiveSmallIntegerField(default=0)
    promised = models.PositiveIntegerField()
    due_on = models.DateField()
    recorded = models.IntegerField()
    expected = models.FloatField()
    told = models.CharField(max_length=10, choices=Told, default=Told.RIGHT)
    more = models.PositiveIntegerField(null=True, blank=True)
    cause = models.CharField(max_length=20, choices=Cause, blank=True)
    side = models.CharField(max_length=10, choices=Side, blank=True)
    note = models.CharField(max_length=200, blank=True)
    next = models.CharField(max_length=10, choices=Next, default=Next.GO_ON)
    new_quantity = models.PositiveIntegerField(null=True, blank=True)
    new_due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["check_in", "pledge"], name="pledge_once_on_sheet"),
            models.CheckConstraint(
                condition=Q(cause="", side="") | (~Q(cause="") & ~Q(side="")),
                name="check_in_cause_with_side",
                violation_error_message=_("Say both why and whose side it was."),
            ),
            models.CheckConstraint(
                condition=Q(told=Told.MORE, more__gte=1) | Q(told=Told.RIGHT, more__isnull=True),
                name="check_in_missing_with_number",
                violation_error_message=_("Write how many are missing."),
            ),
            models.CheckConstraint(
                condition=Q(
                    next=Next.CHANGE, new_quantity__gte=1, new_due_on__isnull=False
                )
                | (~Q(next=Next.CHANGE) & Q(new_quantity__isnull=True, new_due_on__isnull=True)),
                name="check_in_change_with_terms",
                violation_error_message=_("Write the new number and the new last day."),
            ),
        ]  # fmt: skip

    def standing(self, on: "CheckIn") -> Standing:
        """How the promise stood on the sheet's day."""
        return standing_of(
            self.promised, self.recorded, self.expected, self.due_on, on.figures_on,
            tolerance=SHEET_TOLERANCE,
        )  # fmt: skip

    def is_short(self, on: "CheckIn") -> bool:
        """Whether a cause is asked for."""
        return self.standing(on) in SHORT


class Approval(InPact):
    """One party's yes to exactly the sheet as it stands; a change takes it away."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="Who agreed for whom is part of the agreement.",
        since="check_in__letter__ended_on check_in__letter__valid_to",
    )

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="approvals")
    party = models.CharField(max_length=10, choices=Party)
    how = models.CharField(max_length=10, choices=How)
    name = models.CharField(_("who said yes"), max_length=120)
    # nobody where it was said by a personal link
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "party"],
                name="approval_once_per_party",
                violation_error_message=_("This party has already agreed."),
            ),
            models.CheckConstraint(
                condition=Q(how=How.LINK, recorded_by__isnull=True)
                | (~Q(how=How.LINK) & Q(recorded_by__isnull=False)),
                name="approval_by_account_or_link",
            ),
        ]
