"""Placements with their steps and follow-ups: one person and one opening."""

from dataclasses import replace
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.endings import EndCause, Now
from pakten.activities.opportunities.models.openings import Opening
from pakten.activities.opportunities.states import (
    DECIDED,
    SHOWN_TO_EMPLOYER,
    DeclineReason,
    EndOutcome,
    PlacementState,
    Side,
)
from pakten.agreements.results.states import Additionality
from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

_FOUR_YEARS = Retention(
    years=4,
    after="the placement ended",
    why="Follow-up runs to 36 months; the ledger keeps the figures without the person.",
    since="over",
)
_WITH_PLACEMENT = replace(_FOUR_YEARS, since="", follows="placement")


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for the pact's staff; an employer sees a person only once presented; a person, own."""
        verb = Verb.SEE_PLACEMENT
        if actor.where(verb, "pact"):
            return self
        return self.filter(
            Q(participant__in=actor.where(verb, "person"))
            | Q(
                opening__organisation__in=actor.where(verb, "organisation"),
                presented_at__isnull=False,
            )
        )

    def shown(self) -> Self:
        """Whose name an employer may read: while the consent holds, or once both have agreed."""
        agreed = Participant.objects.filter(pk=OuterRef("participant"))
        return self.filter(Q(state__in=DECIDED) | Exists(agreed.consenting(Purpose.PRESENTING)))


class Placement(InPact):
    """One person and one opening, from proposal to result.

    `marks` is the explanation as it was when proposed: one mark per requirement, coded.
    `shown_name` and `shown_profile` are what the person said yes to showing the employer.
    """

    retention: ClassVar[Retention] = _FOUR_YEARS

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="placements")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="placements")
    state = models.CharField(max_length=20, choices=PlacementState, default=PlacementState.PROPOSED)
    marks = models.JSONField(default=list, blank=True)
    shown_name = models.CharField(max_length=170, blank=True)
    shown_profile = models.TextField(max_length=2000, blank=True)
    proposed_at = models.DateTimeField()
    presented_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    started_on = models.DateField(_("started"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    declined_by = models.CharField(max_length=10, choices=Side, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    end_outcome = models.CharField(max_length=20, choices=EndOutcome, blank=True)
    end_cause_side = models.CharField(max_length=10, choices=Side, blank=True)
    end_cause = models.CharField(max_length=20, choices=EndCause, blank=True)
    reply_by = models.DateField(null=True, blank=True)  # the person's answer
    wants_call_at = models.DateTimeField(null=True, blank=True)  # "I want to ask first"
    follow_side = models.CharField(max_length=10, choices=Side, blank=True)  # empty: both are asked
    additionality = models.CharField(
        max_length=10, choices=Additionality, default=Additionality.UNKNOWN
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["pact", "state"], name="placement_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "participant"],
                condition=~Q(state=PlacementState.DECLINED),
                name="placement_live_once",
                violation_error_message=_("This person is already proposed for this opening."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.DECLINED)
                | (~Q(decline_reason="") & ~Q(declined_by="")),
                name="placement_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.STARTED) | Q(started_on__isnull=False),
                name="placement_started_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.ENDED)
                | (Q(ended_on__gte=F("started_on")) & ~Q(end_outcome="")),
                name="placement_ended_with_outcome",
            ),
        ]

    def scopes(self) -> frozenset[Scope]:
        scopes = super().scopes() | {Scope("person", self.participant_id)}
        if self.state in SHOWN_TO_EMPLOYER or self.presented_at:
            scopes |= {Scope("organisation", self.opening.organisation_id)}
        return scopes


class PlacementStep(InPact):
    """A step taken: when, by whom, in few words. The stage line is read from these."""

    retention: ClassVar[Retention] = _WITH_PLACEMENT

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=20, choices=PlacementState)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "id"]


class FollowUp(InPact):
    """How it goes after 1, 3, 6, 12 and 36 months: a row for each side, so that both can be heard.

    `answered_by_side` is the side itself, or the city where the office filled it in for them. `now` is
    what the person does after an end; the employer is not asked about that.
    """

    retention: ClassVar[Retention] = _WITH_PLACEMENT

    class Answer(models.TextChoices):
        WELL = "well", _("It goes well")
        SO_SO = "so_so", _("It goes fairly well")
        HARD = "hard", _("It is hard")
        LEFT = "left", _("Not there any more")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=Side, default=Side.EMPLOYER)
    due_on = models.DateField()
    asked = models.PositiveSmallIntegerField(default=0)  # how many times it was written
    asked_on = models.DateField(null=True, blank=True)
    given_up_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    now = models.CharField(max_length=20, choices=Now, blank=True)
    answered_by_side = models.CharField(max_length=10, choices=Side, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["months", "-side"]
        indexes = [
            models.Index(
                fields=["pact", "due_on"], condition=Q(answered_on__isnull=True),
                name="follow_up_unanswered",
            )
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "months", "side"], name="follow_up_once_a_side"
            )
        ]
